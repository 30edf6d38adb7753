"""A length of time that the letter ascribes to the guideline is not the guideline's.

What it does
    Takes each number of weeks or months that stands by itself behind "over" or "within" in a
    rationale that names the MTUS and counts visits, and looks it up among the lengths and periods
    of the sections that the item cites. A length beside a number of visits is another check's.

Why it matters
    "10 visits over 8 weeks for muscle pain, or over 4 weeks for nerve pain": who doubles the weeks
    halves the care.

Authority
    The lengths of the cited section; 8 CCR 9792.21(c). A section may give further lengths, so that
    the finding is a warning at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.looking_up import misquoted
from assistant.checks.limits.matching import WEEKS_IN, cited_limits, claimed, weeks_of
from assistant.checks.rule import Confirmed, Context, Rule, Verdict
from assistant.checks.wording import counted, number
from assistant.claims import GuidelineLimit
from assistant.guidelines import Limit
from assistant.text import stems
from assistant.text.patterns import expression

RULE = Rule(
    name="duration-misquoted",
    severity="warning",
    family="limits",
    summary="a length of time ascribed to the guideline is not one of its lengths",
    authority="8 CCR 9792.21(c) and the cited section",
    ordinary_knowledge=False,
)

_LEADS = expression(r"\b(?:over|within)(?: a period of)? $")
_VISITS = stems("visits", "sessions", "treatments")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such length, where the cited sections give lengths or periods."""
    for issue, claims in context.items:
        passage = claims.passage
        if passage is None or not passage.begin(_VISITS) or "MTUS" not in passage.text:
            continue
        said = [one for one in claimed(claims, *WEEKS_IN) if _LEADS.search(one.before)]
        limits = cited_limits(issue, context.limits_day, {"visits", "treatments", "weeks"})
        lengths = [(one, weeks) for one in limits for weeks in weeks_of(one)] if said else []
        for claim in said if lengths else ():
            yield _verdict(claim, lengths)


def _verdict(claim: GuidelineLimit, lengths: list[tuple[Limit, tuple[float, float]]]) -> Verdict:
    factor = WEEKS_IN[claim.amount.unit]
    low, high = (one * factor for one in claim.amount.value)
    for limit, (first, last) in lengths:
        if first - 0.5 <= low and high <= last + 0.5:
            return Confirmed(claim, limit.citation)
    nearest, weeks = min(lengths, key=lambda one: abs(one[1][1] - high))
    given = f"{number(weeks)} weeks"
    return misquoted(
        claim,
        counted(claim.amount.value, claim.amount.unit),
        given,
        nearest,
        most="warning",
        gives=f"the nearest length that the guideline gives is {given}",
    )
