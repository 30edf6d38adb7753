"""Visits are decided against the limit that the rationale itself quotes, and nothing says why.

What it does
    Takes the numbers of visits that a rationale ascribes to the guideline. It reports an overturned
    item whose visits, with those done before, exceed all of them, and an upheld one whose visits
    lie within the smallest, where the rationale neither compares the two nor gives another reason.
    For an approval, improvement that the rationale denies is no reason.

Why it matters
    Treatment within the schedule is presumed right, treatment beyond it is not (8 CCR 9792.21(c));
    who quotes the number and decides against it owes the reason.

Authority
    8 CCR 9792.21(c), 9792.10.6(d): the determination gives its reasons.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.measures import (
    after_surgery,
    asks_for_more,
    bounds_course,
    prior_visits,
)
from assistant.checks.limits.reasons import gives_reason
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims import IssueClaims
from assistant.claims.negation import denies
from assistant.claims.prose import Passage

RULE = Rule(
    name="decided-against-quoted-limit",
    severity="warning",
    family="limits",
    summary="visits are decided against the limit that the rationale quotes, without a reason",
    authority="8 CCR 9792.21(c), 9792.10.6(d)",
    ordinary_knowledge=False,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each counted item with such a limit and no reason."""
    for issue, claims in context.items:
        asked = issue.request.visits
        if asked is None or claims.passage is None or issue.partial or claims.comparisons:
            continue
        limits = [one for one in claims.limits if bounds_course(one)]
        if not limits or issue.outcome not in ("upheld", "overturned"):
            continue
        prior = prior_visits(context, claims)
        total = asked[1] + (prior or 0)
        bounds = [one.amount.value[1] for one in limits]
        if issue.outcome == "overturned":
            against, bound = total > max(bounds), max(bounds)
        else:
            counted = prior is not None or not asks_for_more(issue)
            against, bound = counted and total <= min(bounds), min(bounds)
        if not against or after_surgery(issue) or gives_reason(claims.passage, issue.outcome):
            continue
        if _says_more(claims, claims.passage, issue.outcome):
            continue
        place = "exceed" if issue.outcome == "overturned" else "lie within"
        limit = next(one for one in limits if one.amount.value[1] == bound)
        yield Flaw(
            span=issue.span,
            issue=issue.number,
            message=f"{issue.outcome}, though {total:g} visits {place} the {bound:g} that the "
            "rationale quotes; no reason is given",
            expected="the reason why the limit does not decide",
            found="no reason",
            related=(context.in_letter(limit.span),),
            help="say what else decides the request",
        )


def _says_more(claims: IssueClaims, passage: Passage, outcome: str) -> bool:
    """Whether a sentence beside limits and conclusion may be a reason in words of its own."""
    known = {passage.sentence_index(one.amount.span.start) for one in claims.limits}
    if claims.conclusion is not None:
        known.add(passage.sentence_index(claims.conclusion.subject[1]))
    others = (passage.sentence(at) for at in range(len(passage.starts)) if at not in known)
    return any(outcome == "upheld" or not denies(one) for one in others)
