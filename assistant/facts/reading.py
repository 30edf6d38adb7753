"""All facts of a case, by the readers of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from assistant.case_file import CaseFile, Record
from assistant.facts.age import read_age
from assistant.facts.complaints import read_complaints
from assistant.facts.diagnoses import read_diagnoses
from assistant.facts.examination import read_examination
from assistant.facts.finding import by_date
from assistant.facts.function import read_function
from assistant.facts.identifiers import Withheld
from assistant.facts.imaging import read_imaging
from assistant.facts.injury_date import read_injury_date
from assistant.facts.mechanism import read_mechanism
from assistant.facts.medications import read_medications
from assistant.facts.models import CaseFacts
from assistant.facts.naming import named
from assistant.facts.prose import Prose
from assistant.facts.requests import read_requests
from assistant.facts.results import read_results
from assistant.facts.sex import read_sex
from assistant.facts.surgeries import read_surgeries
from assistant.facts.ur_decisions import read_ur_decisions
from assistant.facts.visit_logs import read_visit_logs
from assistant.facts.visits import read_visits
from assistant.facts.work_status import read_work_status
from assistant.text import Value, fold
from assistant.text.patterns import expression

Seen = Callable[[int, int], None]
"""Told after each reader: readers done, readers in all."""

_READERS: dict[str, Callable[[list[Prose]], Any]] = {
    "age": read_age,
    "sex": read_sex,
    "injury_date": read_injury_date,
    "mechanism": read_mechanism,
    "requests": read_requests,
    "visits": lambda proses: by_date((*read_visits(proses), *read_visit_logs(proses))),
    "results": read_results,
    "work_status": read_work_status,
    "function": read_function,
    "diagnoses": read_diagnoses,
    "complaints": read_complaints,
    "findings": read_examination,
    "imaging": read_imaging,
    "surgeries": read_surgeries,
    "medications": read_medications,
    "ur_decisions": read_ur_decisions,
}


_IN_WORDS = frozenset({"text", "result", "reason", "certified", "test"})
"""Fields of values that hold the words of a record."""


def find_facts(records: Iterable[Record], seen: Seen | None = None) -> CaseFacts:
    """What `records` document, each fact with its place; nothing is inferred across records.

    Names and numbers that identify a person are left out of the values; quotations have the words
    as they stand. `seen` is told as the readers get through them, for the sake of long cases.
    """
    proses = [Prose(record, part) for record in records for part in record.divided()]
    withheld = Withheld(
        (prose.text for prose in proses),
        (prose.part.author for prose in proses if prose.part.author),
    )
    found: dict[str, Any] = {}
    for number, (kind, read) in enumerate(_READERS.items(), 1):
        found[kind] = _without(withheld, read(proses))
        if seen is not None:
            seen(number, len(_READERS))
    return named(CaseFacts(**found))


def without_names(case: CaseFile) -> CaseFile:
    """`case` with brackets for the persons that the titles of its disputed items name.

    Whoever fills in the form may copy a name from the request; a letter must not print it. Names
    are known by their label or title, or because a record names the person.
    """
    told = [one.title for one in case.disputed_items]
    told += [one.claims_administrator_guideline or "" for one in case.disputed_items]
    if not any(_MAY_NAME.search(one) for one in told):
        return case
    parts = [part for record in case.records for part in record.divided()]
    withheld = Withheld(
        (fold(record.document.text).text for record in case.records),
        (part.author for part in parts if part.author),
    )
    items = tuple(
        item.model_copy(
            update={
                "title": withheld.without(item.title),
                "claims_administrator_guideline": item.claims_administrator_guideline
                and withheld.without(item.claims_administrator_guideline),
            }
        )
        for item in case.disputed_items
    )
    return (
        case if items == case.disputed_items else case.model_copy(update={"disputed_items": items})
    )


_MAY_NAME = expression(r"(?-i:\b[A-Z][a-z'’-]{2,})")
"""What a name begins with: titles without such a word need no look at the records."""


def _without(withheld: Withheld, found: Any) -> Any:
    """The facts `found`, or the one, without what identifies a person."""
    if isinstance(found, tuple):
        return tuple(_without(withheld, fact) for fact in found)
    value = found.value
    if isinstance(value, str):
        kept: Any = withheld.without(value)
    elif isinstance(value, Value):
        told = {
            name: own
            for name, one in value
            if name in _IN_WORDS and isinstance(one, str) and (own := withheld.without(one)) != one
        }
        kept = value.model_copy(update=told) if told else value
    else:
        return found
    return found if kept == value else found.model_copy(update={"value": kept})
