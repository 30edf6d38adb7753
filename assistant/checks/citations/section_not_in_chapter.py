"""A cited section is not one of the cited chapter.

What it does
    Looks up each section that the reviewer's guideline line names under an MTUS chapter. A title
    that stands in another chapter is reported with that chapter. A title that stands nowhere is an
    error where the catalog lists every section of the chapter, a warning where no word of it occurs
    in any title of the catalog, and else information: the catalog lists the sections that were seen
    cited, not all there are.

Why it matters
    The section is where the parties look for the words that the decision rests on.

Authority
    8 CCR 9792.21.1(d)(1): an MTUS citation names the effective year, the chapter and the section.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from assistant.checks.models import Severity
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.guidelines import Edition, catalog, find_edition, match_sections
from assistant.letters.models import Citation
from assistant.terms import find_drugs
from assistant.text.patterns import expression

RULE = Rule(
    name="section-not-in-chapter",
    severity="error",
    family="citations",
    summary="a cited section is not one of the cited MTUS chapter",
    authority="8 CCR 9792.21.1(d)(1)",
    ordinary_knowledge=True,
)

_WORD = expression(r"[a-z]{4,}")
_TEXTS_UNKNOWN = date(2017, 12, 1)
_LONGEST_SAID = 80


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each section of a reviewer's MTUS citation that its chapter does not have."""
    for issue in context.letter.issues:
        for citation in issue.reviewer_citations:
            if citation.system != "MTUS" or not citation.chapter or not citation.sections:
                continue
            edition = find_edition(citation.chapter, citation.year, context.as_of)
            if edition is not None and edition.sections:
                yield from _flaws(citation, edition, issue.number)


def _flaws(citation: Citation, edition: Edition, issue: int) -> Iterator[Flaw]:
    """At most one flaw: a title with a comma that the catalog lacks comes as several pieces."""
    unknown = [
        section
        for section in citation.sections
        if any(map(str.isalpha, section)) and not match_sections(edition, section)
    ]
    if not unknown:
        return
    homes = [_chapter_of(section) for section in unknown]
    moved = None not in homes
    said = ", ".join(unknown)[:_LONGEST_SAID]
    yield Flaw(
        span=citation.span,
        issue=issue,
        message=f"{edition.cite_as} has no section {said!r}"
        + (f"; it is one of {homes[0]}" if moved else ""),
        expected=f"a section of {edition.cite_as}",
        found=said,
        severity=_severity(said, edition, moved=moved),
        help=f"`imr corpus show {edition.key}` lists the sections",
    )


def _severity(said: str, edition: Edition, *, moved: bool) -> Severity:
    if edition.complete:
        return "error"
    if edition.in_force.start is not None and edition.in_force.start >= _TEXTS_UNKNOWN:
        # the texts of the chapters adopted since then are not on record here
        return "info"
    words = _WORD.findall(said.casefold())
    if not moved and find_drugs(said):
        # the chapter has sections on single drugs, and the catalog has not all of them
        return "info"
    strange = len(words) > 1 and not any(word in _vocabulary() for word in words)
    return "warning" if moved or strange else "info"


@lru_cache(maxsize=512)
def _chapter_of(section: str) -> str | None:
    """The first edition of the schedule that has a section of that title."""
    wanted = section.casefold()
    for edition in catalog():
        if edition.system == "MTUS":
            for known in edition.sections:
                if wanted in (title.casefold() for title in (known.title, *known.aliases)):
                    return edition.cite_as
    return None


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """The words of all section titles of the catalog, whatever the source."""
    return frozenset(
        word
        for edition in catalog()
        for section in edition.sections
        for title in (section.title, *section.aliases)
        for word in _WORD.findall(title.casefold())
    )
