"""What stands around a request: an operation beside it, a flare, pain or the want of it."""

from __future__ import annotations

import re
from datetime import date

from assistant.case_file import CaseFile
from assistant.letters.models import Dates
from assistant.quantities import Request
from assistant.terms import service_of
from assistant.text.patterns import expression

POST_SURGICAL = expression(
    r"\bpost[- ]?op(?:erative(?:ly)?)?\b|\bpost[- ]?surgical\b|\bassociated surgical service\b",
    re.IGNORECASE,
)
_OF_A_FLARE = 2
"""Visits that the section gives for a flare."""
_FLARE = expression(r"\bflare|\bexacerbat\w+|\brecurren(?:ce|t)\b", re.IGNORECASE)
_PAIN = expression(r"\bpain(?:ful)?\b|\baches?\b|\bheadaches?\b", re.IGNORECASE)
_NO_PAIN = expression(r"\b(?:no|without|denies|nor)\b[^.;]{0,30}\bpain", re.IGNORECASE)


def governing_day(dates: Dates) -> tuple[date | None, str | None]:
    """The day whose editions count and the field that gave it: decision first, then earlier ones.

    Orders that change the schedule are worded by the date of treatment; the day of decision is the
    nearest known day for a request that is still to be carried out.
    """
    for field in ("decision", "assigned", "application_received", "ur_denial"):
        day = getattr(dates, field)
        if day is not None:
            return day, f"dates.{field}"
    return None, None


def operation_before(number: int, case: CaseFile) -> str | None:
    """The title of the operation in dispute that stands before item `number`."""
    for one in case.disputed_items[: number - 1]:
        title = " ".join(one.title.split())
        if service_of(title) == "surgery" and not POST_SURGICAL.search(title):
            return title
    return None


def has_pain(case: CaseFile) -> bool:
    """Whether a treating record tells of pain that it does not deny."""
    for record in case.records:
        for part in record.divided():
            text = record.document.text[slice(*part.span)]
            if part.kind != "ur_decision" and any(
                not _NO_PAIN.search(text, max(found.start() - 30, 0), found.end())
                for found in _PAIN.finditer(text)
            ):
                return True
    return not case.records


def flares(case: CaseFile, asked: Request) -> bool:
    """Whether a visit or two are asked for a flare of what earlier care had settled."""
    few = asked.visits is not None and asked.visits[1] <= _OF_A_FLARE
    return few and any(_FLARE.search(one.document.text) for one in case.records)
