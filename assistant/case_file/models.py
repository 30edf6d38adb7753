"""A case folder as it was read: what is disputed, and the records."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from assistant.letters.models import Dates, Reviewer
from assistant.text import Document, Span, Value

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


class RecordPart(Value):
    """One of the documents that a file holds: a claims file often comes as a single scan of all.

    span      the pages of the part, as a range of the file's text
    kind      what the heading of the part says it is
    written   the date that the part gives itself; None where it gives none
    author    who wrote or signed it, as printed: identifies a person, and belongs in no letter
    another_worker  what tells that it is a paper of another worker: nothing in it counts
    """

    span: Span
    kind: RecordKind
    written: date | None = None
    author: str | None = None
    another_worker: tuple[str, ...] = ()


class Record(Value):
    """One readable file of the records.

    name      path below `records/`, with "/" on every platform
    kind      what the heading of the document says it is; of several, the first's
    written   the date that the document gives itself; None where it gives none
    document  its text
    author    who wrote or signed it, as printed; None where nobody is named
    parts     the documents in the file, in order; empty where it was not divided
    """

    name: str
    kind: RecordKind
    written: date | None
    document: Document
    author: str | None = None
    parts: tuple[RecordPart, ...] = ()

    def divided(self) -> tuple[RecordPart, ...]:
        """The parts; of a file that was not divided, the whole of it as one."""
        whole = Span(0, len(self.document.text))
        return self.parts or (
            RecordPart(span=whole, kind=self.kind, written=self.written, author=self.author),
        )


class UnreadRecord(Value):
    """A file of the records that could not be read, and why."""

    name: str
    reason: str


class Correction(Value):
    """What a reviewer says of one fact: that it is right, what is right instead, or one to add.

    fact    the id of the fact; `kind`, `document` and `quote` say which it was, should ids change
    added   whether no record has the fact: `value` gives it, and only the reviewer says it
    value   the words given; None for a confirmation
    who     the name given by the reviewer
    when    the moment, in UTC
    """

    fact: str
    value: str | None
    who: str
    when: datetime
    kind: str
    document: str | None = None
    quote: str | None = None
    added: bool = False


class CaseFile(Value):
    """`case.json`, the records of one case and the reviewer's corrections of its facts.

    `sha256` is over all of them, the records in the order of names.
    """

    folder: str
    case_number: str | None = None
    dates: Dates = Dates()
    priority: str | None = None
    reviewer: Reviewer = Reviewer()
    disputed_items: tuple[DisputedItem, ...]
    records: tuple[Record, ...] = ()
    unread: tuple[UnreadRecord, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sha256: str
