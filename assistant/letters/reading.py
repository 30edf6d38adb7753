"""A document to a letter: find the parts, then read the words of each."""

from __future__ import annotations

from assistant.letters.citations import read_citations, same_as_administrator
from assistant.letters.filling import SummaryAccount
from assistant.letters.header import read_header
from assistant.letters.items import labelled_items
from assistant.letters.layouts import Outline, find_layout
from assistant.letters.models import Issue, Layout, Letter, Prose
from assistant.letters.page import even, trimmed
from assistant.letters.places import ItemPlace
from assistant.letters.professional import professional_items
from assistant.letters.requested import read_asked
from assistant.letters.reviewer import read_reviewer
from assistant.letters.statements import statement_items
from assistant.letters.summary import read_summary
from assistant.text import Document, Span


def read_letter(document: Document) -> Letter:
    """The determination letter in `document`; every span is an offset into `document.text`.

    A truncated letter gives what can be read of it, and a text that is no determination gives no
    issues with the layout "excerpt": whether that is an error is for the caller to say.
    """
    text = even(document)
    outline = Outline(text)
    layout = find_layout(outline)
    summary_section = outline.section("summary")
    header_end = _header_end(outline)
    header = read_header(text, header_end)
    summary, prose = read_summary(text, summary_section)
    account = SummaryAccount(prose.text if prose else "")
    places = _places(outline, layout, document.page_starts[1:])
    return Letter(
        source=document.source,
        layout=layout,
        case_number=header.case_number,
        dates=header.dates,
        date_spans=header.spans,
        priority=header.priority,
        reviewer=read_reviewer(text, _reviewer_end(outline)),
        summary=summary,
        documents_reviewed=_prose_of(text, outline.section("documents")),
        issues=tuple(
            _issue(text, number, place, account) for number, place in enumerate(places, 1)
        ),
        document=document,
    )


def _header_end(outline: Outline) -> int:
    """The header ends where the first part begins."""
    return outline.headings[0].start if outline.headings else len(outline.text)


def _reviewer_end(outline: Outline) -> int:
    heading = outline.first("issues") or outline.first("regarding")
    return heading.start if heading else len(outline.text)


def _places(outline: Outline, layout: Layout, breaks: tuple[int, ...]) -> list[ItemPlace]:
    """The items, by the finder of the layout, else by any other that finds some."""
    if layout == "professional-review":
        found = professional_items(outline)
        if found:
            return found
    if layout == "notice-2013" and outline.first("regarding"):
        found = statement_items(outline)
        if found:
            return found
    return labelled_items(outline, breaks) or statement_items(outline)


def _prose_of(text: str, section: Span | None) -> Prose | None:
    if section is None:
        return None
    span = trimmed(text, *section)
    return Prose(span=span) if span.end > span.start else None


def _issue(text: str, number: int, place: ItemPlace, account: SummaryAccount) -> Issue:
    administrator = read_citations(text, place.administrator)
    reviewer = read_citations(text, place.reviewer)
    if place.reviewer is not None and same_as_administrator(text, place.reviewer):
        reviewer = administrator
    asked = read_asked(text, *place.title, account)
    return Issue(
        number=number,
        title=" ".join(text[place.title.start : place.title.end].split()),
        span=place.title,
        outcome=place.outcome,
        outcome_span=place.outcome_span,
        service=asked.service,
        body_parts=asked.body_parts,
        request=asked.request,
        evidence=asked.evidence,
        filled_from_summary=asked.filled,
        partial=asked.partial,
        parts=asked.parts,
        claims_administrator_citations=administrator,
        reviewer_citations=reviewer,
        rationale=Prose(span=place.rationale) if place.rationale else None,
    )
