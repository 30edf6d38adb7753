"""Function measured twice: scores of questionnaires, capacities, motion, with both values.

"ODI 48% at intake, 34% today", "sitting tolerance from 10 to 25 minutes", "flexion 130 (was 95)",
a row of a table with a column for then and one for now. Of some scores less is better, of others
more. Two numbers without a word of comparison are no change: "lift 10 pounds often, 25 at times".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from assistant.facts.models import FunctionNote
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.letters.dates import PATTERN
from assistant.text.patterns import expression

Measure = Literal["score", "capacity", "motion"]

_LESS_IS_BETTER = (
    r"Oswestry(?: disability(?: index)?)?|(?-i:ODI|MODQ)|neck disability(?: index)?|(?-i:NDI)"
    r"|quick ?-?DASH|(?-i:DASH)|Roland(?:[ -]Morris)?|(?-i:RMDQ|RDQ|WOMAC|SPADI|FABQ|PCS|PDI|TSK"
    r"|BDI|BAI)"
    r"|Beck (?:depression|anxiety)(?: inventory)?(?:[ -]II)?|PHQ-?9|GAD-?7|Epworth"
    r"|pain disability index|fear avoidance"
)
_MORE_IS_BETTER = (
    r"(?-i:LEFS|KOOS|HOOS|PSFS|UEFS|UEFI|FAAM|FIM|ASES|AOFAS|FOTO|GAF|SANE)|SF-?(?:36|12)|Lysholm"
    r"|Harris hip(?: score)?|Constant(?:[ -]Murley)? score|(?:lower"
    r"|upper) extremity functional (?:scale|index)"
    r"|patient[ -]specific functional scale|six[ -]minute walk"
)
_SCORED = Sought(
    rf"\b(?:(?P<less>{_LESS_IS_BETTER})|(?P<more>{_MORE_IS_BETTER}))(?![\w])", re.IGNORECASE
)
_CAPABLE = Sought(
    r"\b(?:walk\w*|s[ia]t(?:s|ting)?|stand\w*|stood|lift\w*|carr(?:y|ies|ied|ying)|push\w*|pull\w*"
    r"|driv\w+|drove|sle(?:ep|pt)\w*|grip\w*|pinch|typ(?:e|es|ed|ing)|stance|tolerance|endurance"
    r"|cook\w*"
    r"|gait speed"
    r"|climb\w*|run(?:s|ning)?|jog\w*|bik\w+|rid(?:e|es|ing)|squat\w*|kneel\w*|work(?:s|ed"
    r"|ing)?)\b",
    re.IGNORECASE,
)
_MOVES = Sought(
    r"\b(?:(?:forward )?flexion|(?:hyper)?extension|abduction|adduction|rotation|elevation"
    r"|dorsiflexion"
    r"|pronation|supination|ROM|range of motion|flex|abd|ER|IR)\b",
    re.IGNORECASE,
)
_COUNTED = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_WORDS = {word: float(number) for number, word in enumerate(_COUNTED)} | {
    "twenty-five": 25.0,
    "twenty-six": 26.0,
    "thirty": 30.0,
    "forty": 40.0,
    "forty-five": 45.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "half an": 0.5,
    "an": 1.0,
    "a": 1.0,
}
_SPELT = "|".join(sorted(_WORDS, key=len, reverse=True))
_UNITS: dict[str, tuple[str, float]] = {
    "min": ("time", 1), "hour": ("time", 60), "hr": ("time", 60), "sec": ("short", 1),
    "lb": ("weight", 1), "pound": ("weight", 1), "kg": ("weight", 2.2), "kilogram": ("weight", 2.2),
    "block": ("feet", 300), "feet": ("feet", 1), "foot": ("feet", 1), "ft": ("feet", 1),
    "mile": ("feet", 5280), "stair": ("stairs", 1), "step": ("stairs", 1), "flight": ("stairs", 12),
    "deg": ("degrees", 1), "°": ("degrees", 1),
}  # fmt: skip
_NUMBER = expression(
    rf"(?<![\w/.-])(?P<number>\d{{1,3}}(?:\.\d)?|(?:{_SPELT})(?= ))"
    r"(?P<of>\s?/\s?\d{2,3})?(?P<share>\s?(?:%|percent\b))?"
    rf"(?:[ -]?(?P<unit>min|hour|hr|sec|lb|pound|kg|kilogram|block|feet|foot|ft\b|mile|stair|step"
    rf"|flight|deg|°)"
    r"\w*)?(?![\d/:]|-\d|\.\d)",
    re.IGNORECASE,
)
_DATE = expression(
    rf"\(?\b(?:on |of |in )?(?:{PATTERN}|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/]))\)?",
    re.IGNORECASE,
)
_YEAR = expression(r"\b(?:19|20)\d{2}\b")
_EARLIER = expression(
    r"(?:\((?:at )?(?:eval(?:uation)?|intake|start)\W{0,3}$"
    r"|\b(?:was|were|initial(?:ly)?|previous(?:ly)?"
    r"|baseline|versus|vs\.?|compared (?:to|with)"
    r"|(?:down|up|increased|decreased|improved) from|from|before|instead of|rather than"
    r"|start(?:ed|ing)?(?: at)?"
    r"|could(?: only)?(?: \w+)?|only|prior)\W{0,3}(?:\w+\W+){0,3}|\($)$",
    re.IGNORECASE,
)
_COMPARES = Sought(
    rf"{PATTERN}|"
    r"->|→|=>|>|\b(?:from|to|was|were|now|today|current(?:ly)?|initial(?:ly)?|previous(?:ly)?"
    r"|before"
    r"|baseline|eval(?:uation)?|versus|vs|compared|instead of|up from|down from|intake"
    r"|at (?:the )?start|at present"
    r"|increased|improved|decreased|fell|dropped|rose|gained)\b",
    re.IGNORECASE,
)
_LATER_FIRST = expression(
    r"\b(?:current|today|now|discharge)\b.*\b(?:initial|intake|baseline|start)", re.IGNORECASE
)
_GRIP = expression(r"\bgrip|pinch|strength", re.IGNORECASE)
_OFF = Sought(
    r"\b(?:goals?|guidelines?|MTUS|ODG|ACOEM|normal|restrict\w*|limit\w*|no (?:lifting|more)"
    r"|maximum|max"
    r"|not to|(?-i:may)|should|frequently|occasionally)\b",
    re.IGNORECASE,
)
_OTHER_SIDE = expression(
    r"\b(?:left|right|opposite|normal|uninvolved|unaffected|contralateral)\b", re.IGNORECASE
)
_GROWS = Sought(
    r"\b(?:from|went|gone|increas\w+|improv\w+|decreas\w+|fell|dropp\w+|rose|gained|advanc\w+)\b",
    re.IGNORECASE,
)
"""Words without which "20 to 30 pounds" is a range and no change."""
_MOST_BETWEEN = 90


class Change(NamedTuple):
    """A measure told twice: what it says, and where its words stand in the sentence."""

    note: FunctionNote
    start: int
    end: int

    @property
    def same(self) -> bool:
        """Whether nothing changed: no gain."""
        return self.note.before == self.note.after


class _Value(NamedTuple):
    number: float
    factor: float
    unit: str
    start: int
    end: int


def changes(text: str, columns: str = "") -> Iterator[Change]:
    """The changes that a sentence tells; `columns` is the head of the table it is a row of."""
    seen: list[int] = []
    for found in _SCORED.finditer(text):
        following = _SCORED.search(text, found.end())
        stop = following.start() if following else len(text)
        values = [one for one in _values(text, found.end(), stop) if one.unit in {"", "%"}][:2]
        if len(values) == _PAIR and (
            columns
            or text[values[0].end : values[1].start].strip() == "to"
            or _compared(text, found.end(), values)
        ):
            seen.append(found.start())
            better = -1 if found["less"] else 1
            yield _change(text, found.start(), values, "score", better, columns)
    if seen or _OFF.search(text):
        return
    yield from _capacities(text, columns)
    yield from _motions(text, columns)


def telling_sentences(prose: Prose) -> set[int]:
    """Where the sentences begin of which `changes` may tell any."""
    return _SCORED.starts(prose) | _CAPABLE.starts(prose) | _MOVES.starts(prose)


_PAIR = 2


def _capacities(text: str, columns: str) -> Iterator[Change]:
    found = _CAPABLE.search(text)
    if found is None:
        return
    values = [
        one for one in _values(text, 0, len(text)) if one.unit not in {"degrees", "%", "short"}
    ]
    for first, second in pairwise(values):
        kinds = {one.unit for one in (first, second) if one.unit}
        if len(kinds) == 1 and _compared(text, first.start - _LEAD, (first, second)):
            start = min(found.start(), first.start)
            yield _change(text, start, (first, second), "capacity", 1, columns)
            return


_LEAD = 24


def _motions(text: str, columns: str) -> Iterator[Change]:
    for found in _MOVES.finditer(text):
        following = _MOVES.search(text, found.end())
        stop = following.start() if following else len(text)
        values = [one for one in _values(text, found.end(), stop) if one.unit in {"", "degrees"}][
            :2
        ]
        if len(values) == _PAIR and (columns or _compared(text, found.end(), values)):
            yield _change(text, found.start(), values, "motion", 1, columns)


def _values(text: str, start: int, end: int) -> list[_Value]:
    hidden = _YEAR.sub(_blank, _DATE.sub(_blank, text))
    found = []
    for one in _NUMBER.finditer(hidden, max(start, 0), end):
        words = one["number"].lower()
        unit, factor = _UNITS.get((one["unit"] or "").lower(), ("", 1.0))
        if one["share"]:
            unit = "%"
        if words in _WORDS and not one["unit"]:
            continue
        number = _WORDS.get(words)
        number = float(words) if number is None else number
        found.append(_Value(number, factor, unit, one.start(), one.end()))
    return found


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _compared(text: str, start: int, values: list[_Value] | tuple[_Value, ...]) -> bool:
    """Whether words of comparison stand before, between or behind two values that are near."""
    first, second = values[0], values[1]
    between = text[first.end : second.start]
    if len(between) > _MOST_BETWEEN or _OTHER_SIDE.search(between):
        return False
    if between.strip() in {"to", "-", "–"} and not first.unit:
        return _GROWS.search(text, max(start, 0), first.start) is not None
    return _COMPARES.search(text, max(start, 0), min(second.end + _LEAD, len(text))) is not None


def _change(
    text: str,
    start: int,
    values: list[_Value] | tuple[_Value, ...],
    measure: Measure,
    better: int,
    columns: str,
) -> Change:
    first, second = values[0], values[1]
    between = _DATE.sub(_blank, text[first.end : second.start])
    swapped = _EARLIER.search(between) is not None or _LATER_FIRST.search(columns) is not None
    before, after = (second, first) if swapped else (first, second)
    scale = 1.0 if before.factor == after.factor or not (before.unit and after.unit) else 0.0
    then, now = (one.number * (scale or one.factor) for one in (before, after))
    gain = (now - then) * better
    note = FunctionNote(
        kind="improvement" if gain >= 0 else "decline",
        text=" ".join(text[start : second.end].split()),
        measure=measure,
        before=then,
        after=now,
    )
    return Change(note, start, second.end)
