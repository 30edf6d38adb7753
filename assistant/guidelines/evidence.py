"""Where an official text states the number of a limit.

A number counts only beside its unit and its time ("6 visits over 2 weeks"), and only where the
text speaks of the same thing: the diagnosis or part of the body of the limit close before it, else
the section of the limit. A number that cannot be placed so is not found, and a person looks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.guidelines.queries import words_of
from assistant.guidelines.titles import squeezed
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.guidelines.ingesting import IngestedPassage
    from assistant.guidelines.models import Limit

Status = Literal["on the cited page", "in its section", "elsewhere", "not found"]

ORDER: tuple[Status, ...] = ("on the cited page", "in its section", "elsewhere", "not found")

_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_UNITS = {
    "visits": r"(?:visits?|sessions?|treatments?)",
    "treatments": r"(?:treatments?|visits?|sessions?)",
    "full-day sessions": r"(?:full[- ]day )?sessions?",
    "working days": r"(?:working|business) days?",
    "business days": r"(?:business|working) days?",
    "per week": r"(?:times?|visits?|x|treatments?|sessions?)?[ ]{0,2}(?:per|a|each|/)[ ]?week",
    "per year": r"(?:times?|visits?)?[ ]{0,2}(?:per|a|each|/)[ ]?year",
    "hours per day": r"(?:hours?|hrs?)[ ]{0,2}(?:per|a|each|/)[ ]?day",
    "hours per week": r"(?:hours?|hrs?)[ ]{0,2}(?:per|a|each|/)[ ]?week",
    "percent": r"(?:%|percent)",
    "injections": r"(?:injections?|blocks?|sites?)",
    "blocks per region": r"blocks?",
    "levels": r"(?:nerve root |interlaminar )?levels?",
    "leads": r"-?leads?",
    "mg morphine equivalents per day": r"(?:mg|milligrams?)",
    "g per day": r"(?:g|grams?)\b",
    "g per joint per day": r"(?:g|grams?)\b",
    "degrees": r"(?:degrees?|°)",
    "days around surgery": r"days?",
    "fraction of the general course": "",
}
"""How texts write a unit; a unit that is not here is written as itself, with or without an s."""

_REFUSED = r"\b(?:not (?:medically )?(?:recommended|necessary|indicated|supported)|under study)\b"
_HALF = r"\b(?:half|one-half|50 ?%|50 percent)"
_ANY_NUMBER = r"(?<![\d.])\d{1,3}(?: ?(?:-|–|to) ?\d{1,3})?(?![\d.]\d)"
_WIDE = 260
_OVER_BEFORE, _OVER_AFTER = 40, 70
_QUOTE = 90


class Evidence(NamedTuple):
    """Where a limit was found; `quote` the words around it.

    For a limit that was not found, `instead` holds the words where the text gives another number.
    """

    status: Status
    passage: IngestedPassage | None = None
    quote: str = ""
    instead: str = ""


def evidence(limit: Limit, passages: Sequence[IngestedPassage]) -> Evidence:
    """The best place where `passages` state the limit, the cited page before any other."""
    best: Evidence | None = None
    for passage, text, match in _matches(limit, passages, _pattern(limit), timed=True):
        status = _status(limit, passage)
        if best is None or ORDER.index(status) < ORDER.index(best.status):
            best = Evidence(status, passage, _around(text, match))
        if status == ORDER[0]:
            break
    if best is not None:
        return best
    other = _other_number(limit)
    if other is None:
        return Evidence("not found")
    for passage, text, match in _matches(limit, passages, other, timed=False):
        # a text paged otherwise has the section, if not the cited page
        if _status(limit, passage) != "elsewhere" or _in_section(limit, passage):
            return Evidence("not found", passage, "", _around(text, match))
    return Evidence("not found")


def _matches(
    limit: Limit, passages: Sequence[IngestedPassage], pattern: re.Pattern[str], *, timed: bool
) -> Iterator[tuple[IngestedPassage, str, re.Match[str]]]:
    """Every place where the pattern stands and the text speaks of what the limit is about."""
    before = ""
    section = None
    for passage in passages:
        lead = before[-_WIDE:] + " " if section == passage.section and before else ""
        text = lead + passage.text
        for match in pattern.finditer(text):
            if match.end() <= len(lead) or (timed and not _has_time(limit, text, match)):
                continue
            if _is_about(limit, passage, text, match):
                yield passage, text, match
        before, section = passage.text, passage.section


def _status(limit: Limit, passage: IngestedPassage) -> Status:
    if limit.pages is not None:
        first, last = limit.pages
        printed = passage.printed_page
        return ORDER[0] if printed is not None and first <= printed <= last else "elsewhere"
    return "in its section" if _in_section(limit, passage) else "elsewhere"


def _in_section(limit: Limit, passage: IngestedPassage) -> bool:
    return squeezed(passage.section) == squeezed(limit.section)


def _has_time(limit: Limit, text: str, match: re.Match[str]) -> bool:
    if limit.over is None:
        return True
    near = text[max(0, match.start() - _OVER_BEFORE) : match.end() + _OVER_AFTER]
    return _time(limit.over).search(near) is not None


def _is_about(limit: Limit, passage: IngestedPassage, text: str, match: re.Match[str]) -> bool:
    """Whether the words before the number, or the heading, name what the limit is about."""
    wide = text[max(0, match.start() - _WIDE) : match.end() + _WIDE // 4]
    near = words_of(f"{wide} {passage.section}")
    if limit.diagnoses:
        # a row of a table: the words since the number before name it, at least in part
        row = words_of(_since_last_number(text, match) + " " + wide[-_WIDE // 4 :])
        return any(
            words_of(name) <= near and words_of(name) & row
            for name in (*limit.diagnoses, *_initials(limit.diagnoses))
        )
    own = squeezed(passage.section) == squeezed(limit.section)
    if limit.body_parts:
        # in its own section the part may be named at the head of a long paragraph
        named = words_of(text[: match.end()]) | words_of(limit.chapter) if own else near
        return any(words_of(part) <= named for part in limit.body_parts)
    if own:
        return True
    title = {word for word in words_of(limit.section) if len(word) > 3}
    return bool(title) and title <= near


def _initials(names: Sequence[str]) -> list[str]:
    """The initials of longer names: crps for complex regional pain syndrome."""
    return ["".join(word[0] for word in name.split()) for name in names if name.count(" ") >= 2]


def _since_last_number(text: str, match: re.Match[str]) -> str:
    start = max(0, match.start() - _WIDE)
    return re.split(r"\d", text[start : match.start()])[-1] + match.group()


def _around(text: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - _QUOTE), match.end() + _QUOTE
    start = text.rfind(" ", 0, start) + 1 if start else 0
    return text[start : text.find(" ", end) if text.find(" ", end) != -1 else len(text)].strip()


@lru_cache(maxsize=512)
def _pattern(limit: Limit) -> re.Pattern[str]:
    """The number of a limit beside its unit, as texts write it."""
    if limit.value == (0, 0):
        return expression(_REFUSED, re.IGNORECASE)
    if limit.unit.startswith("fraction"):
        return expression(_HALF, re.IGNORECASE)
    low, high = limit.value
    if low == high:
        number = _number(high)
        if limit.operator in {"<=", "<"}:
            number = rf"(?:\d{{1,3}} ?(?:-|–|to) ?)?{number}"
    else:
        number = rf"{_number(low)} ?(?:-|–|—|to|and) ?{_number(high)}"
    return _beside_unit(number, limit.unit)


def _other_number(limit: Limit) -> re.Pattern[str] | None:
    if limit.value == (0, 0) or limit.unit.startswith("fraction"):
        return None
    return _beside_unit(_ANY_NUMBER, limit.unit)


def _beside_unit(number: str, unit: str) -> re.Pattern[str]:
    word = _UNITS.get(unit, re.escape(unit.removesuffix("s")) + "s?")
    return expression(
        rf"(?<![\w.,/-])(?:{number})(?![\d]|[.,]\d)[^.;:\d]{{0,30}}?{word}", re.IGNORECASE
    )


@lru_cache(maxsize=128)
def _time(over: str) -> re.Pattern[str]:
    bounds, _, unit = over.partition(" ")
    low, _, high = bounds.partition("-")
    number = _number(float(low))
    if high:
        number += rf" ?(?:-|–|—|to|and) ?{_number(float(high))}"
    word = unit.removesuffix("s")
    return expression(rf"(?<![\w.,-]){number}[ -]?{word}s?\b", re.IGNORECASE)


def _number(value: float) -> str:
    digits = re.escape(f"{value:g}")
    if value.is_integer() and 0 < value < len(_WORDS):
        return f"(?:{digits}|{_WORDS[int(value)]})"
    return f"(?:{digits})"
