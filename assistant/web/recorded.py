"""The record as the page shows it: documents with pages, facts with their places, a timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.case_file import CaseFile, read_case
from assistant.checks import record_state
from assistant.drafting.tools import fact_value
from assistant.drafting.wording import number, service_name
from assistant.facts import (
    CareResult,
    CaseFacts,
    Complaint,
    Fact,
    FunctionNote,
    Requested,
    Surgery,
    UrDecision,
    Visits,
    WorkStatus,
    find_facts,
)
from assistant.text import Value

_DATED = {
    "injury": "Date of injury",
    "ur_denial": "Utilization review denial",
    "application_received": "Application received",
    "assigned": "Assigned for review",
    "decision": "Decision",
}
_TOLD_ON_TIMELINE = frozenset({"surgeries", "ur_decisions", "visits", "work_status", "requests"})


_DAYS = {"standard": 30, "expedited": 3}
"""Days from the assignment to the determination (Labor Code 4610.6(d); 8 CCR 9792.10.6(g))."""


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


class Place(Value):
    """Where words stand in the records; the page as the support of a statement has it."""

    document: str
    page: int
    span: tuple[int, int]
    quote: str


class FactView(Value):
    """One fact: what it is about, what it says, and where; `place` None where nothing says it."""

    topic: str
    status: str
    value: str
    on: date | None = None
    place: Place | None = None


class Moment(Value):
    """A dated thing of the case: a document, an event of the facts, a date of `case.json`."""

    on: date
    kind: str
    text: str
    place: Place | None = None


class RecordPage(Value):
    """All that the record pane shows of a case."""

    records: tuple[RecordView, ...]
    unread: tuple[dict[str, str], ...]
    facts: tuple[FactView, ...]
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
    facts = find_facts(file.records)
    return RecordPage(
        records=records(file),
        unread=tuple(one.model_dump() for one in file.unread),
        facts=tuple(_facts(facts)),
        timeline=tuple(sorted(_moments(file, facts), key=lambda one: (one.on, one.kind))),
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


def _facts(facts: CaseFacts) -> Iterator[FactView]:
    for name, value in facts:
        several: tuple[Any, ...] = value if isinstance(value, tuple) else (value,)
        for fact in several or (Fact(status="not documented"),):
            yield _fact(name.replace("_", " "), fact)


def _fact(topic: str, fact: Fact[Any]) -> FactView:
    source = fact.source
    place = None
    if source is not None:
        place = Place(
            document=source.document,
            page=source.page,
            span=(source.span.start, source.span.end),
            quote=source.quote,
        )
    value = "" if fact.value is None else _words(fact.value)
    return FactView(topic=topic, status=fact.status, value=value, on=fact.on, place=place)


def _words(value: object) -> str:
    """A fact as a reader would say it."""
    match value:
        case Visits(service=service, count=count, stage=stage):
            told = "visits" if count is None else f"{number(count)} visits"
            return f"{told} of {service_name(service).removeprefix('the ')}, {stage}"
        case Requested(text=text) | WorkStatus(text=text) | Surgery(text=text):
            return " ".join(text.split())
        case CareResult(service=service, effect=effect, functional=functional):
            name = "treatment" if service is None else service_name(service).removeprefix("the ")
            return f"{name}: {effect}{' in function' if functional else ''}"
        case FunctionNote(kind=kind, text=text):
            return f"{kind}: {' '.join(text.split())}"
        case Complaint(text=text, score=score):
            return " ".join(text.split()) + (f" ({number(score)}/10)" if score else "")
        case UrDecision(outcome=outcome):
            return outcome
    return fact_value(value)


def _moments(file: CaseFile, facts: CaseFacts) -> Iterator[Moment]:
    for name, told in _DATED.items():
        day = getattr(file.dates, name)
        if day is not None:
            yield Moment(on=day, kind="case", text=told)
    due = deadline(file)
    if due is not None:
        yield Moment(on=due, kind="deadline", text="Last day for the determination")
    for record in file.records:
        if record.written is not None:
            start = Place(document=record.name, page=1, span=(0, 0), quote="")
            words = f"{record.kind.replace('_', ' ').capitalize()} ({record.name})"
            yield Moment(on=record.written, kind="document", text=words, place=start)
    for name, value in facts:
        if name not in _TOLD_ON_TIMELINE:
            continue
        for fact in value:
            view = _fact(name.replace("_", " "), fact)
            if view.on is not None and fact.status == "documented":
                text = f"{view.topic.capitalize()}: {view.value}"
                yield Moment(on=view.on, kind="fact", text=text, place=view.place)


def deadline(file: CaseFile) -> date | None:
    """The last day for the determination; None where the day of assignment is not known."""
    if file.dates.assigned is None:
        return None
    kind = "expedited" if (file.priority or "").lower().startswith("exp") else "standard"
    return file.dates.assigned + timedelta(days=_DAYS[kind])
