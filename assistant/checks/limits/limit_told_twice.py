"""The same limit of the guideline has two values in one letter.

What it does
    Compares the numbers of visits that rationales of the same service, parts of the body and cited
    sections ascribe to the MTUS for the same phase: the trial, or the whole course. Two numbers
    without a word of condition between them cannot both be the guideline's.

Why it matters
    Of two items for the same care, one is measured by a limit that does not exist.

Authority
    8 CCR 9792.21(c). A contradiction on the page is a matter of ordinary knowledge (Labor Code
    4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.matching import attributed
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.checks.wording import number
from assistant.claims import GuidelineLimit

RULE = Rule(
    name="limit-told-twice",
    severity="warning",
    family="limits",
    summary="the same limit of the guideline has two values in one letter",
    authority="8 CCR 9792.21(c); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each number that differs from an earlier one for the same limit."""
    seen: dict[tuple[object, ...], GuidelineLimit] = {}
    for issue, claims in context.items:
        cited = tuple((one.chapter, one.year, one.sections) for one in issue.reviewer_citations)
        for claim in claims.limits:
            if claim.phase not in ("trial", "total") or claim.amount.unit != "visits":
                continue
            if not attributed(claim):
                continue
            key = (issue.service, frozenset(issue.body_parts), cited, claim.phase)
            first = seen.setdefault(key, claim)
            # "9-10" and "up to 10" are one limit; so are numbers of one rationale's two conditions
            if first.issue == claim.issue or first.amount.value[1] == claim.amount.value[1]:
                continue
            yield Flaw(
                span=claim.span,
                issue=issue.number,
                message=f"gives {number(claim.amount.value)} visits for the {claim.phase}; "
                f"item {first.issue} gives {number(first.amount.value)}",
                expected=f"{number(first.amount.value)} visits",
                found=f"{number(claim.amount.value)} visits",
                related=(context.in_letter(first.span),),
                help="look up which of the two the cited section gives",
            )
