"""The side of the item is not that of the record.

What it does
    With the records at hand, compares the side of each part of the body that an item names with
    the sides at which the records' requests, complaints and operations put the same part. It speaks
    only where the records name the part on the other side alone.

Why it matters
    A right knee is not a left one, in a denial as in an approval.

Authority
    Labor Code 4610.6(b), 4610.6(h): a side is a matter of ordinary knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.checks.records import by_record
from assistant.checks.rule import Context, Flaw, Rule, Verdict

if TYPE_CHECKING:
    from assistant.facts import CaseFacts, Source

RULE = Rule(
    name="side-not-of-record",
    severity="error",
    family="record",
    summary="the side of the item is not that of the record",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_OTHER = {"left": "right", "right": "left"}


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each sided part of an item that the records have on the other side alone."""
    if context.facts is None:
        return
    there = _parts(context.facts)
    for issue in context.letter.issues:
        for part in issue.body_parts:
            side, _, name = part.partition(" ")
            other = f"{_OTHER.get(side)} {name}"
            if side not in _OTHER or other not in there:
                continue
            if part in there or f"bilateral {name}" in there:
                continue
            yield Flaw(
                span=issue.span,
                issue=issue.number,
                message=f"the item is about the {part}; the record about the {other}",
                expected=other,
                found=part,
                related=by_record(there[other]),
                help="take the side from the request for authorization",
            )


def _parts(facts: CaseFacts) -> dict[str, Source | None]:
    """The sided parts that the records name, each with the first place that does."""
    named = (
        *((fact.value.body_parts, fact.source) for fact in facts.requests if fact.value),
        *((fact.value.body_parts, fact.source) for fact in facts.complaints if fact.value),
        *((fact.value.body_parts, fact.source) for fact in facts.surgeries if fact.value),
    )
    found: dict[str, Source | None] = {}
    for parts, source in named:
        for part in parts:
            found.setdefault(part, source)
    return found
