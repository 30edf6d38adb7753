"""All facts of a case, by the readers of this room; long records by as many processes as help."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from itertools import chain
from pickle import UnpicklingError
from typing import Any

from assistant.case_file import CaseFile, Record
from assistant.facts.age import settled_age
from assistant.facts.diagnoses import once
from assistant.facts.finding import by_date
from assistant.facts.identifiers import Withheld
from assistant.facts.injury_date import settled_injury_date
from assistant.facts.mechanism import settled_mechanism
from assistant.facts.models import CaseFacts
from assistant.facts.naming import named
from assistant.facts.sex import settled_sex
from assistant.facts.stretches import Found, Piece, Stretch, Told, without
from assistant.text import fold
from assistant.text.patterns import expression

Seen = Callable[[int, int], None]
"""Told after each document of the records: documents done, documents in all."""

_LONG = 400_000
"""Characters of the records from which on another process is worth its start."""
_MOST_PROCESSES = 8


def find_facts(
    records: Iterable[Record], seen: Seen | None = None, jobs: int | None = None
) -> CaseFacts:
    """What `records` document, each fact with its place; nothing is inferred across records.

    Papers of another worker are passed over. Names and numbers that identify a person are left out
    of the values; quotations have the words
    as they stand. `seen` is told as the documents are got through, for the sake of long cases.
    `jobs` processes share long records, by default as many as there are processors; the facts are
    the same.
    """
    pieces = [
        (record, part) for record in records for part in record.divided() if not part.another_worker
    ]
    shares = _shares(pieces, _processes() if jobs is None else jobs)
    done = 0

    def count(documents: int = 1) -> None:
        nonlocal done
        for _ in range(documents):
            done += 1
            if seen is not None:
                seen(done, len(pieces))

    if len(shares) > 1:
        # no other process is to be had, or it came to an end: then this one reads all
        with suppress(OSError, EOFError, UnpicklingError):
            return _together(shares, count)
        done = 0
    return _settled([Stretch(pieces)], count)


def _settled(stretches: Sequence[Stretch], count: Callable[[], None]) -> CaseFacts:
    told = _joined([stretch.told() for stretch in stretches])
    known = _Known(told)
    found = [one.facts(known.injured, told.identifiers, count) for one in stretches]
    return known.facts(found)


def _together(shares: list[list[Piece]], count: Callable[..., None]) -> CaseFacts:
    """The facts of `shares`, of which other processes read all but the first."""
    from assistant.facts.aside import Aside  # noqa: PLC0415 - for long records only

    own, *others = shares
    with ExitStack() as ending:
        asides = [ending.enter_context(Aside(share)) for share in others]
        threads = ending.enter_context(ThreadPoolExecutor(len(asides)))
        for one in asides:
            # before the threads are waited for, which wait for the processes
            ending.callback(one.stop)
        waited = [threads.submit(one.told) for one in asides]
        stretch = Stretch(own)
        mine = stretch.told()
        told = _joined([mine, *(one.result() for one in waited)])
        known = _Known(told)
        coming = [threads.submit(one.facts, known.injured, told.identifiers) for one in asides]
        found = [stretch.facts(known.injured, told.identifiers, count)]
        for share, facts in zip(others, coming, strict=True):
            found.append(facts.result())
            count(len(share))
    return known.facts(found)


class _Known:
    """What all records together settle, and the facts that follow."""

    def __init__(self, told: Told) -> None:
        self._withheld = Withheld.knowing(told.identifiers)
        self._settled = {
            "age": settled_age(told.ages),
            "sex": settled_sex(told.sexes),
            "mechanism": without(self._withheld, settled_mechanism(told.mechanisms)),
        }
        self._injury = settled_injury_date(told.injuries)
        self.injured = self._injury.value

    def facts(self, stretches: Sequence[Found]) -> CaseFacts:
        """All facts, of those that each stretch gave."""
        found: dict[str, Any] = {}
        for kind in stretches[0]:
            own = chain.from_iterable(one[kind] for one in stretches)
            found[kind] = by_date(once(own) if kind == "diagnoses" else own)
        return named(CaseFacts(injury_date=self._injury, **self._settled, **found))


def _joined(each: Sequence[Told]) -> Told:
    identifiers: dict[str, str] = {}
    for one in each:
        for words, kind in one.identifiers.items():
            identifiers.setdefault(words, kind)
    return Told(
        ages=tuple(chain.from_iterable(one.ages for one in each)),
        sexes=tuple(chain.from_iterable(one.sexes for one in each)),
        injuries=tuple(chain.from_iterable(one.injuries for one in each)),
        mechanisms=tuple(chain.from_iterable(one.mechanisms for one in each)),
        identifiers=identifiers,
    )


def _shares(pieces: list[Piece], jobs: int) -> list[list[Piece]]:
    """`pieces` in order, parted where about equal lengths end; short ones stay together."""
    lengths = [part.span.end - part.span.start for _, part in pieces]
    whole = sum(lengths)
    if jobs < 2 or whole < _LONG:
        return [pieces]
    shares: list[list[Piece]] = [[]]
    read = 0
    for piece, length in zip(pieces, lengths, strict=True):
        if shares[-1] and len(shares) < jobs and read + length / 2 > whole * len(shares) / jobs:
            shares.append([])
        shares[-1].append(piece)
        read += length
    return shares


def _processes() -> int:
    """The processors that this process may use."""
    try:
        usable = len(os.sched_getaffinity(0))
    except AttributeError:
        # not every system says which
        usable = os.cpu_count() or 1
    return min(usable, _MOST_PROCESSES)


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
