"""The rationale names another edition of the chapter than the guideline line.

What it does
    Compares the year of a chapter that the rationale names ("the 2009 MTUS Chronic Pain
    Guidelines") with the year of the same chapter in the reviewer's guideline line.

Why it matters
    Editions differ in their numbers; the parties cannot tell by which of the two the case was
    decided.

Authority
    8 CCR 9792.21.1(d)(1): an MTUS citation names the effective year.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.guidelines import editions_named

RULE = Rule(
    name="another-edition-in-prose",
    severity="warning",
    family="citations",
    summary="the rationale names another year of a chapter than the guideline line",
    authority="8 CCR 9792.21.1(d)(1)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each dated chapter of a rationale that the guideline line names too."""
    for issue, claims in context.items:
        for claim in claims.citations:
            if claim.chapter is None or claim.year is None:
                continue
            meant = {edition.chapter for edition in editions_named(claim.chapter)}
            same = [
                citation
                for citation in issue.reviewer_citations
                if citation.chapter in meant and citation.year is not None
            ]
            if any(citation.year == claim.year for citation in same):
                yield Confirmed(claim, f"the guideline line, {same[0].text}")
            elif same:
                yield Flaw(
                    span=claim.span,
                    issue=issue.number,
                    message=f"speaks of {claim.year}; the guideline line cites {same[0].year}",
                    expected=str(same[0].year),
                    found=str(claim.year),
                    related=(context.in_letter(same[0].span),),
                    contradicts=claim,
                    help="name one edition, the one in force on the day of decision",
                )
