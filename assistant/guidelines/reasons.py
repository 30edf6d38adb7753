"""Why a source governs or does not, and the calendar that decides it."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from assistant.text import Value

if TYPE_CHECKING:
    from datetime import date


class Reason(Value):
    """One step of the choice: what was looked at, whether it was taken, and why."""

    taken: bool
    source: str
    why: str


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))
