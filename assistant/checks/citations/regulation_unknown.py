"""A regulation or statute that does not exist, or that the catalog does not know.

What it does
    Looks up each section of title 8 (9792.6 to 9792.27) and of the Labor Code that a rationale
    names, with its paragraph. A number outside the range of the rules is an error. One inside it
    that the catalog lacks is information, since the catalog holds what was read, not all there is.

Why it matters
    A rule that does not exist cannot be a ground for a decision.

Authority
    8 CCR 9792.6-9792.27 and Labor Code 4600-4610.6 as the catalog holds them.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.citations.regulations import Regulation, exists, find_regulations, known
from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.claims import IssueClaims

RULE = Rule(
    name="regulation-unknown",
    severity="error",
    family="citations",
    summary="a cited regulation does not exist or is not known",
    authority="8 CCR 9792.6-9792.27; Labor Code 4600-4610.6",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each regulation that a rationale names."""
    catalog = known()
    for issue, claims in context.items:
        if claims.passage is None:
            continue
        for regulation in find_regulations(claims.passage):
            span = claims.passage.span(regulation.start, regulation.end)
            lettered = regulation.section in catalog.lettered
            subject = catalog.subjects.get(regulation.name) or (
                None if lettered else catalog.subjects.get(regulation.section)
            )
            if subject is not None:
                yield from _confirmed(claims, regulation, subject)
                continue
            there = exists(regulation)
            yield Flaw(
                span=span,
                issue=issue.number,
                message=f"{regulation.name} "
                + ("is not in the catalog of regulations" if there else "does not exist"),
                expected="a section and paragraph of the rules",
                found=regulation.text,
                severity="info" if there else "error",
                help="look the paragraph up in the text in force, and correct the number",
            )


def _confirmed(claims: IssueClaims, regulation: Regulation, subject: str) -> Iterator[Verdict]:
    for claim in claims.citations:
        if claim.regulation is not None and claim.regulation.startswith(regulation.section):
            yield Confirmed(claim, f"8 CCR {regulation.name}, {subject}")
