"""What was worked out of a store's entries before, so that a question is answered once.

A case is folded from the entries that came since; a report is that of the same letter, waivers and
records. Both go with their store.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from assistant.checks import Report
from assistant.errors import InvalidField
from assistant.review.state import Case, fold

if TYPE_CHECKING:
    from assistant.review.store import Store

_CASES: WeakKeyDictionary[Store, dict[str, tuple[Case, int]]] = WeakKeyDictionary()
_REPORTS: WeakKeyDictionary[Store, dict[str, deque[tuple[Any, Report]]]] = WeakKeyDictionary()
_KEPT = 3  # the letter as it is kept, and texts that are being typed


def case_now(store: Store, key: str) -> Case:
    """The case as its last entry leaves it. Raises `InvalidField` for one that is not there."""
    kept = _CASES.setdefault(store, {})
    before, last = kept.get(key, (None, 0))
    entries = store.entries(key, since=last)
    if not entries and before is None:
        raise InvalidField("store", "case", "a case of the store", key)
    now = fold(key, entries, before)
    kept[key] = (now, entries[-1].seq if entries else last)
    return now


def report_of(store: Store, key: str, state: object, make: Callable[[], Report]) -> Report:
    """The report of `state`, all that it depends on, made where it is not known."""
    kept = _REPORTS.setdefault(store, {}).setdefault(key, deque(maxlen=_KEPT))
    for known, report in tuple(kept):
        if known == state:
            return report
    report = make()
    kept.append((state, report))
    return report
