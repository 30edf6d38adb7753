"""A cited chapter or year is not one of the MTUS.

What it does
    Looks up each MTUS chapter and its year, as the reviewer's guideline line prints them, in the
    catalog of chapters.

Why it matters
    A citation is how the parties find the text that the decision rests on. A chapter or
    year that does not exist cannot be read or answered.

Authority
    8 CCR 9792.21.1(d)(1): an MTUS citation names the effective year, the chapter and the section.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.guidelines import editions_named
from assistant.letters.models import Citation

RULE = Rule(
    name="source-not-in-catalog",
    severity="error",
    family="citations",
    summary="a cited MTUS chapter or year does not exist",
    authority="8 CCR 9792.21.1(d)(1)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each part of a reviewer's MTUS citation that the catalog does not have."""
    for issue in context.letter.issues:
        for citation in issue.reviewer_citations:
            if citation.system == "MTUS" and citation.chapter:
                yield from _flaws(citation, issue.number)


def _flaws(citation: Citation, issue: int) -> Iterator[Flaw]:
    chapter = citation.chapter or ""
    editions = editions_named(chapter)
    if not editions:
        yield Flaw(
            span=citation.span,
            issue=issue,
            message=f"the MTUS has no chapter {chapter!r}",
            expected="a chapter of the MTUS",
            found=chapter,
            help="`imr corpus stats` lists the chapters with their years",
        )
        return
    years = sorted({edition.year for edition in editions if edition.year is not None})
    if citation.year is not None and years and citation.year not in years:
        printed = ", ".join(map(str, years))
        yield Flaw(
            span=citation.span,
            issue=issue,
            message=f"the chapter {editions[0].chapter} has no edition of {citation.year}",
            expected=f"{editions[0].chapter} {printed}",
            found=str(citation.year),
            help="cite the edition in force on the day of decision",
        )
        return
