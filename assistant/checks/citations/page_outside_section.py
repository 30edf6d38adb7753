"""A cited page lies outside the cited section.

What it does
    Compares the pages of a reviewer's MTUS citation with the printed pages of the section that it
    names, where the corpus knows both; one page in common, or the next one, is enough. Where it
    knows no pages of the section, the page must lie near the known pages of the chapter, and in any
    case in a book of six hundred pages.

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
from assistant.guidelines import Edition, find_edition, match_sections

RULE = Rule(
    name="page-outside-section",
    severity="warning",
    family="citations",
    summary="the cited pages are not those of the cited section",
    authority="8 CCR 9792.21.1(d)(1)",
    ordinary_knowledge=True,
)

_ENOUGH = 4
_AROUND = 60
_LONGEST_BOOK = 600
"""The practice guidelines of 2004, the longest book of the schedule, have fewer pages."""


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
            allowed = known or [_chapter(edition)]
            inside = any(first <= high + 1 and last >= low - 1 for low, high in allowed)
            # a range that begins in the section and ends behind the chapter is not of it either
            if inside and last <= _chapter(edition)[1]:
                continue
            where = ", ".join(sorted(named)) if known else edition.cite_as
            printed = ", ".join(f"{low}-{high}" for low, high in allowed)
            yield Flaw(
                span=citation.span,
                issue=issue.number,
                message=f"{where} is not on page {first}",
                expected=f"pages {printed}" if known else f"a page from about {printed}",
                found=f"page {first}" if first == last else f"pages {first}-{last}",
                citation=edition.cite_as,
                help=f"`imr corpus show {edition.key}` lists the pages",
            )


def _chapter(edition: Edition) -> tuple[int, int]:
    """The pages on which the chapter can be, by the sections whose pages are known."""
    known = [section.pages for section in edition.sections if section.pages]
    if len(known) < _ENOUGH:
        return (1, _LONGEST_BOOK)
    low, high = min(pages[0] for pages in known), max(pages[1] for pages in known)
    return (max(1, low - _AROUND), high + _AROUND)
