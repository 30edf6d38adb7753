"""Errors of citations: editions, chapters, sections, pages, regulations, missing lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.evaluation.planting.edits import Edit, ErrorClass, matches
from assistant.guidelines import catalog
from assistant.guidelines.queries import editions_named
from assistant.letters.models import Citation, Issue, Letter
from assistant.text import Span

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REGULATION = re.compile(r"(?<=9792\.2)[0-7](?=[^\d.])")


def _cited(letter: Letter) -> Iterator[tuple[Issue, Citation]]:
    """Citations of the reviewer's guideline lines to a chapter and year of the MTUS."""
    for issue in letter.issues:
        for citation in issue.reviewer_citations:
            if citation.system == "MTUS" and citation.chapter and citation.year:
                yield issue, citation


def _year(letter: Letter, citation: Citation) -> re.Match[str] | None:
    years = [
        one
        for one in matches(letter, citation.span, _YEAR)
        if citation.year is not None and int(one.group()) == citation.year
    ]
    return years[-1] if years else None


def unknown_year(letter: Letter) -> Iterator[Edit]:
    """The year of a chapter becomes one in which no edition of it appeared."""
    for issue, citation in _cited(letter):
        years = {one.year for one in editions_named(citation.chapter or "")}
        match = _year(letter, citation)
        other = next(year for year in (2011, 2012, 2005, 2006) if year not in years)
        if match and years:
            yield Edit(Span(match.start(), match.end()), str(other), issue.number)


def edition_not_in_force(letter: Letter) -> Iterator[Edit]:
    """The year becomes that of an edition that was in force at no time of the dispute."""
    first = letter.dates.ur_denial or letter.dates.application_received
    last = letter.dates.decision
    if first is None or last is None:
        return
    for issue, citation in _cited(letter):
        match = _year(letter, citation)
        for edition in editions_named(citation.chapter or ""):
            start = edition.in_force.start or date.min
            end = edition.in_force.end or date.max
            outside = start > last or end < first
            if match and outside and edition.year and edition.year != citation.year:
                yield Edit(Span(match.start(), match.end()), str(edition.year), issue.number)
                break


def chapter_of_another_part(letter: Letter) -> Iterator[Edit]:
    """A chapter for one body part becomes the chapter for another."""
    for issue, citation in _cited(letter):
        chapter = citation.chapter or ""
        if not chapter.endswith("Complaints"):
            continue
        other = "Knee Complaints" if "Knee" not in chapter else "Neck and Upper Back Complaints"
        for match in list(matches(letter, citation.span, re.compile(re.escape(chapter))))[:1]:
            yield Edit(Span(match.start(), match.end()), other, issue.number)


def _sections(letter: Letter) -> Iterator[tuple[Issue, Citation, Span]]:
    for issue, citation in _cited(letter):
        if len(citation.sections) != 1:
            continue
        words = r"\s+".join(re.escape(word) for word in citation.sections[0].split())
        for match in list(matches(letter, citation.span, re.compile(words)))[:1]:
            yield issue, citation, Span(match.start(), match.end())


def unknown_section(letter: Letter) -> Iterator[Edit]:
    """The section becomes a title that no chapter has."""
    for issue, _, span in _sections(letter):
        yield Edit(span, "Advanced Healing Pathways", issue.number)


def section_of_another_chapter(letter: Letter) -> Iterator[Edit]:
    """The section becomes one that only another chapter has."""
    for issue, citation, span in _sections(letter):
        own = {
            section.title.casefold()
            for edition in editions_named(citation.chapter or "")
            for section in edition.sections
        }
        for edition in catalog():
            if edition.system != "MTUS" or edition.chapter == citation.chapter:
                continue
            titles = [
                section.title
                for section in edition.sections
                if section.title.casefold() not in own and len(section.title) > 12
            ]
            if titles and edition.year == 2009:
                yield Edit(span, titles[0], issue.number)
                break


def page_outside(letter: Letter) -> Iterator[Edit]:
    """The page becomes one far outside the chapter."""
    for issue, citation in _cited(letter):
        if citation.pages is None:
            continue
        last = str(citation.pages[1])
        for match in list(matches(letter, citation.span, re.compile(rf"\b{last}\b")))[-1:]:
            yield Edit(Span(match.start(), match.end()), "912", issue.number)


def regulation(letter: Letter) -> Iterator[Edit]:
    """A section of title 8 becomes one that does not exist."""
    for issue in letter.issues:
        span = issue.rationale.span if issue.rationale else None
        for match in matches(letter, span, _REGULATION):
            yield Edit(Span(match.start(), match.end()), "99", issue.number)


def guideline_missing(letter: Letter) -> Iterator[Edit]:
    """The guideline that the reviewer decided by is gone."""
    for issue in letter.issues:
        if issue.reviewer_citations and issue.rationale:
            lines = re.compile(
                r"^[A-Z][A-Za-z]+ guideline:(?:[^\n]*\n){1,12}?(?=\s*\n|Decision rationale)",
                re.MULTILINE,
            )
            text = Span(issue.span.end, issue.rationale.span.start)
            found = [
                one for one in matches(letter, text, lines) if not one.group().startswith("Claims")
            ]
            if found:
                yield Edit(Span(found[-1].start(), found[-1].end()), "", issue.number)


CLASSES = (
    ErrorClass("unknown-year", "citations", unknown_year),
    ErrorClass("edition-not-in-force", "citations", edition_not_in_force),
    ErrorClass("chapter-of-another-part", "citations", chapter_of_another_part),
    ErrorClass("unknown-section", "citations", unknown_section),
    ErrorClass("section-of-another-chapter", "citations", section_of_another_chapter),
    ErrorClass("page-outside", "citations", page_outside),
    ErrorClass("regulation", "citations", regulation),
    ErrorClass("guideline-missing", "completeness", guideline_missing),
)
