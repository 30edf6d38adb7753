"""What a check says: findings, claims with a status, and the report of one letter."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.text import Document, Span, Value

Severity = Literal["error", "warning", "info"]
Status = Literal["confirmed", "contradicted", "unverified"]


@dataclass(frozen=True, slots=True)
class Place:
    """A span with its line and column (from 1) and the text it slices to."""

    start: int
    end: int
    line: int
    column: int
    text: str


def place(document: Document, span: Span) -> Place:
    """The place of `span` in `document`."""
    line, column = document.line_column(span.start)
    return Place(
        start=span.start, end=span.end, line=line, column=column, text=document.slice(span)
    )


class Related(Value):
    """The other side of a finding: what it is measured by.

    `ref` is "file:line:column" for draft, record and header, the citation for a guideline.
    """

    where: Literal["draft", "record", "guideline", "header"]
    ref: str
    text: str


class Finding(Value):
    """One flaw of a letter, with its authority."""

    code: str
    name: str
    severity: Severity
    issue: int | None
    message: str
    span: Place
    related: tuple[Related, ...] = ()
    expected: str
    found: str
    citation: str
    help: str
    ordinary_knowledge: bool


class Waived(Value):
    """A finding that a waiver of the letter's side file lets stand; it is shown, not counted."""

    finding: Finding
    reason: str
    who: str
    when: date


class UnreadRecord(Value):
    """A file of the records that the letter could not be compared with, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One claim of the letter with what became of it."""

    kind: str
    issue: int | None
    span: Place
    status: Status
    citation: str = ""


class Counts(Value):
    """Findings by severity, claims by status.

    ordinary_knowledge counts the findings that are a matter of it, waived those let stand.
    """

    error: int = 0
    warning: int = 0
    info: int = 0
    confirmed: int = 0
    contradicted: int = 0
    unverified: int = 0
    ordinary_knowledge: int = 0
    waived: int = 0


class Report(Value):
    """What `imr check` says of one letter."""

    source: str
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    unread_records: tuple[UnreadRecord, ...] = ()
    claims: tuple[ClaimRecord, ...] = ()
    counts: Counts = Counts()
