"""A determination letter as it was read: the shape of `imr parse`."""

from datetime import date
from typing import Literal

from pydantic import Field

from assistant.quantities import Evidence, Request
from assistant.terms import Service
from assistant.text import Document, Span, Value

Layout = Literal["case-number-header", "notice-2013", "form-2013", "professional-review", "excerpt"]
Outcome = Literal["upheld", "overturned", "partially_overturned"]
CitationSystem = Literal["MTUS", "ODG", "ACOEM", "other", "none"]


class Dates(Value):
    """The dates of the header; None where the letter gives none."""

    assigned: date | None = None
    injury: date | None = None
    decision: date | None = None
    ur_denial: date | None = None
    application_received: date | None = None


class Reviewer(Value):
    """The published qualifications of the physician reviewer."""

    licensed_in: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()


class Summary(Value):
    """The clinical case summary; `span` is None where the letter has none."""

    span: Span | None = None
    age: int | None = None
    sex: Literal["male", "female"] | None = None
    injury_date: date | None = None
    ur_dates: tuple[date, ...] = ()


class Citation(Value):
    """One source that a guideline line names.

    `pages` holds first and last page; `text` the cited words, folded; `span` their place.
    """

    system: CitationSystem
    chapter: str | None = None
    year: int | None = None
    sections: tuple[str, ...] = ()
    pages: tuple[int, int] | None = None
    text: str
    span: Span


class Partial(Value):
    """What the claims administrator authorised of a request, and what is left to decide."""

    authorized_visits: float | None = None
    remaining_visits: float | None = None
    original_visits: float | None = None
    authorized: str | None = None
    remaining: str | None = None


class Part(Value):
    """One service of an item that asks for several."""

    title: str
    service: Service
    body_parts: tuple[str, ...] = ()
    request: Request


class Prose(Value):
    """A stretch of running text."""

    span: Span


class Issue(Value):
    """One disputed item: its title, outcome, guideline lines and rationale."""

    number: int
    title: str
    span: Span
    outcome: Outcome | None
    outcome_span: Span | None = None
    service: Service
    body_parts: tuple[str, ...] = ()
    request: Request
    evidence: tuple[Evidence, ...] = ()
    filled_from_summary: tuple[str, ...] = ()
    partial: Partial | None = None
    parts: tuple[Part, ...] = ()
    claims_administrator_citations: tuple[Citation, ...] = ()
    reviewer_citations: tuple[Citation, ...] = ()
    rationale: Prose | None = None


class Letter(Value):
    """A determination letter, read. Spans are offsets into `document.text`."""

    source: str
    layout: Layout
    case_number: str | None = None
    dates: Dates = Dates()
    date_spans: dict[str, Span] = Field(default_factory=dict)
    priority: str | None = None
    reviewer: Reviewer = Reviewer()
    summary: Summary = Summary()
    documents_reviewed: Prose | None = None
    issues: tuple[Issue, ...] = ()
    document: Document = Field(exclude=True, repr=False)
