"""Facts in words with their places, and the dated things of a case in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from assistant.case_file import CaseFile
from assistant.drafting.wording import listed, number, service_name
from assistant.facts import (
    CareResult,
    CaseFacts,
    Complaint,
    Diagnosis,
    ExamFinding,
    Fact,
    FunctionNote,
    Imaging,
    Medication,
    Requested,
    Review,
    Source,
    Surgery,
    UrDecision,
    Visits,
    WorkStatus,
)
from assistant.text import Value

_DATED = {
    "injury": "Date of injury",
    "ur_denial": "Utilization review denial",
    "application_received": "Application received",
    "assigned": "Assigned for review",
    "decision": "Decision",
}
_TOPICS = {
    "requests": "request",
    "results": "result of care",
    "diagnoses": "diagnosis",
    "complaints": "complaint",
    "findings": "examination",
    "surgeries": "operation",
    "medications": "medication",
    "ur_decisions": "utilization review",
    "injury_date": "date of injury",
}
_PERSON = frozenset({"age", "sex", "injury_date", "mechanism"})
"""Facts that are no events: their date is that of the record."""

_DAYS = {"standard": 30, "expedited": 3}
"""Days from the assignment to the determination (Labor Code 4610.6(d); 8 CCR 9792.10.6(g))."""


class Place(Value):
    """Where words stand in the records; the page as the support of a statement has it."""

    document: str
    page: int
    span: tuple[int, int]
    quote: str


class FactView(Value):
    """One fact: what it is about, what it says, and where; `place` None where nothing says it.

    id        by which a reviewer corrects or confirms it; empty for a kind without any fact
    review    the reviewer's word on it
    recorded  what the record says, where the reviewer says otherwise
    against   places of the records that say otherwise
    """

    topic: str
    status: str
    value: str
    on: date | None = None
    place: Place | None = None
    id: str = ""
    review: Review | None = None
    recorded: str | None = None
    against: tuple[Place, ...] = ()


class Moment(Value):
    """A dated thing of the case: a document, an event of the facts, a date of `case.json`."""

    on: date
    kind: str
    text: str
    place: Place | None = None


def fact_views(facts: CaseFacts) -> Iterator[FactView]:
    """Every fact in words; a kind of which nothing is documented is told as such."""
    for name, value in facts:
        several: tuple[Any, ...] = value if isinstance(value, tuple) else (value,)
        for fact in several or (Fact(status="not documented"),):
            yield fact_view(name.replace("_", " "), fact)


def fact_view(topic: str, fact: Fact[Any]) -> FactView:
    """`fact` in words, with its place."""
    return FactView(
        topic=topic,
        status=fact.status,
        value="" if fact.value is None else in_words(fact.value),
        on=fact.on,
        place=_place(fact.source) if fact.source else None,
        id=fact.id,
        review=fact.review,
        recorded=None if fact.recorded is None else in_words(fact.recorded),
        against=tuple(_place(one) for one in fact.against),
    )


def _place(source: Source) -> Place:
    return Place(
        document=source.document,
        page=source.page,
        span=(source.span.start, source.span.end),
        quote=source.quote,
    )


def topic_of(field: str) -> str:
    """What a fact of that field of `CaseFacts` is about, as a line names it."""
    return _TOPICS.get(field, field.replace("_", " "))


def in_words(value: object) -> str:
    """A fact as a reader would say it."""
    match value:
        case Visits(service=service, count=count, stage=stage, at_least=least):
            told = "visits" if count is None else f"{number(count)} visits"
            told = f"at least {told}" if least and count is not None else told
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
        case UrDecision():
            return _decision(value)
        case Diagnosis(text=text, codes=codes):
            return text + (f" ({', '.join(codes)})" if codes else "")
        case ExamFinding():
            return _finding(value)
        case Imaging(study=study, body_parts=parts, result=result):
            where = f" of the {listed(parts)}" if parts else ""
            name = service_name(study).removeprefix("the ")
            return f"{name}{where}{f': {result}' if result else ''}"
        case Medication():
            words = (value.drug, value.strength, value.dosing, value.quantity, f"({value.use})")
            return " ".join(one for one in words if one)
    return _plain(value)


def _plain(value: object) -> str:
    """A value that has no words of its own; empty fields are left out."""
    if isinstance(value, Value):
        kept = {name: one for name, one in value if one not in (None, (), "", False)}
        kept.pop("text", None)
        return ", ".join(f"{name.replace('_', ' ')} {_plain(one)}" for name, one in kept.items())
    if isinstance(value, tuple):
        return "-".join(dict.fromkeys(_plain(one) for one in value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _decision(decision: UrDecision) -> str:
    services = listed([service_name(one).removeprefix("the ") for one in decision.services])
    told = f"{decision.outcome}{f': {services}' if services else ''}"
    if decision.certified:
        told += f"; certified {decision.certified}"
    return told + (f"; because {decision.reason}" if decision.reason else "")


def _finding(finding: ExamFinding) -> str:
    told = " ".join(one for one in (finding.body_part, finding.test) if one)
    if finding.value is not None:
        unit = {"of 5": "/5", "plus": "+"}.get(finding.unit or "", f" {finding.unit or ''}")
        told += f" {number(finding.value)}{unit}".rstrip()
    if finding.normal is not None:
        told += f" (normal {finding.normal:g})"
    return told + (f" {finding.result}" if finding.result else "")


def timeline(file: CaseFile, facts: CaseFacts) -> tuple[Moment, ...]:
    """The dated things of the case: its documents, events of the facts, dates of `case.json`."""
    return tuple(sorted(_moments(file, facts), key=lambda one: (one.on, one.kind)))


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
        if name in _PERSON:
            continue
        for fact in value:
            view = fact_view(name.replace("_", " "), fact)
            if view.on is not None and fact.status == "documented":
                text = f"{view.topic.capitalize()}: {view.value}"
                yield Moment(on=view.on, kind="fact", text=text, place=view.place)


def deadline(file: CaseFile) -> date | None:
    """The last day for the determination; None where the day of assignment is not known."""
    if file.dates.assigned is None:
        return None
    kind = "expedited" if (file.priority or "").lower().startswith("exp") else "standard"
    return file.dates.assigned + timedelta(days=_DAYS[kind])
