"""The letter says that the request exceeds the guideline, but it does not; or the reverse.

What it does
    Where a rationale sets the request against the guideline ("exceeds", "in excess of", "is
    within"), it adds the visits that the letter says were done before and compares the sum with the
    limit that governs: the trial, or the whole course after a documented trial. Without a governing
    number nothing is said.

Why it matters
    Three published determinations that were read for this project deny therapy as "in excess" of a
    limit that the request did not reach.

Authority
    8 CCR 9792.21(c) and the governing limit; the comparison of two numbers is a matter of ordinary
    knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import (
    Confirmed,
    Context,
    Flaw,
    Rule,
    Verdict,
    by_guideline,
    capped,
    ceiling,
)
from assistant.claims import Comparison, IssueClaims
from assistant.guidelines import Limit, governing
from assistant.letters.models import Issue

RULE = Rule(
    name="limit-exceeded-wrongly",
    severity="error",
    family="limits",
    summary="the request is said to exceed, or to lie within, a limit, and does not",
    authority="8 CCR 9792.21(c); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each comparison of a counted request with a governing number of visits."""
    for issue, claims in context.items:
        for comparison in claims.comparisons:
            verdict = _verdict(context, issue, claims, comparison)
            if verdict is not None:
                yield verdict


def _verdict(
    context: Context, issue: Issue, claims: IssueClaims, said: Comparison
) -> Verdict | None:
    asked = said.number or issue.request.visits
    if asked is None:
        return None
    prior = _prior(context, claims)
    limit = _limit(context, issue, prior)
    if limit is None:
        return None
    if said.total and not prior and said.number is None:
        # "together with the earlier visits", whose number the letter does not give
        return None
    total = asked[1] + (prior or 0)
    bound = limit.value[1]
    exceeds = total > bound
    if exceeds == (said.relation == "exceeds"):
        return Confirmed(said, limit.citation)
    counted = f"{asked[1]:g}" if not prior else f"{asked[1]:g} and {prior:g} before"
    says = "exceeds" if said.relation == "exceeds" else "is within"
    verb = "exceeds" if exceeds else "does not exceed"
    return Flaw(
        span=said.span,
        issue=issue.number,
        message=f"says the request {says} the guideline; it {verb} it",
        expected=f"{'more than' if said.relation == 'exceeds' else 'at most'} {bound:g} visits",
        found=f"{total:g} ({counted})" if prior else f"{total:g} visits",
        related=(context.in_letter(issue.span), by_guideline(limit)),
        citation=limit.citation,
        # unknown earlier visits could make a request exceed after all
        severity=capped(ceiling(limit.verification), "warning" if prior is None else "error"),
        contradicts=said,
        help="add the prior visits that make it exceed, or correct the sentence",
    )


def _prior(context: Context, claims: IssueClaims) -> float | None:
    """The most visits that the letter says were done before; None where it says nothing of any."""
    counts = [*claims.counts, *context.claims.summary_counts]
    done = [one.visits[1] for one in counts if one.role == "prior"]
    return max(done, default=None)


def _limit(context: Context, issue: Issue, prior: float | None) -> Limit | None:
    """The visits that govern: the most generous where the phase is open, so as not to accuse."""
    found = governing(
        issue.service,
        issue.body_parts,
        context.as_of,
        injury_date=context.letter.dates.injury,
        prior_visits=prior,
    )
    limits = [found.total, found.governs] if prior else [found.trial, found.governs]
    return next(
        (one for one in limits if one and one.metric == "visits" and one.value[1] > 0), None
    )
