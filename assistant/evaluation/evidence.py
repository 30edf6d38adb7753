"""What the supports of a draft point at, fetched anew from the records and the corpus."""

from __future__ import annotations

from typing import Any

from assistant.case_file import CaseFile
from assistant.drafting.models import (
    AbsenceSupport,
    CaseSupport,
    CriterionSupport,
    Draft,
    GuidelineSupport,
    RecordSupport,
    Statement,
    Support,
)
from assistant.errors import InvalidField
from assistant.guidelines import edition, ingested_passages, limit, passage
from assistant.guidelines.criteria import basis_of


def evidence_of(draft: Draft, case: CaseFile) -> list[list[dict[str, Any]]]:
    """For each statement of `draft` a list: kind, where, the words there, and the quote claimed.

    A support that points at nothing has no words; what a sentence takes from it is then not found.
    """
    return [
        [piece for support in one.supports for piece in _pieces(support, one, draft, case)]
        for one in draft.statements
    ]


def _pieces(
    support: Support, statement: Statement, draft: Draft, case: CaseFile
) -> list[dict[str, Any]]:
    match support:
        case RecordSupport():
            return [_record(support, case)]
        case GuidelineSupport():
            return [_piece("guideline", support.id, _guideline(support.id))]
        case CaseSupport():
            return [_piece("case", support.field, _field(support.field, case))]
        case AbsenceSupport():
            searched = ", ".join(support.searched)
            where = f"not in {searched}" if searched else "no records"
            return [_piece("absence", where, (support.looked_for,))]
        case CriterionSupport():
            return _criteria(support, statement, draft, case)
    return []


def _piece(
    kind: str, where: str, words: tuple[str, ...], quote: str | None = None
) -> dict[str, Any]:
    return {"kind": kind, "where": where, "words": list(words), "quote": quote}


def _record(support: RecordSupport, case: CaseFile) -> dict[str, Any]:
    where = f"{support.document}, page {support.page}"
    record = next((one for one in case.records if one.name == support.document), None)
    if record is None:
        return _piece("record", where, (), support.quote)
    written = (record.written.isoformat(),) if record.written else ()
    return _piece("record", where, (record.document.slice(support.span), *written), support.quote)


def _guideline(identifier: str) -> tuple[str, ...]:
    """The limit or passage of that id in words, or the edition; nothing where there is none."""
    try:
        found = limit(identifier)
    except InvalidField:
        try:
            held = passage(identifier)
        except InvalidField:
            brought = {one.id: one for one in ingested_passages()}.get(identifier)
            return (brought.citation, brought.text) if brought else _edition(identifier)
        pages = "-".join(map(str, held.pages or ()))
        cited = f"{held.system} {held.chapter} {held.year or ''}, {held.section}, {pages}"
        cited += f" ({edition('/'.join(held.id.split('/')[:2])).cite_as})"
        return (cited, held.title, held.text, *held.requirements, *basis_of(held.id))
    low, high = found.value
    value = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    over = f" over {found.over}" if found.over else ""
    number = f"{found.metric}, {found.phase}: {found.operator} {value} {found.unit}{over}"
    try:
        whole = passage(found.passage).text
    except InvalidField:
        whole = ""
    return (found.citation, number, found.condition, ", ".join(found.diagnoses), whole)


def _edition(key: str) -> tuple[str, ...]:
    try:
        found = edition(key)
    except KeyError:
        return ()
    titles = (one.title for one in found.sections)
    return (found.cite_as, found.text, found.note, *titles, *basis_of(key))


def _field(field: str, case: CaseFile) -> tuple[str, ...]:
    """The value of a field of the case, as "dates.injury" or "disputed_items[0].title"."""
    value: Any = case
    for part in field.replace("]", "").replace("[", ".").split("."):
        try:
            value = value[int(part)] if part.isdigit() else getattr(value, part)
        except (AttributeError, IndexError, TypeError):
            return ()
    return () if value is None else (str(value),)


def _criteria(
    support: CriterionSupport, statement: Statement, draft: Draft, case: CaseFile
) -> list[dict[str, Any]]:
    item = next((one for one in draft.items if one.number == statement.issue), None)
    if item is None:
        return [_piece("criteria", ", ".join(support.names), ())]
    title = f"disputed_items[{item.number - 1}].title"
    pieces = [_piece("case", title, _field(title, case))]
    for row in item.criteria:
        if row.name in support.names:
            # the words of the row are the drafter's own; what it rests on is what counts
            pieces.append(_piece("criteria", row.name, ()))
            for one in row.supports:
                pieces += _pieces(one, statement, draft, case)
    return pieces
