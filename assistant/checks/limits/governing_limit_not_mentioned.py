"""A number of visits is decided against the governing limit, and the limit is not mentioned.

What it does
    For a counted request it takes the limit that governs (the trial, or the whole course after the
    earlier visits that the letter counts). Where the rationale gives no number of any guideline,
    it reports an upheld item whose request lies within the limit, and an overturned one whose
    request exceeds it. Other reasons may decide, so that the finding is a warning at most.

Why it matters
    Treatment within the schedule is presumed right, treatment beyond it is not (8 CCR 9792.21(c));
    who decides against that owes the number and the reason.

Authority
    8 CCR 9792.21(c), 9792.10.6(d); the governing limit, as well as it is verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.measures import after_surgery, governing_visits, prior_visits
from assistant.checks.limits.reasons import gives_reason
from assistant.checks.rule import Context, Flaw, Rule, Verdict, capped, ceiling

RULE = Rule(
    name="governing-limit-not-mentioned",
    severity="warning",
    family="limits",
    summary="visits are decided against the governing limit without mentioning it",
    authority="8 CCR 9792.21(c), 9792.10.6(d)",
    ordinary_knowledge=False,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each counted item decided against a limit that its rationale does not give."""
    for issue, claims in context.items:
        asked = issue.request.visits
        if asked is None or issue.outcome not in ("upheld", "overturned"):
            continue
        if claims.passage is None or claims.limits or claims.comparisons or issue.partial:
            continue
        if after_surgery(issue) or gives_reason(claims.passage, issue.outcome):
            continue
        prior = prior_visits(context, claims)
        measure = governing_visits(context, issue, prior)
        if measure is None:
            continue
        total = asked[1] + (prior or 0)
        exceeds = total > measure.bound
        if exceeds == (issue.outcome == "upheld"):
            continue
        place = "exceed" if exceeds else "lie within"
        yield Flaw(
            span=issue.span,
            issue=issue.number,
            message=f"{issue.outcome}, though {total:g} visits {place} the governing "
            f"{measure.bound:g}, which the rationale does not mention",
            expected=f"the limit of {measure.bound:g} visits, and why it does not decide",
            found="no limit",
            related=(measure.authority,),
            citation=measure.authority.ref,
            severity=capped(ceiling(measure.verification), "warning"),
            help="give the limit and say what else decides the request",
        )
