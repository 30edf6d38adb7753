"""An edition of a chapter beside its other editions: which limits changed, came or went."""

from __future__ import annotations

from functools import lru_cache

from assistant.errors import InvalidField
from assistant.guidelines import Edition, Limit, catalog, library
from assistant.guidelines.differences import Change, Difference, diff
from assistant.text import Value
from assistant.web.sources import amount


class Row(Value):
    """One limit here and in the other edition, in words; "" where one of them has none."""

    about: str
    here: str
    there: str
    change: Change


class Against(Value):
    """The other edition, and how its limits differ; `same` counts those that do not."""

    key: str
    cite_as: str
    year: int
    rows: tuple[Row, ...]
    same: int


def against_others(book: Edition) -> tuple[Against, ...]:
    """The editions of the chapter of `book` in other years of the schedule, in order of year.

    Those of which the corpus has no limit to compare are left out.
    """
    if book.system != "MTUS" or not book.year:
        return ()
    others = [
        one
        for one in catalog()
        if (one.chapter, one.system) == (book.chapter, book.system)
        and one.year
        and one.year != book.year
    ]
    told = (_against(book, one) for one in sorted(others, key=lambda one: one.year or 0))
    return tuple(one for one in told if one.rows or one.same)


def _against(book: Edition, other: Edition) -> Against:
    earlier, later = sorted((book.year or 0, other.year or 0))
    rows, same = [], 0
    for one in _differences(earlier, later):
        here, there = one.earlier, one.later
        if book.year == later:
            here, there = there, here
        if not _of(here, book) and not _of(there, other):
            continue
        if one.change == "same":
            same += 1
            continue
        rows.append(
            Row(about=_about(one), here=_words(here), there=_words(there), change=one.change)
        )
    return Against(
        key=other.key, cite_as=other.cite_as, year=other.year or 0, rows=tuple(rows), same=same
    )


@lru_cache(maxsize=32)
def _differences(earlier: int, later: int) -> tuple[Difference, ...]:
    try:
        return diff(library(), earlier, later)
    except InvalidField:  # a year without limits of its own
        return ()


def _of(limit: Limit | None, book: Edition) -> bool:
    return limit is not None and limit.edition == book.key


def _about(one: Difference) -> str:
    services = ", ".join(name.replace("_", " ") for name in one.services)
    before = f"{services}: " if services else ""
    phase = "" if one.phase == "any" else f", {one.phase.replace('_', ' ')}"
    about = f" ({one.about})" if one.about else ""
    return f"{before}{one.metric.replace('_', ' ')}{phase}{about}"


def _words(limit: Limit | None) -> str:
    return "" if limit is None else amount(limit)
