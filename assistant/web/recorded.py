"""The record as the page shows it: documents with pages, facts with their places, a timeline."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from assistant.case_file import CaseFile, read_case
from assistant.checks import record_state
from assistant.drafting.proposing import with_proposed
from assistant.drafting.telling import FactView, Moment, fact_view, fact_views, timeline
from assistant.facts import known_facts, reviewed
from assistant.text import Value


class Page(Value):
    """A page of a record: its text, and where that begins in the text of the document."""

    number: int
    start: int
    text: str


class RecordView(Value):
    """A document of the records."""

    index: int
    name: str
    kind: str
    written: date | None
    is_pdf: bool
    pages: tuple[Page, ...]


class RecordPage(Value):
    """All that the record pane shows of a case; `struck` are facts that the reviewer calls none."""

    records: tuple[RecordView, ...]
    unread: tuple[dict[str, str], ...]
    facts: tuple[FactView, ...]
    struck: tuple[FactView, ...]
    timeline: tuple[Moment, ...]


def case_file(folder: Path) -> CaseFile:
    """The case in `folder`, read once while its files stay. Raises what `read_case` raises."""
    return _case_file(folder, record_state(folder))


@lru_cache(maxsize=64)
def _case_file(folder: Path, _state: int) -> CaseFile:
    return read_case(folder)


def record_page(folder: Path) -> RecordPage:
    """Documents, facts and timeline of the case in `folder`, read once while its files stay."""
    return _record_page(folder, record_state(folder))


@lru_cache(maxsize=64)
def _record_page(folder: Path, _state: int) -> RecordPage:
    file = case_file(folder)
    found = reviewed(known_facts(file.records), file.corrections)
    facts = with_proposed(file, found.facts)
    return RecordPage(
        records=records(file),
        unread=tuple(one.model_dump() for one in file.unread),
        facts=tuple(fact_views(facts)),
        struck=tuple(fact_view(one.id.partition("-")[0], one) for one in found.struck),
        timeline=timeline(file, facts),
    )


def records(file: CaseFile) -> tuple[RecordView, ...]:
    """The documents of a case with their pages."""
    return tuple(
        RecordView(
            index=index,
            name=record.name,
            kind=record.kind.replace("_", " "),
            written=record.written,
            is_pdf=record.name.lower().endswith(".pdf"),
            pages=_pages(record.document.text, record.document.page_starts),
        )
        for index, record in enumerate(file.records)
    )


def _pages(text: str, starts: tuple[int, ...]) -> tuple[Page, ...]:
    ends = [*starts[1:], len(text)]
    return tuple(
        Page(number=number, start=start, text=text[start:end].rstrip("\f\n"))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )
