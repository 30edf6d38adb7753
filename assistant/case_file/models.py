"""A case folder as it was read: what is disputed, and the records."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.letters.models import Dates, Reviewer
from assistant.text import Document, Value

RecordKind = Literal[
    "progress_report",
    "first_report",
    "request_for_authorization",
    "ur_decision",
    "therapy_note",
    "imaging",
    "operative_report",
    "imr_application",
    "other",
]


class DisputedItem(Value):
    """One item of the application for review, and what the claims administrator cited on it."""

    title: str
    claims_administrator_guideline: str | None = None


class Record(Value):
    """One readable document of the records.

    name      path below `records/`, with "/" on every platform
    kind      what the heading of the document says it is
    written   the date that the document gives itself; None where it gives none
    document  its text
    """

    name: str
    kind: RecordKind
    written: date | None
    document: Document


class UnreadRecord(Value):
    """A file of the records that could not be read, and why."""

    name: str
    reason: str


class CaseFile(Value):
    """`case.json` and the records of one case; `sha256` is over both, in the order of names."""

    folder: str
    case_number: str | None = None
    dates: Dates = Dates()
    priority: str | None = None
    reviewer: Reviewer = Reviewer()
    disputed_items: tuple[DisputedItem, ...]
    records: tuple[Record, ...] = ()
    unread: tuple[UnreadRecord, ...] = ()
    sha256: str
