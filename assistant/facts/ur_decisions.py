"""What utilization review decided, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, cast

from assistant.facts.finding import by_date
from assistant.facts.models import Fact, UrDecision
from assistant.facts.prose import Prose
from assistant.letters.dates import PATTERN, read_date

Decided = Literal["denied", "modified", "approved", "not stated"]

_REVIEW = re.compile(r"\b(?:(?i:utili[sz]ation review|claims administrator)|UR)\b")
_DAY = re.compile(PATTERN, re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?P<denied>non-? ?certif\w+|not certif\w+|den(?:y|ied|ial)|not medically necessary)"
    r"|\b(?P<modified>modif\w+|partial(?:ly)? (?:approv|certif|authori)\w+|conditionally)"
    r"|\b(?P<approved>approv\w+|certified|authori[sz]ed)",
    re.IGNORECASE,
)


def read_ur_decisions(proses: Sequence[Prose]) -> tuple[Fact[UrDecision], ...]:
    """Each decision of utilization review that stands with a date, once a record and day."""
    found: list[Fact[UrDecision]] = []
    for prose in proses:
        seen: set[object] = set()
        whole = prose.part.kind == "ur_decision"
        for match in _REVIEW.finditer(prose.text):
            start, end = prose.sentence(match.start())
            day = _day_of(prose.text, start, match.end(), end)
            if day is None and whole:
                day = prose.part.written
            decided = _DECIDED.search(prose.text, start, end)
            if decided is None and whole:
                decided = _DECIDED.search(prose.text)
            if day is None or decided is None or day in seen:
                continue
            seen.add(day)
            place = prose.sentence(decided.start())
            found.append(
                Fact(
                    status="documented",
                    value=UrDecision(outcome=cast(Decided, decided.lastgroup)),
                    source=prose.source(*place),
                    on=day,
                )
            )
    return by_date(found)


def _day_of(text: str, start: int, at: int, end: int) -> date | None:
    """The first date behind the review in its sentence, else the last one before it."""
    behind = _DAY.search(text, at, end)
    before = list(_DAY.finditer(text, start, at))
    named = behind or (before[-1] if before else None)
    return read_date(named.group()) if named else None
