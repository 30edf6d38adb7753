"""A cited chapter, year or section is not one of the MTUS.

What it does
    Looks up each MTUS chapter, its year and its sections, as the reviewer's guideline line prints
    them, in the catalog of chapters. A chapter or year that the catalog does not have is an error.
    A section is an error only where the catalog lists every section of its chapter; where it knows
    the title from another chapter the finding says which.

Why it matters
    A citation is how the parties find the text that the decision rests on. A chapter, year or
    section that does not exist cannot be read or answered.

Authority
    8 CCR 9792.21.1(d)(1): an MTUS citation names the effective year, the chapter and the section.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.guidelines import Edition, catalog, editions_named, find_edition, match_sections
from assistant.letters.models import Citation

RULE = Rule(
    name="source-not-in-catalog",
    severity="error",
    family="citations",
    summary="a cited MTUS chapter, year or section does not exist",
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
    edition = find_edition(chapter, citation.year)
    if edition is not None and edition.sections:
        yield from _unknown_sections(citation, edition, issue)


def _unknown_sections(citation: Citation, edition: Edition, issue: int) -> Iterator[Flaw]:
    for section in citation.sections:
        if match_sections(edition, section):
            continue
        others = [other.cite_as for other in catalog() if section in _titles(other)]
        if not others and not edition.complete:
            # the catalog knows sections that were seen cited, not every one there is
            continue
        of = f"; it is one of {others[0]}" if others else ""
        yield Flaw(
            span=citation.span,
            issue=issue,
            message=f"{edition.cite_as} has no section {section!r}{of}",
            expected=f"a section of {edition.cite_as}",
            found=section,
            severity="error" if edition.complete else "warning",
            help=f"`imr corpus show {edition.key}` lists the sections",
        )


def _titles(edition: Edition) -> set[str]:
    return {title for section in edition.sections for title in (section.title, *section.aliases)}
