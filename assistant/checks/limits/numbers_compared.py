"""Two numbers that the letter itself gives are compared wrongly.

What it does
    Where a sentence sets a number against another ("the 16 sessions requested do not exceed 24"),
    or against one told before ("his dose of 220 mg is below that"), it compares them. A word that
    points back means a limit of the guideline in the same unit; of several the sentence must be
    wrong of each. Visits done before count with those asked for, where the sentence says "exceed".

Why it matters
    The comparison is often the whole reason of a decision, and a reader sees both numbers.

Authority
    8 CCR 9792.10.6(d): the reasons of the determination. The comparison of two numbers is a matter
    of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.comparing import Compared, find_compared
from assistant.checks.limits.measures import prior_visits
from assistant.checks.limits.told import told_before
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims import IssueClaims
from assistant.claims.prose import Passage
from assistant.letters.models import Issue
from assistant.text import Span

RULE = Rule(
    name="numbers-compared-wrongly",
    severity="error",
    family="limits",
    summary="two numbers that the letter gives are said to compare as they do not",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each sentence that compares a number with another, or with a limit told."""
    for issue, claims in context.items:
        passage = claims.passage
        if passage is None:
            continue
        for said in find_compared(passage):
            # what sets the request against the guideline is measured by another check
            if not any(
                _meets(one.span, passage.span(said.start, said.end)) for one in claims.comparisons
            ):
                yield from _flaws(context, issue, claims, passage, said)


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _flaws(
    context: Context, issue: Issue, claims: IssueClaims, passage: Passage, said: Compared
) -> Iterator[Flaw]:
    """The contradiction, where every number that may be meant contradicts the sentence."""
    if said.right is None:
        meant = told_before(claims, passage, said.left.unit, said.start)
        if said.most and meant:
            meant = [max(meant, key=lambda pair: pair[1])]
        bounds = [bound for _, bound in meant]
        places = [one.span for one, _ in meant]
    else:
        if None not in (said.left.unit, said.right.unit) and said.left.unit != said.right.unit:
            return
        bounds = [said.right.value]
        places = [passage.span(said.right.start, said.right.end)]
    if not bounds:
        return
    number = said.left.value
    done = prior_visits(context, claims) if said.left.unit in (None, "visits") else None
    total = number + (done or 0) * (not said.total)
    exceeds = said.relation == "exceeds"
    if any((total > one) if exceeds else (number <= one) for one in bounds):
        return
    bound = bounds[-1]
    yield Flaw(
        span=passage.span(said.start, said.end),
        issue=issue.number,
        message=f"says that {number:g} {'exceeds' if exceeds else 'is within'} {bound:g}",
        expected=f"{'more than' if exceeds else 'at most'} {bound:g}",
        found=f"{number:g}",
        related=(context.in_letter(places[-1]),),
        severity="error" if said.right else "warning",
        help="correct the number or the comparison, and what is concluded from it",
    )
