"""The letter says that the request exceeds the guideline, but it does not; or the reverse.

What it does
    Where a rationale sets the request against the guideline ("exceeds", "in excess of", "is
    within"), it adds the visits that the letter says were done before and compares the sum with the
    limit that the rationale quotes, or where it quotes none with the one that governs: the trial,
    or the whole course after earlier visits. After a surgery, whose table the letter may not name,
    only a limit that it quotes counts. Without a number nothing is said.

Why it matters
    Three published determinations that were read for this project deny therapy as "in excess" of a
    limit that the request did not reach.

Authority
    8 CCR 9792.21(c) and the governing limit; the comparison of two numbers is a matter of ordinary
    knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.measures import (
    after_surgery,
    asks_for_more,
    governing_visits,
    prior_visits,
    quoted,
)
from assistant.checks.models import Related, Severity
from assistant.checks.rule import (
    Confirmed,
    Context,
    Flaw,
    Rule,
    Verdict,
    capped,
    ceiling,
)
from assistant.claims import Comparison, IssueClaims
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
    prior = prior_visits(context, claims)
    if said.total and not prior and said.number is None:
        # "together with the earlier visits", whose number the letter does not give
        return None
    measure = quoted(context, claims, said)
    if measure is None and not (after_surgery(issue) or _cites_postsurgical(issue)):
        measure = governing_visits(context, issue, prior)
    if measure is None:
        return None
    bound, verification, authority = measure
    total = asked[1] + (prior or 0)
    exceeds = total > bound
    if exceeds == (said.relation == "exceeds"):
        return Confirmed(said, authority.ref)
    counted = f"{total:g} ({asked[1]:g} and {prior:g} before)" if prior else f"{total:g} visits"
    says = "exceeds" if said.relation == "exceeds" else "is within"
    verb = "exceeds" if exceeds else "does not exceed"
    return Flaw(
        span=said.span,
        issue=issue.number,
        message=f"says the request {says} the guideline; it {verb} it",
        expected=f"{'more than' if said.relation == 'exceeds' else 'at most'} {bound:g} visits",
        found=counted,
        related=(context.in_letter(issue.span), authority),
        citation=authority.ref if authority.where == "guideline" else "",
        severity=capped(ceiling(verification), _certainty(issue, prior, authority)),
        contradicts=said,
        help="add the prior visits that make it exceed, or correct the sentence",
    )


def _certainty(issue: Issue, prior: float | None, authority: Related) -> Severity:
    """Earlier visits that the letter does not count could make a request exceed after all."""
    counted = prior is not None or authority.where == "draft"
    return "error" if counted and not (prior is None and asks_for_more(issue)) else "warning"


def _cites_postsurgical(issue: Issue) -> bool:
    """After a surgery the table of that surgery governs, which the letter's words may not name."""
    return any("postsurgical" in (one.chapter or "").lower() for one in issue.reviewer_citations)
