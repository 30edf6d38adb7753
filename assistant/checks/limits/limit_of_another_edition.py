"""A number that the letter ascribes to the guideline is that of another edition.

What it does
    Takes each number of visits that a rationale ascribes to the MTUS and that is no limit of the
    sections the item cites, and looks it up in the other editions of the same guideline. Where one
    of them gives it, the finding names that edition; a number that none gives is another check's.

Why it matters
    Editions replaced each other with other numbers: complex regional pain syndrome had 24 visits
    of therapy in 2009 and 26 in 2016. The edition in force decides.

Authority
    8 CCR 9792.21(c); the sections of both editions. The finding is as grave as the verification of
    the limits allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from assistant.checks.limits.matching import (
    cited_limits,
    claimed_visits,
    fits,
    of_another_edition,
)
from assistant.checks.rule import Context, Flaw, Rule, Verdict, by_guideline, capped, ceiling
from assistant.checks.wording import number
from assistant.guidelines import Limit

RULE = Rule(
    name="limit-of-another-edition",
    severity="error",
    family="limits",
    summary="a number ascribed to the guideline is that of another edition",
    authority="8 CCR 9792.21(c) and the cited sections",
    ordinary_knowledge=False,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each number of visits that only another edition gives."""
    for issue, claims in context.items:
        claimed = claimed_visits(claims)
        limits = cited_limits(issue, context.limits_day) if claimed else []
        for claim in claimed if limits else ():
            if any(fits(claim, limit) for limit in limits):
                continue
            other = of_another_edition(claim, issue, context.limits_day)
            if other is None:
                continue
            mine = min(limits, key=partial(_apart, other))
            yield Flaw(
                span=claim.span,
                issue=issue.number,
                message=f"says {number(claim.amount.value)} visits, as {other.citation} does; "
                f"the edition cited gives {number(mine.value)}",
                expected=f"{number(mine.value)} {mine.unit}",
                found=f"{number(claim.amount.value)} visits",
                related=(by_guideline(mine), by_guideline(other)),
                citation=mine.citation,
                severity=capped(ceiling(mine.verification), ceiling(other.verification)),
                contradicts=claim,
                help=f"compare `imr corpus show {mine.id}` with `imr corpus show {other.id}`",
            )


def _apart(other: Limit, mine: Limit) -> tuple[bool, bool, float]:
    """How far a limit of the cited edition is from being the counterpart of another edition's."""
    return (
        set(mine.diagnoses) != set(other.diagnoses),
        mine.phase != other.phase,
        abs(mine.value[1] - other.value[1]),
    )
