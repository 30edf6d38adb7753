"""The care that came before a request, and what it did: not of the other side, nor in dispute.

Utilization review does not document what the treating records must (8 CCR 9792.10.6(b)(2)): what it
counts as done stands back where a treating physician says that there was none, and where the
records show that it counted the visits of the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.case_file import CaseFile, RecordPart
from assistant.facts import CareResult, CaseFacts, Fact, FunctionNote, Source, Visits
from assistant.quantities import Request
from assistant.terms import BodyPart, Service, find_body_parts

_OTHER = {"left": "right", "right": "left"}


def earlier_care(
    facts: CaseFacts,
    case: CaseFile,
    body_parts: Sequence[str],
    given: date | None,
    own: Fact[Visits] | None = None,
) -> CaseFacts:
    """`facts` without the visits of the other side, before the injury, and from `given` on.

    A request for care that was given already is not measured by its `own` visits.
    """
    asked = [part for name in body_parts for part in find_body_parts(name) if part.side in _OTHER]
    denied = {fact.value.service for fact in facts.visits if fact.value and fact.status == "denied"}
    kept = tuple(
        fact
        for fact in facts.visits
        if not (given is not None and _since(fact, given))
        and not (own is not None and _same_visits(fact, own))
        and not _before(fact, case.dates.injury)
        and not (_reviewed(fact) and fact.value and fact.value.service in denied)
        and not _of_other(fact, case, asked)
    )
    return facts if len(kept) == len(facts.visits) else facts.model_copy(update={"visits": kept})


def visits_in_dispute(
    facts: CaseFacts, service: Service, asked: Request, given: date | None, retrospective: bool
) -> Fact[Visits] | None:
    """The visits on record that a request for care already given is about; None for another.

    They are those from the day of service on; without a day, those that are as many as asked for.
    """
    if not retrospective:
        return None
    done = [
        fact
        for fact in facts.visits
        if fact.value
        and fact.value.service == service
        and fact.value.stage == "completed"
        and fact.status == "documented"
        and fact.source is not None
        and fact.source.kind != "ur_decision"
    ]
    if given is not None:
        done = [fact for fact in done if _since(fact, given)]
        done = [fact for fact in done if fact.value and fact.value.count] or done
    else:
        done = [
            fact
            for fact in done
            if fact.value and fact.value.count and fact.value.count == asked.visits
        ]
    return done[-1] if done else None


def _same_visits(fact: Fact[Visits], own: Fact[Visits]) -> bool:
    """Whether another record tells of the visits in dispute: as many, of the same care."""
    told, value = fact.value, own.value
    return (
        told is not None
        and value is not None
        and (told.service, told.stage, told.count) == (value.service, value.stage, value.count)
    )


def _since(fact: Fact[Visits], given: date) -> bool:
    first = fact.value.first if fact.value else None
    day = first or fact.on
    return day is not None and day >= given


def _before(fact: Fact[Visits], injury: date | None) -> bool:
    """Whether the visits are told by a record that is older than the injury."""
    written = fact.source.written if fact.source else None
    return injury is not None and written is not None and written < injury


def _reviewed(fact: Fact[Visits]) -> bool:
    """Whether utilization review alone says that visits were had."""
    value, source = fact.value, fact.source
    done = value is not None and value.stage == "completed" and fact.status == "documented"
    return done and source is not None and source.kind == "ur_decision"


def _of_other(fact: Fact[Visits], case: CaseFile, asked: Sequence[BodyPart]) -> bool:
    """Whether the documents that count the visits are about the other side of each part alone."""
    if not asked or fact.source is None or fact.value is None:
        return False
    if _reviewed(fact):
        told = [text for text, part in _parts(case) if part.kind != "ur_decision"]
        counted = [text for text in told if _counts(fact.value, text)]
        return bool(counted) and all(_about_other(text, asked) for text in counted)
    start = fact.source.span.start
    return any(
        part.span.start <= start < part.span.end and _about_other(text, asked)
        for text, part in _parts(case, fact.source.document)
    )


def _parts(case: CaseFile, document: str | None = None) -> Iterator[tuple[str, RecordPart]]:
    for record in case.records:
        if document is None or record.name == document:
            for part in record.divided():
                yield record.document.text[slice(*part.span)], part


def _counts(visits: Visits, text: str) -> bool:
    """Whether `text` gives the same number of visits."""
    if visits.count is None:
        return False
    number = rf"\b{visits.count[1]:g} (?:\w+ ){{0,2}}(?:visits|sessions|treatments)\b"
    return re.search(number, text, re.IGNORECASE) is not None


def _about_other(text: str, asked: Sequence[BodyPart]) -> bool:
    told = {(one.part, one.side) for one in find_body_parts(text)}
    return all(
        (one.part, _OTHER[str(one.side)]) in told
        and not {(one.part, one.side), (one.part, "bilateral")} & told
        for one in asked
    )


def improvement_of(
    told: Sequence[Fact[CareResult]],
    functions: Sequence[Fact[FunctionNote]],
    service: Service,
    since: date | None,
) -> tuple[bool | None, Source | None]:
    """Whether care of `service` improved function, and the fact that says so; the latest counts.

    After an operation, done on the day `since`, what was before it does not count.
    """
    results = [
        fact
        for fact in told
        if fact.value
        and fact.value.service in {service, None}
        and not (since and (fact.value.preoperative or (fact.on and fact.on < since)))
    ]
    notes = [
        fact for fact in functions if fact.value and not (since and fact.on and fact.on < since)
    ]
    gains = [fact for fact in notes if fact.value and fact.value.kind == "improvement"]
    found: list[tuple[date, bool, Source | None]] = []
    for fact in results:
        value = fact.value
        if value is None:
            continue
        if fact.status == "denied" or value.effect == "not improved":
            found.append((fact.on or date.min, False, fact.source))
        elif value.functional:
            found.append((fact.on or date.min, True, fact.source))
    found += [(fact.on or date.min, fact.status == "documented", fact.source) for fact in gains]
    if not found:
        return None, None
    _, improved, source = max(found, key=lambda entry: entry[0])
    return improved, source
