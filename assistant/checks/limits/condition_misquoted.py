"""The letter gives a limit of the guideline to another condition than the guideline does.

What it does
    Takes each number of visits ascribed to the MTUS beside a diagnosis ("26 visits over 16 weeks
    for myalgia"), and each period of therapy after an operation, and looks up the rows of the cited
    sections for that diagnosis or operation. A number that none of these rows gives, but that a row
    for another does, is contradicted. Of a number after surgery beside which no operation stands,
    the item's title tells the operation.

Why it matters
    The rows differ by two and a half times: who takes the row of another condition denies, or
    grants, by a limit that is not the worker's.

Authority
    The rows of the cited section; 8 CCR 9792.21(c). The finding is as grave as the verification of
    the limits allows.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.looking_up import sentence_of, words_of_claim
from assistant.checks.limits.matching import (
    adopted,
    cited_limits,
    claimed,
    claimed_visits,
    fits,
)
from assistant.checks.limits.metrics import metrics_of
from assistant.checks.limits.naming_rows import rows_beside
from assistant.checks.rule import Context, Flaw, Rule, Verdict, by_guideline, capped, ceiling
from assistant.checks.wording import counted, number
from assistant.claims import GuidelineLimit, IssueClaims
from assistant.guidelines import Limit

RULE = Rule(
    name="condition-misquoted",
    severity="error",
    family="limits",
    summary="a limit of the guideline is given to another condition than its own",
    authority="8 CCR 9792.21(c) and the cited section",
    ordinary_knowledge=False,
)

_PERIOD = "postsurgical_period"
_UNITS = frozenset({"visits", "treatments", "months"})


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each number of visits that stands beside a diagnosis of another row."""
    for issue, claims in context.items:
        said = [*claimed_visits(claims), *adopted(claims, "visits"), *_periods(claims)]
        limits = cited_limits(issue, context.limits_day, _UNITS) if said else []
        every = [one for one in limits if one.diagnoses]
        for claim in said if every else ():
            rows = [
                one for one in every if (one.metric == _PERIOD) == (claim.amount.unit == "months")
            ]
            other = next((one for one in rows if fits(claim, one)), None)
            own = _misnamed(claim, rows_beside(issue, claims, claim, rows)) if other else []
            if other is None or not own:
                continue
            said_of = counted(claim.amount.value, claim.amount.unit)
            yield Flaw(
                span=claim.span,
                issue=issue.number,
                message=f"gives {said_of} to {own[0].diagnoses[0]}; "
                f"that is the row of {other.diagnoses[0]}",
                expected=f"{number(own[0].value)} {own[0].unit}",
                found=said_of,
                related=(by_guideline(own[0]), by_guideline(other)),
                citation=own[0].citation,
                severity=capped(ceiling(own[0].verification), ceiling(other.verification)),
                contradicts=claim,
                help=f"`imr corpus show {own[0].id}` gives the row",
            )


def _misnamed(claim: GuidelineLimit, named: list[Limit]) -> list[Limit]:
    """The rows of the first condition named beside the number that does not have it."""
    for row in named:
        same = [one for one in named if one.diagnoses == row.diagnoses]
        if not any(fits(claim, one) for one in same):
            return same
    return []


def _periods(claims: IssueClaims) -> list[GuidelineLimit]:
    """The periods of therapy after an operation that a rationale may ascribe to the MTUS."""
    return [
        one
        for one in claimed(claims, "months")
        if _PERIOD in metrics_of(one, words_of_claim(claims, one), sentence_of(claims, one))
    ]
