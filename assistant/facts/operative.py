"""The operation that an operative report is about, with its day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.facts.models import Fact, Surgery
from assistant.facts.prose import Prose
from assistant.letters.dates import PATTERN, read_date
from assistant.terms import body_parts_of
from assistant.text.patterns import expression

_DAY = expression(
    rf"\bdate of (?:the )?(?:surgery|operation|procedure)\W{{0,3}}(?P<day>{PATTERN})", re.IGNORECASE
)
_NAME = expression(
    r"\b(?<!date of )(?<!date of the )(?:operative )?(?:operation|procedure|surgery)s?"
    r"(?: performed| done)? ?: ?"
    r"(?P<name>[^\n]{5,160}?)(?=\. |\.?$|\n)",
    re.IGNORECASE | re.MULTILINE,
)
_FOLLOWS = expression(r"\s*(?P<name>[A-Z][^\n]{8,200}?)(?=\. [A-Z]|\.?\n|\.?$)")
"""A report without a label for the operation opens with it after its day."""
_LONGEST = 160


def operative_report(prose: Prose) -> Iterator[Fact[Surgery]]:
    """The operation of a report that gives its day under "Date of operation" or the like."""
    day = _DAY.search(prose.text)
    on = read_date(day["day"]) if day else None
    if day is None or on is None:
        return
    named = _NAME.search(prose.text) or _FOLLOWS.match(prose.text, day.end())
    if named is None:
        return
    start, end = named.span("name")
    text = prose.text[start : min(end, start + _LONGEST)].strip(" .,;:")
    if not text:
        return
    begin, stop = min(day.start(), start), max(day.end(), start + len(text))
    yield Fact(
        status="documented",
        value=Surgery(text=text, body_parts=body_parts_of(text)),
        source=prose.source(begin, stop)
        if stop - begin < 2 * _LONGEST
        else prose.source(*day.span()),
        on=on,
    )
