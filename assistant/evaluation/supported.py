"""Whether each number, date, side and quotation of a sentence stands in what the sentence cites.

Written apart from the drafter's own grounding, and on purpose simpler: the words that a support
points at are fetched anew, and everything exact in the sentence is looked for in them. A number may
also be the sum, difference or product of two numbers of the same sentence that are found, as in "12
visits (2 a week for 6 weeks)", or the sum of one of them and a number of the request that the
sentence cites, as in "with the 8 already completed that makes 20 in all", or, where the sentence
says half, half of a number that it cites, or the days, weeks or months between two days that it
cites, where it counts in those. Nothing counts as found because it is similar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from assistant.letters.dates import PATTERN, find_dates

_DAY = re.compile(PATTERN)
_NUMBER = re.compile(r"(?<![\w.])\d{1,9}(?:,\d{3})*(?:\.\d{1,4})?(?!\d)")
_INSIDE = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
_SIDE = re.compile(
    r"\b(left|right|bilateral)(?:ly)?\b(?!\s+(?:to\b|open\b|undecided\b|out\b))|\b(lt|rt)\.?(?=\s)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“]([^\"“”]{2,400})[\"”]")
_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_SPELT = {word: str(value) for value, word in enumerate(_TO_TWENTY.split())} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "ninety": "90",
    "once": "1",
    "twice": "2",
}
_WORD = re.compile(r"[a-z]+")
_HALF = re.compile(r"\bhalf\b", re.IGNORECASE)
_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b(day|week|month|year)s?\b", re.IGNORECASE)
_DAYS_IN = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_SIDES = {"lt": "left", "rt": "right"}


class Unit(NamedTuple):
    """Something exact that a sentence says; `kind` is number, date, side or quote."""

    kind: str
    said: str
    found: bool


def units(text: str, sources: Sequence[str], asked: Sequence[str] = ()) -> Iterator[Unit]:
    """Everything exact in `text`, and whether it stands in `sources`, the words it cites.

    `asked` are those of them that come from the case file, the request before all.
    """
    source = "\n".join(sources)
    folded = " ".join(source.split()).casefold()
    days = _days(source)
    for day in sorted(_days(text)):
        yield Unit("date", day, day in days)
    quotes = [" ".join(one.split()) for one in _QUOTED.findall(text)]
    for quote in quotes:
        bare = quote.rstrip(".,;").casefold()
        yield Unit("quote", quote, bare in folded)
    for side in sorted(_sides(text)):
        found = side in _sides(source) or (side == "bilateral" and bool(_BOTH.search(source)))
        yield Unit("side", side, found)
    yield from _numbers(text, source, "\n".join(asked))


def _numbers(text: str, source: str, asked: str) -> Iterator[Unit]:
    said = _said(text)
    held = {f"{float(one):g}" for one in _INSIDE.findall(source.replace(",", ""))}
    held |= {_SPELT[word] for word in _WORD.findall(source.lower()) if word in _SPELT}
    direct = [one for one in said if one in held]
    made = _made(float(one) for one in direct)
    made |= {float(one) + float(own) for one in direct for own in _INSIDE.findall(asked)}
    if _HALF.search(text):
        made |= {float(one) / 2 for one in held}
    made |= _between(text, source)
    for one in said:
        yield Unit("number", one, one in held or float(one) in made)


def _said(text: str) -> list[str]:
    """The numbers of a sentence beside its dates; "one" is left out, for it is a pronoun too."""
    bare = _DAY.sub(" ", text)
    found = [f"{float(one.replace(',', '')):g}" for one in _NUMBER.findall(bare)]
    found += [
        _SPELT[word] for word in _WORD.findall(bare.lower()) if word in _SPELT and word != "one"
    ]
    return list(dict.fromkeys(found))


def _between(text: str, source: str) -> set[float]:
    """The whole days, weeks or months between two days of the source that the sentence counts."""
    days = [date.fromisoformat(one) for one in _days(source)]
    spans = [abs((one - other).days) for one, other in combinations(days, 2)]
    units = {unit.lower() for unit in _PERIOD.findall(text)}
    return {float(round(span / _DAYS_IN[unit])) for unit in units for span in spans}


def _made(numbers: Iterable[float]) -> set[float]:
    """What two numbers of the sentence come to."""
    return {
        value
        for one, other in combinations(list(numbers), 2)
        for value in (one + other, abs(one - other), one * other)
    }


def _days(text: str) -> set[str]:
    return {one.day.isoformat() for one in find_dates(text)}


def _sides(text: str) -> set[str]:
    found = {(full or short).lower() for full, short in _SIDE.findall(text)}
    return {_SIDES.get(one, one) for one in found}


class Told(NamedTuple):
    """The units of one statement, and its words."""

    text: str
    issue: int | None
    units: tuple[Unit, ...]


def statements_supported(
    statements: Sequence[dict[str, Any]], evidence: Sequence[Sequence[dict[str, Any]]]
) -> Iterator[Told]:
    """Each statement of a draft with its units; `evidence` holds what its supports point at.

    The words that a record support quotes are a unit too: they must be those of the place it names.
    """
    for one, held in zip(statements, evidence, strict=True):
        words = [part for piece in held for part in piece["words"]]
        asked = [part for piece in held if piece["kind"] == "case" for part in piece["words"]]
        found = list(units(one["text"], words, asked))
        for piece in held:
            if piece["quote"] is not None:
                own = " ".join(piece["quote"].split())
                there = " ".join(" ".join(piece["words"]).split())
                found.append(Unit("quote", own, own in there))
        yield Told(one["text"], one["issue"], tuple(found))
