"""All facts of a case, by the readers of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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


def find_facts(records: Iterable[Record], seen: Seen | None = None, jobs: int = 1) -> CaseFacts:
    """What `records` document, each fact with its place; nothing is inferred across records.

    Names and numbers that identify a person are left out of the values; quotations have the words
    as they stand. `seen` is told as the readers get through them, for the sake of long cases.
    `jobs` processes share the readers where the records are long; the facts are the same.
    """
    records = tuple(records)
    if jobs > 1 and sum(len(one.document.text) for one in records) >= _LONG:
        each = _in_processes(records, jobs)
    else:
        reading = _Reading(records)
        each = ((kind, reading.read(kind)) for kind in _READERS)
    found: dict[str, Any] = {}
    for number, (kind, facts) in enumerate(each, 1):
        found[kind] = facts
        if seen is not None:
            seen(number, len(_READERS))
    return named(CaseFacts(**found))


class _Reading:
    """The records made ready once for all readers."""

    def __init__(self, records: tuple[Record, ...]) -> None:
        self._proses = [Prose(record, part) for record in records for part in record.divided()]
        self._withheld = Withheld(
            (prose.text for prose in self._proses),
            (prose.part.author for prose in self._proses if prose.part.author),
        )

    def read(self, kind: str) -> Any:
        """The facts of `kind`, without what identifies a person."""
        return _without(self._withheld, _READERS[kind](self._proses))


_LONG = 500_000
"""Characters of the records from which on further processes are worth their start."""
_DEAREST = ("visits", "function", "medications", "findings", "surgeries")
"""Readers that take longest are begun first, so that none is waited for at the end."""
_ready: _Reading | None = None


def _make_ready(records: tuple[Record, ...]) -> None:
    global _ready  # noqa: PLW0603 - each process makes the records ready once
    _ready = _Reading(records)


def _read_here(kind: str) -> Any:
    if _ready is None:
        raise RuntimeError("the process was not made ready")
    return _ready.read(kind)


def _in_processes(records: tuple[Record, ...], jobs: int) -> Iterator[tuple[str, Any]]:
    """The facts of each kind as they are done, by `jobs` processes."""
    from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415 - when used
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    order = sorted(_READERS, key=lambda kind: kind not in _DEAREST)
    # no fork: other threads of the caller may hold locks
    with ProcessPoolExecutor(jobs, get_context("spawn"), _make_ready, (records,)) as pool:
        tasks = {pool.submit(_read_here, kind): kind for kind in order}
        for done in as_completed(tasks):
            yield tasks[done], done.result()


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
