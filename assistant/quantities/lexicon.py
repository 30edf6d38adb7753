"""The words that the grammar knows, each with its kind and value.

`WORDS` maps a lower-case word to `(kind, value)`. Kinds:

    num       a number word                      time     a unit of time
    hundred   multiplies the number before it    visit    a visit, session or treatment
    once      a number of times in one word      form     a unit that is dispensed or supplied
    mult      "x" in its writings                mass     a unit of strength
    times     "time", "times"                    adverb   a frequency in one word
    per       "per", "a", "every"                to, or   join the ends of a range
    other     "other", as in "every other week"  for      leads to a period
    label     names the number after it ("grade 2"), which then counts nothing
    shape     describes by the number before it ("4-lead"), which then counts nothing
    stop      ends the words that may stand between a number and its unit
"""

from __future__ import annotations

from typing import Final


def word_set(line: str) -> frozenset[str]:
    """The words of `line`, as a set."""
    return frozenset(line.split())


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

_UNITS: dict[str, dict[str, str]] = {
    "time": {
        "minutes": "minute minutes min mins",
        "hours": "hour hours hr hrs",
        "days": "day days",
        "weeks": "week weeks wk wks wek weks",
        "months": "month months mo mos mth mths",
        "years": "year years yr yrs",
    },
    "visit": {
        "visits": "visit visits session sessions treatments tx txs sess appointment appointments "
        "encounter encounters",
    },
    "form": {
        "tablets": "tablet tablets tab tabs",
        "capsules": "capsule capsules cap caps pill pills",
        "patches": "patch patches",
        "tubes": "tube tubes",
        "boxes": "box boxes",
        "bottles": "bottle bottles",
        "containers": "container containers jar jars",
        "packs": "pack packs package packages pkg kit kits",
        "vials": "vial vials syringe syringes",
        "pairs": "pair pairs",
        "units": "unit units",
        "doses": "dose doses",
        "injections": "injection injections",
        "refills": "refill refills",
        "count": "count counts",
    },
    "mass": {
        "mg": "mg mgs milligram milligrams",
        "mcg": "mcg ug microgram micrograms",
        "g": "g gm gms gram grams",
        "ml": "ml cc milliliter milliliters",
        "oz": "oz ounce ounces",
        "percent": "% percent",
        "mme": "mme",
    },
}

_PLAIN: dict[str, str] = {
    "mult": "x × *",
    "times": "time times",
    "per": "per a an each every",
    "other": "other alternate",
    "to": "to through",
    "or": "or",
    "for": "for over during within in across spanning",
    "sig": "bid tid qid qd qhs qam qpm prn po hs",
    "count": "qty",
    "label": "grade type level levels phase stage class chapter table page pages pg p section "
    "sections figure version icd cpt hcpcs code codes vertebra age aged item step exhibit "
    "schedule tier category criterion criteria "
    "attachment room apartment suite volume",
    "shape": "lead leads view views phase phases level levels panel point points wheel wheels "
    "wheeled channel part parts tesla inch inches stage step way person position positions "
    "compartment incision prong piece ply cell ring pin inhibitor dimensional hole ft feet foot "
    "lb lbs pound pounds cm mm degree degrees extremity extremities limb limbs plane planes in "
    "out",
    "stop": "of and with without was were is are be been has had have the this that these those "
    "from by on at as not no but if then than who which because after before since until when "
    "while would will may can should per",
}

_ADVERBS: dict[str, tuple[float, str]] = {
    "weekly": (1, "weeks"),
    "wkly": (1, "weeks"),
    "biweekly": (2, "weeks"),
    "bi-weekly": (2, "weeks"),
    "fortnightly": (2, "weeks"),
    "daily": (1, "days"),
    "nightly": (1, "days"),
    "monthly": (1, "months"),
    "bimonthly": (2, "months"),
    "quarterly": (3, "months"),
    "hourly": (1, "hours"),
    "yearly": (1, "years"),
    "annually": (1, "years"),
}


def _words() -> dict[str, tuple[str, object]]:
    words: dict[str, tuple[str, object]] = {}
    for kind, line in _PLAIN.items():
        for word in line.split():
            words.setdefault(word, (kind, word))
    for kind, units in _UNITS.items():
        for unit, line in units.items():
            for word in line.split():
                words[word] = (kind, unit)
    for value, word in enumerate(_ONES.split()):
        words[word] = ("num", value)
    for tens, word in enumerate(_TENS.split(), start=2):
        words[word] = ("num", tens * 10)
    words["hundred"] = ("hundred", 100)
    for times, word in enumerate(("once", "twice", "thrice"), start=1):
        words[word] = ("once", times)
    for word, period in _ADVERBS.items():
        words[word] = ("adverb", period)
    # "phase", "level", "stage" and "step" describe on both sides: "phase 2", "three phase"
    for word in ("phase", "level", "levels", "stage", "step", "in"):
        words[word] = ("for" if word == "in" else "both", word)
    return words


WORDS: Final = _words()

NUMBER_WORDS: Final = tuple(
    word for word, (kind, _) in WORDS.items() if kind in ("num", "once", "adverb")
)
"""The words with which an amount may begin in prose."""

UNIT_WORDS: Final = tuple(
    word
    for word, (kind, _) in WORDS.items()
    if kind in ("time", "visit", "form", "mass", "adverb") and word.isalpha()
)
"""The words that an amount of prose must have; the sign "%" aside."""

BOUNDS: Final[dict[tuple[str, ...], str]] = {
    ("up", "to"): "up to",
    ("at", "most"): "up to",
    ("no", "more", "than"): "up to",
    ("not", "more", "than"): "up to",
    ("not", "exceed"): "up to",
    ("not", "to", "exceed"): "up to",
    ("not", "exceeding"): "up to",
    ("no", "longer", "than"): "up to",
    ("not", "longer", "than"): "up to",
    ("no", "greater", "than"): "up to",
    ("limited", "to"): "up to",
    ("maximum", "of"): "up to",
    ("max", "of"): "up to",
    ("maximum",): "up to",
    ("max",): "up to",
    ("at", "least"): "at least",
    ("minimum", "of"): "at least",
    ("no", "less", "than"): "at least",
    ("no", "fewer", "than"): "at least",
    ("not", "less", "than"): "at least",
    ("minimum",): "at least",
    ("more", "than"): "more than",
    ("greater", "than"): "more than",
    ("longer", "than"): "more than",
    ("in", "excess", "of"): "more than",
    ("exceed",): "more than",
    ("exceeds",): "more than",
    ("exceeded",): "more than",
    ("exceeding",): "more than",
    ("beyond",): "more than",
    ("above",): "more than",
    ("below",): "less than",
    ("less", "than"): "less than",
    ("fewer", "than"): "less than",
    ("under",): "less than",
}
"""The words before a number that bound it."""

BOUNDS_AFTER: Final[dict[str, str]] = {
    "more": "at least",
    "longer": "at least",
    "greater": "at least",
    "less": "up to",
    "fewer": "up to",
}
"""The words that bound a number from behind, after "or": "6 or more visits"."""

FILLING: Final = word_set(
    "a an the of total additional initial further another approximately about only next first "
    "recommended estimated combined period course span maximum next roughly some"
)
"""Words without weight between a bound or "over" and the number it belongs to."""
