"""What the readers share: choosing among findings, and denial of a word by its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from assistant.facts.models import Fact, Source
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.letters.dates import PATTERN, read_date
from assistant.text.patterns import expression

T = TypeVar("T")

_DENIAL = Sought(
    r"\b(?:no|not|without|never|nor|neither|none|denies|denied|denying|lacks?|absence of|"
    r"has yet to|free of|unclear|unknown|whether|if)\b|n['’]t\b",
    re.IGNORECASE,
)
OF_GUIDELINES = Sought(
    r"\b(?:guidelines?|MTUS|ODG|ACOEM|Official Disability|treatment schedule|evidence[- ]based"
    r"|literature|recommended (?:up to|for|as|treatment)|(?:is|are) (?:not )?recommended)\b"
)
"""Words of a sentence that tells what a guideline says: its numbers are not the worker's."""

PREOPERATIVE = Sought(
    r"\b(?:before|prior to|preceding) (?:the |any |his |her )?(?:\w+ ){0,2}(?:surgery|operation"
    r"|arthroscopy|repair|release|fusion|replacement|procedure)\b|\bpre-?operative(?:ly)?\b",
    re.IGNORECASE,
)
"""Words of a sentence on what was before an operation, whenever it was written."""

_DAY = expression(PATTERN, re.IGNORECASE)
_TURN = Sought(r"\b(?:but|however|although|though|despite)\b|;", re.IGNORECASE)


def not_documented() -> Fact[T]:
    """The answer where the records say nothing."""
    return Fact(status="not documented")


def latest(found: Sequence[Fact[T]]) -> Fact[T]:
    """The fact of the latest date; of several, or of none dated, the first."""
    if not found:
        return not_documented()
    return max(found, key=lambda fact: fact.on or date.min)


def otherwise(found: Iterable[Fact[T]], best: Fact[T]) -> tuple[Source, ...]:
    """The places of the facts whose value is another than that of `best`, each value once."""
    places: dict[object, Source] = {}
    for fact in found:
        if fact.value != best.value and fact.source is not None:
            places.setdefault(fact.value, fact.source)
    return tuple(places.values())


def by_date(found: Iterable[Fact[T]]) -> tuple[Fact[T], ...]:
    """Facts in the order of their dates, undated ones first."""
    return tuple(sorted(found, key=lambda fact: fact.on or date.min))


def denied_before(text: str, start: int, at: int) -> bool:
    """Whether a negation stands before `at` in the clause that begins at or after `start`."""
    clause = text[start:at]
    for turn in _TURN.finditer(clause):
        clause = text[start + turn.end() : at]
    return _DENIAL.search(clause) is not None


def clause_day(prose: Prose, at: int) -> date | None:
    """The day of what stands at `at`: the last date before it in its sentence.

    Without one that with which its entry of a list opens, else the record's. A report opens a
    sentence with the day of the visit ("On 11-9-16, the injured worker ...").
    """
    start, _ = prose.sentence(at)
    day = None
    for found in _DAY.finditer(prose.text, start, at):
        day = read_date(found.group()) or day
    return day or prose.opening_day(at) or prose.part.written
