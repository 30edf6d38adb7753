"""A cited page lies outside the cited section.

What it does
    Compares the pages of a reviewer's MTUS citation with the printed pages of the section that it
    names, where the corpus knows both. It needs one page in common.

Why it matters
    A page is how a reader finds the words. Pages of another section suggest that the line was
    copied from another case.

Authority
    8 CCR 9792.21.1(d)(1) on the form of citations. Page numbers of the corpus are partly recalled,
    so that the finding is at most a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.guidelines import find_edition, match_sections

RULE = Rule(
    name="page-outside-section",
    severity="warning",
    family="citations",
    summary="the cited pages are not those of the cited section",
    authority="8 CCR 9792.21.1(d)(1)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each citation with pages none of which belongs to a section it names."""
    for issue in context.letter.issues:
        for citation in issue.reviewer_citations:
            if citation.system != "MTUS" or not citation.chapter or not citation.pages:
                continue
            edition = find_edition(citation.chapter, citation.year, context.as_of)
            if edition is None:
                continue
            named = {
                title for section in citation.sections for title in match_sections(edition, section)
            }
            known = [
                section.pages
                for section in edition.sections
                if section.title in named and section.pages
            ]
            first, last = citation.pages
            if not known or any(first <= high and last >= low for low, high in known):
                continue
            printed = ", ".join(f"{low}-{high}" for low, high in known)
            yield Flaw(
                span=citation.span,
                issue=issue.number,
                message=f"{', '.join(sorted(named))} is not on page {first}",
                expected=f"pages {printed}",
                found=f"page {first}" if first == last else f"pages {first}-{last}",
                citation=edition.cite_as,
                help=f"`imr corpus show {edition.key}` lists the pages",
            )
