"""One file to the documents in it: reports of years often come as a single scan.

A part begins on a page whose top names a kind of document, unless the page continues the one
before: the same kind with the same date or none, or "page 2 of 4".
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.case_file.kinds import page_heading, record_author, record_date, record_kind
from assistant.case_file.models import RecordPart
from assistant.text import Document, Span
from assistant.text.patterns import expression

_PAGE_OF = expression(r"\bpage[: ]{1,2}(\d{1,4})(?: ?(?:of|/) ?\d{1,4})\b", re.IGNORECASE)


def parts_of(document: Document) -> tuple[RecordPart, ...]:
    """The documents in one file, in order; a file of one document has one part."""
    text = document.text
    starts = [*document.page_starts, len(text)]
    begins = [0]
    for start, end in pairwise(starts[1:]):
        if _begins(document, begins[-1], start, end):
            begins.append(start)
    return tuple(
        _part(document, start, end)
        for start, end in zip(begins, [*begins[1:], len(text)], strict=True)
    )


def _part(document: Document, start: int, end: int) -> RecordPart:
    kind = record_kind(document, start, end)
    return RecordPart(
        span=Span(start, end),
        kind=kind,
        written=record_date(document, start, end, kind),
        author=record_author(document, start, end),
    )


def _begins(document: Document, current: int, start: int, end: int) -> bool:
    """Whether the page `[start, end)` begins another document than the one from `current` on."""
    number = _PAGE_OF.search(document.text, start, end)
    if number is not None:
        return number.group(1) == "1"
    kind = page_heading(document.text, start, end)
    if kind is None:
        return False
    if kind != record_kind(document, current, start):
        return True
    day = record_date(document, start, end)
    return day is not None and day != record_date(document, current, start)
