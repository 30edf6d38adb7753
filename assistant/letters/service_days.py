"""The day of care that was given already, as the title of a retrospective request gives it."""

from __future__ import annotations

import re
from datetime import date

from assistant.letters.dates import find_dates
from assistant.text.patterns import expression

RETROSPECTIVE = expression(
    r"\bretro(?:spective(?:ly)?)?\b|\bDOS\b|dates? of service", re.IGNORECASE
)


def service_day(title: str) -> date | None:
    """The first day of service that `title` names; None for care that is still to be given.

    Orders that change the schedule are worded by the date of treatment.
    """
    if not RETROSPECTIVE.search(title):
        return None
    return min((one.day for one in find_dates(title)), default=None)
