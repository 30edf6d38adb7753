"""A number that the letter ascribes to the guideline is not the guideline's.

What it does
    Takes each number of visits that a rationale says a guideline gives, and looks it up among the
    limits of the MTUS sections that the item cites. A number (and its period, where both give one)
    that is a limit there is confirmed; one that is none of them, in a section that has limits of
    that kind, is contradicted.

Why it matters
    A denial "beyond the trial of 4 visits" stands on a number that the schedule does not contain.

Authority
    The limits of the cited section; 8 CCR 9792.21(c) makes the schedule the yardstick. The finding
    is as grave as the verification of the limits allows.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict, by_guideline, ceiling
from assistant.checks.wording import number
from assistant.claims import GuidelineLimit
from assistant.guidelines import Limit, find_edition, limits_of
from assistant.letters.models import Issue

RULE = Rule(
    name="limit-misquoted",
    severity="error",
    family="limits",
    summary="a number ascribed to the guideline is not one of its limits",
    authority="8 CCR 9792.21(c) and the cited section",
    ordinary_knowledge=False,
)

_VISITS = frozenset({"visits", "treatments"})
_WEEKS_IN = {"weeks": 1.0, "months": 4.345}


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each number of visits ascribed to the MTUS, where its section has limits."""
    for issue, claims in context.items:
        claimed = [
            claim
            for claim in claims.limits
            if claim.amount.unit == "visits" and claim.system in ("MTUS", "")
        ]
        if not claimed:
            continue
        limits = _cited_limits(context, issue)
        for claim in claimed if limits else ():
            yield _verdict(issue, claim, limits)


def _cited_limits(context: Context, issue: Issue) -> list[Limit]:
    """The limits on visits in the MTUS sections that the reviewer cites."""
    found: list[Limit] = []
    for citation in issue.reviewer_citations:
        if citation.system != "MTUS" or not citation.chapter:
            continue
        edition = find_edition(citation.chapter, citation.year, context.as_of)
        if edition is None:
            continue
        if citation.sections:
            for section in citation.sections:
                found += limits_of(edition.key, section)
        else:
            found += limits_of(edition.key)
    return [one for one in found if one.unit in _VISITS and one.value[1] > 0]


def _verdict(issue: Issue, claim: GuidelineLimit, limits: list[Limit]) -> Verdict:
    same = [one for one in limits if _same_number(claim, one)]
    fitting = [one for one in same if _same_period(claim, one)]
    if fitting:
        return Confirmed(claim, fitting[0].citation)
    nearest = same[0] if same else _nearest(claim, limits)
    over = f" over {nearest.over}" if nearest.over else ""
    what = f"{number(nearest.value)} {nearest.unit}{over}"
    said = f"{number(claim.amount.value)} visits"
    if claim.amount.over is not None:
        said += f" over {number(claim.amount.over.value)} {claim.amount.over.unit}"
    phase = f"a {claim.phase.replace('_', '-')} of " if claim.phase else ""
    return Flaw(
        span=claim.span,
        issue=issue.number,
        message=f"says {phase}{said}; the guideline gives {what}",
        expected=what,
        found=said,
        related=(by_guideline(nearest),),
        citation=nearest.citation,
        severity=ceiling(nearest.verification),
        contradicts=claim,
        help=f"`imr corpus show {nearest.id}` gives the limit and how well it is verified",
    )


def _same_number(claim: GuidelineLimit, limit: Limit) -> bool:
    low, high = claim.amount.value
    if (low, high) == limit.value:
        return True
    # "up to 10 visits" of a range 9-10, "6 visits" of a range 4-6
    return low == high and high == limit.value[1]


def _same_period(claim: GuidelineLimit, limit: Limit) -> bool:
    """Whether the periods agree; a period that only one of the two gives does not part them."""
    said = claim.amount.over
    if said is None or limit.over is None:
        return True
    bounds, _, unit = limit.over.partition(" ")
    low, _, high = bounds.partition("-")
    factor, said_factor = _WEEKS_IN.get(unit), _WEEKS_IN.get(said.unit)
    if factor is None or said_factor is None or not low.replace(".", "").isdigit():
        return True
    first, last = float(low) * factor, float(high or low) * factor
    return said.value[0] * said_factor <= last + 0.5 and said.value[1] * said_factor >= first - 0.5


def _nearest(claim: GuidelineLimit, limits: list[Limit]) -> Limit:
    """The limit that the letter most likely means: of its phase, then the closest number."""

    def distance(limit: Limit) -> tuple[bool, float]:
        return limit.phase != claim.phase, abs(limit.value[1] - claim.amount.value[1])

    return min(limits, key=distance)
