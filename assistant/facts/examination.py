"""What examinations found: motion in degrees, strength, tests, signs, each with part and side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, cast

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import ExamFinding, Fact
from assistant.facts.prose import Prose
from assistant.terms import BodyPart, find_body_parts
from assistant.text.patterns import expression

_MOVES = (
    r"(?:forward |plantar ?|dorsi-?|palmar )?flexion|(?:hyper)?extension|abduction|adduction"
    r"|(?:internal|external|lateral|left|right) rotation|(?:(?:right|left) )?lateral"
    r" (?:bend(?:ing)?|flexion|tilt)|(?:right|left) (?:side )?bending|rotation|pronation|supination"
    r"|(?:radial|ulnar) deviation|elevation|ER|IR|flex|ext|abd|add"
)
_MOTION = expression(
    rf"\b(?P<move>{_MOVES})\b(?P<gap>(?: (?:is|was|to|of|at|about|only|limited|restricted"
    r"|reduced|decreased|measure[sd]?|approximately)"
    r"| of (?:the |his |her )?(?:(?:left|right) )?[a-z]{3,9}|[ ]?[:=,-]|[ ]?\((?:right|left|R|L)\)"
    r"| (?:right|left))*)"
    r" ?(?P<low>\d{1,3})(?: ?(?P<sep>/|-|–|to|of|out of) ?(?P<high>\d{1,3}))?"
    r"(?P<unit> ?(?:°|º|deg(?:rees?)?\b))?"
    r"(?![\d%]|\s?(?:/|lb|pound|kg|times|sets|rep|min|sec|visit))",
    re.IGNORECASE,
)
_ROM = expression(r"\b(?:ROM|range of motion|motion)\b", re.IGNORECASE)
_RANGE = expression(
    r"\b(?:ROM|range of motion)\b(?: (?:is|was|of|from|measure[sd]?)|[ ]?[:=])*"
    r" ?(?P<low>\d{1,3})(?: ?°)? ?(?:-|–|to) ?(?P<high>\d{1,3}) ?(?:°|º|deg(?:rees?)?\b)",
    re.IGNORECASE,
)
_HALF_TURN = 180
_EPONYM_END = expression(r"['’]s$")
_LONGEST_REGION = 56
_NEW_SECTION = expression(
    r"(?:diagnos|assess|plan|impression|treatment|work status|discussion|subjective|complaint)",
    re.IGNORECASE,
)
_OTHER_SIDE = expression(
    r"(?: (?:on|in|at) the (?:left|right)(?: side| \w+)?)?,?(?: and)? (?P<side>(?:left|right):? )?"
    r"(?P<low>\d{1,3}(?:\.5)?)(?P<unit> ?(?:/ ?5|°|º|degrees|kg|lbs?|pounds))"
    r"(?(side)|(?= (?:on|in|at) the (?:left|right)\b))",
    re.IGNORECASE,
)
_STRENGTH = expression(
    r"\b(?:strength|motor|power|MMT)\b[^.;\n]{0,60}?(?<![\d/])(?P<low>[0-5](?:\.5)?)[+-]?"
    r"(?: ?(?:-|to) ?(?P<high>[0-5])[+-]?)? ?/ ?5(?!\d)",
    re.IGNORECASE,
)
_GRIP = expression(
    r"\bgrip\b[^.;\n]{0,50}?(?P<low>\d{1,3})(?: ?/ ?\d{1,3}){0,2} ?(?P<unit>kg|lbs?|pounds)\b",
    re.IGNORECASE,
)
_REFLEX = expression(r"\breflex(?:es)?\b[^.;\n]{0,40}?(?P<low>[0-4])\+", re.IGNORECASE)
_TEST_NAMES = (
    *("(?:(?:seated|supine) )?straight[ -]leg[ -]rais(?:e|ing)", "slr", "faber", "babinski"),
    *("spurling", "hawkins(?:[ -]kennedy)?", "neer", "tinel", "phalen", "mcmurray", "lachman"),
    *("patrick", "kemp", "finkelstein", "apprehension", "drop[ -]arm", "o['’]brien", "yergason"),
    *("speed(?:['’]s)?(?= test)", "impingement", "cross[ -]?(?:arm|body)(?: adduction)?", "jobe"),
    *("empty can", "facet loading", "hoffmann?", "romberg", "(?:valgus|varus) stress", "durkan"),
    *("patellar grind", "gaenslen", "waddell", "lasegue", "foraminal compression", "cozen"),
    *(
        "cervical (?:compression|distraction)",
        "(?:anterior|posterior) drawer",
        "elbow flexion test",
    ),
)
_TESTS = rf"(?:{'|'.join(_TEST_NAMES)})(?:['’]?s)?"
_POSITIVE = r"positive|\(\+\)|\+(?=[ ,;.]|$)|elicit\w*|reproduc\w*|provok\w*"
_NEGATIVE = r"negative|\(-\)|not (?:elicited|positive)"
_TEST = expression(
    rf"(?:(?P<before>{_POSITIVE}|{_NEGATIVE}) (?:for )?(?:an? )?)?\b(?P<test>{_TESTS})(?![\w])"
    rf"(?P<behind>[^.;\n]{{0,60}}?(?P<after>{_NEGATIVE}|{_POSITIVE}))?",
    re.IGNORECASE,
)
_SIGN = expression(
    r"\b(?P<test>tender(?:ness)?|(?:muscle )?spasms?|swelling|effusion|atrophy|antalgic gait"
    r"|guarding|crepitus"
    r"|(?:decreased|diminished|reduced|impaired|loss of) (?:light touch )?sensation"
    r"|sensation (?:is |was )?(?:decreased|diminished|reduced)|sensory (?:deficits?|loss)"
    r"|(?:decreased|limited|restricted|reduced|painful) (?:range of )?motion|(?:decreased|limited"
    r"|restricted|reduced) ROM|instability|trigger points?|edema|deformity|hypertonicity)\b",
    re.IGNORECASE,
)
_SECTION = expression(
    r"exam|objective|findings|palpation|motion|\brom\b|inspection|neuro", re.IGNORECASE
)
_EXAMINED = expression(
    r"\b(?:exam\w*|objective(?:ly)?|palpation|palpable|physical|tender|tenderness|positive|negative"
    r"|noted|reveal\w*|found|show\w*|there (?:is|was|are|were)|demonstrat\w*|gait|reflex\w*|ROM"
    r"|range of motion|degrees?|spasms?|grip|strength|motor)\b|°|\+",
    re.IGNORECASE,
)
_ASKED = expression(
    r"\b(?:request\w*|goals?|exercis\w*|in order to|to (?:improve|increase|restore|reduce|decrease)"
    r"|will|guidelines?|MTUS|ODG|ACOEM|recommend\w*|complain\w*|reports?|denies|subjective"
    r"|treatment (?:for|of)|if|until|should)\b",
    re.IGNORECASE,
)
_SIDE = expression(
    r"\b(?:on (?:the )?|in the )?(left|right|bilateral)(?:ly| side)?\b|\(([LR])\)", re.IGNORECASE
)
_LETTER = {"l": "left", "r": "right"}
_NEAR = 24
_SHORT = {
    "er": "external rotation",
    "ir": "internal rotation",
    "flex": "flexion",
    "ext": "extension",
    "abd": "abduction",
    "add": "adduction",
}


class _Hit(NamedTuple):
    """One finding in a sentence: the value and where its words stand."""

    value: ExamFinding
    start: int
    end: int


def read_examination(proses: Sequence[Prose]) -> tuple[Fact[ExamFinding], ...]:
    """Every finding of an examination, oldest first; "no tenderness" is given as denied."""
    found: list[Fact[ExamFinding]] = []
    for prose in proses:
        if prose.part.kind in {"ur_decision", "imr_application"}:
            continue
        region = ""
        for start, end in prose.sentences():
            text = prose.text[start:end].rstrip()
            if _region(text):
                region = text
            elif _NEW_SECTION.match(text):
                region = ""
            section = _SECTION.search(prose.heading(start)) is not None
            if _ASKED.search(text) or not (section or region or _EXAMINED.search(text)):
                continue
            found += _of_sentence(prose, start, text, region)
    return by_date(found)


def _region(text: str) -> bool:
    """Whether a line only names the part that the lines below are about: "Cervical spine"."""
    return (
        len(text) < _LONGEST_REGION
        and text[-1:] not in ".,;"
        and not any(letter.isdigit() for letter in text)
        and bool(find_body_parts(text))
    )


def _of_sentence(prose: Prose, start: int, text: str, region: str) -> Iterator[Fact[ExamFinding]]:
    measures = [*_motions(text, prose.heading(start)), *_grades(text), *_whole_range(text)]
    hits = [*measures, *_other_sides(text, measures), *_tests(text), *_signs(text)]
    if not hits:
        return
    parts = find_body_parts(text)
    shared = (
        find_body_parts(prose.before(start))
        or find_body_parts(prose.heading(start))
        or find_body_parts(region)
    )
    for hit in sorted(hits, key=lambda one: one.start):
        value = hit.value.model_copy(update={"body_part": _part(text, parts, shared, hit)})
        denied = hit.value.result == "present" and denied_before(text, 0, hit.start)
        yield Fact(
            status="denied" if denied else "documented",
            value=value,
            source=prose.source(start, start + len(text)),
            on=clause_day(prose, start + hit.start),
        )


def _motions(text: str, label: str) -> Iterator[_Hit]:
    about = _ROM.search(text) or _ROM.search(label)
    for found in _MOTION.finditer(text):
        low, high = float(found["low"]), found["high"]
        whole = found["sep"] in {"/", "of", "out of"}
        row = found.span() == (0, len(text)) and ":" in found["gap"]
        if not (found["unit"] or about or whole or row) or low > 180 or float(high or 0) > 180:
            continue
        if whole and high == "5":
            continue
        top = float(high) if high and not whole else low
        value = ExamFinding(
            test=_move(found["move"]),
            value=(min(low, top), max(low, top)),
            normal=float(high) if high and whole else None,
            unit="degrees",
        )
        yield _Hit(value, found.start(), found.end())


def _whole_range(text: str) -> Iterator[_Hit]:
    """A range of motion that names no movement: "range of motion is 0-115 degrees"."""
    for found in _RANGE.finditer(text):
        low, high = float(found["low"]), float(found["high"])
        if low < high <= _HALF_TURN:
            value = ExamFinding(test="range of motion", value=(low, high), unit="degrees")
            yield _Hit(value, *found.span())


def _other_sides(text: str, hits: Sequence[_Hit]) -> Iterator[_Hit]:
    """The measure of the other side: "120 degrees on the left and 135 degrees on the right"."""
    for hit in hits:
        found = _OTHER_SIDE.match(text, hit.end)
        if found is not None and hit.value.value is not None:
            low = float(found["low"])
            value = hit.value.model_copy(update={"value": (low, low), "normal": None})
            start = found.start("side" if found["side"] else "low")
            yield _Hit(value, start, found.end("unit"))


def _move(words: str) -> str:
    move = " ".join(words.lower().split())
    return _SHORT.get(move, move)


def _grades(text: str) -> Iterator[_Hit]:
    for found in _STRENGTH.finditer(text):
        low = float(found["low"])
        value = (low, float(found["high"] or low))
        yield _Hit(ExamFinding(test="strength", value=value, unit="of 5"), *found.span())
    for found in _GRIP.finditer(text):
        low = float(found["low"])
        unit: Literal["kg", "pounds"] = "kg" if found["unit"].lower() == "kg" else "pounds"
        yield _Hit(ExamFinding(test="grip", value=(low, low), unit=unit), *found.span())
    for found in _REFLEX.finditer(text):
        low = float(found["low"])
        yield _Hit(ExamFinding(test="reflexes", value=(low, low), unit="plus"), *found.span())


def _tests(text: str) -> Iterator[_Hit]:
    for found in _TEST.finditer(text):
        word = found["before"] or found["after"]
        if word is None:
            continue
        negative = re.fullmatch(_NEGATIVE, word, re.IGNORECASE) is not None
        negative ^= re.search(
            r"\b(?:no|not)\b", found["behind"] or "", re.IGNORECASE
        ) is not None and (not word.lower().startswith("not"))
        test = _EPONYM_END.sub("", " ".join(found["test"].lower().split()))
        result: Literal["positive", "negative"] = "negative" if negative else "positive"
        yield _Hit(ExamFinding(test=test, result=result), *found.span())


def _signs(text: str) -> Iterator[_Hit]:
    for found in _SIGN.finditer(text):
        test = " ".join(found["test"].lower().split())
        test = "tenderness" if test.startswith("tender") else test
        yield _Hit(ExamFinding(test=test, result="present"), *found.span())


def _part(
    text: str, parts: Sequence[BodyPart], shared: Sequence[BodyPart], hit: _Hit
) -> str | None:
    """The part that the finding is at: the next behind a sign, the last before a measure."""
    inside = [part for part in parts if hit.start <= part.span.start and part.span.end <= hit.end]
    behind = [part for part in parts if part.span.start >= hit.end]
    before = [part for part in parts if part.span.end <= hit.start]
    last = shared[-1:]
    sign = hit.value.result == "present"
    order = (behind[:1], before[-1:], last) if sign else (before[-1:], behind[:1], last)
    part = next((one[0] for one in (inside[:1], *order) if one), None)
    side = _own_side(text, hit)
    if part is None:
        return f"{side} hand" if side and hit.value.test == "grip" else None
    if side and part.side != side:
        return part._replace(side=side).name
    return part.name


def _own_side(text: str, hit: _Hit) -> Literal["left", "right", "bilateral"] | None:
    """The side in the words of the finding or just behind them: "flexion 45 degrees right"."""
    # "right rotation" is a movement, of no side
    sided = hit.value.test.startswith(("left ", "right "))
    found = (None if sided else _SIDE.search(text, hit.start, hit.end)) or _SIDE.match(
        text, hit.end + 1, hit.end + _NEAR
    )
    if found is None:
        return None
    word = (found.group(1) or found.group(2)).lower()
    return cast(Literal["left", "right", "bilateral"], _LETTER.get(word, word))
