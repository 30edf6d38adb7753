"""The facts of a case: a table, conflicts, what a reviewer said, and the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.drafting.telling import FactView, fact_view, fact_views, in_words, timeline
from assistant.facts import PriorCare, facts_of, prior_care
from assistant.terminal.style import Style
from assistant.terminal.table import table

if TYPE_CHECKING:
    from assistant.case_file import CaseFile
    from assistant.facts import CaseFacts, Reviewed

_ROLES = {"denied": "warning", "not documented": "dim", "conflict": "warning"}
_LONGEST = 160


def facts_data(case: CaseFile, found: Reviewed) -> dict[str, Any]:
    """All of it for programs; the values of facts typed, and in words beside that."""
    return {
        "case_number": case.case_number,
        "records": [
            {
                "name": one.name,
                "kind": one.kind,
                "written": one.written and f"{one.written}",
                "pages": len(one.document.page_starts),
                "notes": list(one.document.notes),
            }
            for one in case.records
        ],
        "unread": [one.model_dump(mode="json") for one in case.unread],
        "facts": [
            {"kind": kind, **fact.model_dump(mode="json"), "words": fact_view(kind, fact).value}
            for kind, fact in facts_of(found.facts)
        ],
        "conflicts": [
            {
                "service": care.service,
                "taken": care.completed.id,
                "counts": [one.value.count for one in _counts(care) if one.value],
                "facts": [one.id for one in _counts(care)],
            }
            for care in _conflicts(found.facts)
            if care.completed
        ],
        "struck": [one.model_dump(mode="json") for one in found.struck],
        "unplaced": [one.model_dump(mode="json") for one in found.unplaced],
        "timeline": [one.model_dump(mode="json") for one in timeline(case, found.facts)],
    }


def facts_text(case: CaseFile, found: Reviewed, style: Style, columns: int) -> str:
    """The table by kind, with the id to correct or confirm each fact by, then the rest."""
    pages = sum(len(one.document.page_starts) for one in case.records)
    lines = [style("bold", f"Facts of {case.case_number or case.folder}")]
    lines += [f"{len(case.records)} records, {pages} pages", ""]
    rows = [
        (view.topic, _said(view), view.status, _on(view), _where(view), view.id)
        for view in fact_views(found.facts)
    ]
    header = ("fact", "says", "status", "date", "where", "id")
    lines += table(header, rows, style, columns, roles=_ROLES)
    lines += _conflict_lines(found.facts, style)
    lines += [
        f"{style('warning', 'struck')} {one.id}: {in_words(one.value)}"
        f"{f' (by {one.review.who})' if one.review else ''}"
        for one in found.struck
    ]
    lines += [
        f"{style('warning', 'not applied')} {one.who} on {one.fact}: "
        "the records no longer give this fact"
        for one in found.unplaced
    ]
    lines += [
        f"{style('warning', 'note')} {one.name}: {note}"
        for one in case.records
        for note in one.document.notes
    ]
    lines += [f"{style('warning', 'not read')} {one.name}: {one.reason}" for one in case.unread]
    lines += ["", style("bold", "Timeline"), ""]
    moments = dict.fromkeys(
        (f"{one.on}", _short(one.text), f"{one.place.document} p. {one.place.page}")
        if one.place
        else (f"{one.on}", _short(one.text), "case.json")
        for one in timeline(case, found.facts)
    )
    lines += table(("date", "what", "where"), list(moments), style, columns)
    return "\n".join(lines)


def _conflict_lines(facts: CaseFacts, style: Style) -> Iterator[str]:
    for care in _conflicts(facts):
        told = "; ".join(
            f"{in_words(one.value)} ({one.source.document} p. {one.source.page})"
            for one in _counts(care)
            if one.source
        )
        yield f"{style('warning', 'conflict')} {told}; the largest is taken"
    for kind, fact in facts_of(facts):
        places = ", ".join(f'"{one.quote}" ({one.document} p. {one.page})' for one in fact.against)
        if places:
            name = kind.replace("_", " ")
            yield f"{style('warning', 'conflict')} {name} {in_words(fact.value)}; also {places}"


def _conflicts(facts: CaseFacts) -> Iterator[PriorCare]:
    """The services of which the records tell differing numbers of completed visits."""
    for service in dict.fromkeys(one.value.service for one in facts.visits if one.value):
        care = prior_care(facts, service)
        if care.conflict:
            yield care


def _counts(care: PriorCare) -> tuple[Any, ...]:
    return (care.completed, *care.conflict)


def _said(view: FactView) -> str:
    said = _short(view.value)
    if view.review is None:
        return said
    note = f"{view.review.action} by {view.review.who} on {view.review.when:%Y-%m-%d}"
    if view.recorded:
        note += f"; the record says {_short(view.recorded)}"
    return f"{said} [{note}]" if said else f"[{note}]"


def _on(view: FactView) -> str:
    return f"{view.on}" if view.on else ""


def _where(view: FactView) -> str:
    return f"{view.place.document} p. {view.place.page}" if view.place else ""


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST else f"{folded[: _LONGEST - 3].rstrip()}..."
