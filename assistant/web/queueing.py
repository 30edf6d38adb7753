"""The queue: every case with its items, its deadline and what stands against its letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args
from weakref import WeakKeyDictionary

from assistant.checks import record_state
from assistant.checks.models import Counts
from assistant.drafting.telling import deadline
from assistant.errors import ImrError
from assistant.letters.models import Dates
from assistant.review import Review, State, Store
from assistant.text import Value
from assistant.web.recorded import case_file
from assistant.web.telling import public

_YEAR = 365


class Row(Value):
    """One case of the queue. `days_left` is None where its dates do not tell.

    decided  items that the reviewer has decided; `failed` says why a case cannot be read
    """

    key: str
    state: str
    items: tuple[str, ...] = ()
    decided: int = 0
    priority: str = "Standard"
    dates: Dates = Dates()
    decision_due: date | None = None
    days_left: int | None = None
    drafted: bool = False
    errors: int = 0
    warnings: int = 0
    failed: str = ""

    @property
    def wait(self) -> str:
        """The days left as words: "12 days", "today", "3 days over", "over 12 years over"."""
        left = self.days_left
        if left is None:
            return "not known"
        if left == 0:
            return "today"
        if abs(left) > 2 * _YEAR:
            return f"{abs(left) // _YEAR} years{' over' if left < 0 else ''}"
        return f"{abs(left)} day{'' if abs(left) == 1 else 's'}{' over' if left < 0 else ''}"

    @property
    def urgency(self) -> str:
        """How near the deadline is: "over", "soon" (a week), "ample" or "unknown"."""
        if self.days_left is None:
            return "unknown"
        return "over" if self.days_left < 0 else "soon" if self.days_left <= 7 else "ample"


_KEPT: WeakKeyDictionary[Store, dict[tuple[str, int, int], Row]] = WeakKeyDictionary()
"""Rows without their days, by key, last entry and time of the records: checks are run once."""


def queue(store: Store, today: date | None = None) -> tuple[Row, ...]:
    """Every case of `store`, the most urgent first; one that cannot be read stands there too."""
    today = today or datetime.now(UTC).date()
    rows = [_dated(row, today) for row in _rows(store)]
    return tuple(sorted(rows, key=lambda row: (row.state == "approved", _order(row), row.key)))


def tally(rows: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    """How many cases there are in all, past their deadline, and in each state."""
    past = sum(row.urgency == "over" and row.state != "approved" for row in rows)
    states = Counter(row.state for row in rows)
    named = [(state.capitalize(), states[state]) for state in get_args(State)]
    return (("All", len(rows)), ("Overdue", past), *named)


def _order(row: Row) -> int:
    return row.days_left if row.days_left is not None else 10_000


def row_of(store: Store, key: str, today: date | None = None) -> Row:
    """The case `key` as it stands in the queue. Raises `InvalidField` for one that is not there."""
    return _dated(_row(Review(store, key)), today or datetime.now(UTC).date())


def _dated(row: Row, today: date) -> Row:
    if row.decision_due is None:
        return row
    return row.model_copy(update={"days_left": (row.decision_due - today).days})


def _rows(store: Store) -> Iterator[Row]:
    kept = _KEPT.setdefault(store, {})
    present = {}
    for key, last in store.last_entries().items():
        review = Review(store, key)
        name = (key, last, record_state(review.case.folder))
        present[name] = kept.get(name) or _row(review)
        yield present[name]
    _KEPT[store] = present


def _row(review: Review) -> Row:
    case = review.case
    try:
        file = case_file(Path(case.folder))
        counts = review.report(case).counts if case.letter else Counts()
        holds = case.approval is None or not review.still_holds(case)
    except ImrError as error:  # one case that cannot be read must not hide the others
        return Row(key=case.key, state=case.state, failed=public(error))
    return Row(
        key=case.key,
        state=case.state if holds else "needs review",
        items=tuple(item.title for item in file.disputed_items),
        decided=len(case.decisions),
        priority=file.priority or "Standard",
        dates=file.dates,
        decision_due=deadline(file),
        drafted=case.letter is not None,
        errors=counts.error,
        warnings=counts.warning,
    )
