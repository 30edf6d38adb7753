"""A source outside the MTUS decides although the MTUS speaks of the service.

What it does
    Where an item is decided by sources outside the schedule alone, asks the catalog whether an
    edition in force has limits for the service. It is information: a reviewer may find that the
    schedule does not reach the condition, and published letters commonly cite both.

Why it matters
    The schedule is presumed correct. Other guidelines come in where it does not address the
    condition, or to rebut it.

Authority
    8 CCR 9792.21(c)-(d), 9792.21.1(a): the search sequence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.guidelines import Limit, limits

RULE = Rule(
    name="outside-source-beside-schedule",
    severity="info",
    family="citations",
    summary="a source outside the MTUS decides although the MTUS speaks of the service",
    authority="8 CCR 9792.21(c)-(d), 9792.21.1(a)",
    ordinary_knowledge=False,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each item without a citation of the schedule that the schedule speaks of."""
    if context.as_of is None:
        return
    for issue in context.letter.issues:
        cited = issue.reviewer_citations
        if not cited or any(one.system in ("MTUS", "none") for one in cited):
            continue
        part = issue.body_parts[0] if issue.body_parts else None
        found = _of_schedule(issue.service, context.as_of, part)
        if found is None:
            continue
        yield Flaw(
            span=cited[0].span,
            issue=issue.number,
            message="decides by a source outside the MTUS, which speaks of the service",
            expected=found.citation,
            found=cited[0].text[:80],
            citation=found.citation,
            help="say why the schedule does not reach this condition, or cite it",
        )


@lru_cache(maxsize=256)
def _of_schedule(service: str, day: date, part: str | None) -> Limit | None:
    return next((one for one in limits(service, day, part) if one.system == "MTUS"), None)
