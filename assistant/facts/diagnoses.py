"""Diagnoses, as the records list them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.finding import by_date, clause_day
from assistant.facts.models import Fact
from assistant.facts.prose import Prose

_LISTED = re.compile(
    r"\b(?:diagnos[ei]s(?: (?:that )?(?:include[sd]?|is|are|were|was|of|noted as))?"
    r"|(?:assessment|impression)s?(?= ?:))(?: (?:is|are|as|documented(?: as)?))* ?:? "
    r"(?:that include )?(?P<list>[^.\n]{3,500})"
    r"|\b(?:being|been|undergoing|is|was) treat(?:ed|ment) for (?P<treated>[^.\n]{3,300})",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^(?:current |treating )?diagnos[ei]s|^assessment|^impression")
_ITEM = re.compile(r"^(?:\(?\d{1,2}[.)]|[-*•▪–])\s?(?P<item>[^\n]{3,160})$", re.MULTILINE)
_TAIL = re.compile(
    r",? (?:and )?(?:was|were|is|are|has|have|had|who|which|with (?:a )?(?:date|complaint)"
    r"|presented|reported|on \d|dated|since)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:deferred|pending|see |none\b|same\b|unchanged)", re.IGNORECASE)


def read_diagnoses(proses: Sequence[Prose]) -> tuple[Fact[str], ...]:
    """Each diagnosis or list of diagnoses once, in the words of the records."""
    found: list[Fact[str]] = []
    seen: set[str] = set()
    for prose in proses:
        for start, end in _places(prose):
            text = prose.text[start:end]
            if text.casefold() in seen or len(text) < 4 or _NONE.match(text):
                continue
            seen.add(text.casefold())
            found.append(
                Fact(
                    status="documented",
                    value=text,
                    source=prose.source(start, end),
                    on=clause_day(prose, start),
                )
            )
    return by_date(found)


def _places(prose: Prose) -> Iterator[tuple[int, int]]:
    for match in _LISTED.finditer(prose.text):
        start, end = match.span("list" if match.group("list") else "treated")
        tail = _TAIL.search(prose.text, start, end)
        yield _trimmed(prose.text, start, tail.start() if tail else end)
    for match in _ITEM.finditer(prose.text):
        if _HEADING.match(prose.label(match.start())):
            yield _trimmed(prose.text, *match.span("item"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' ([:"“':
        start += 1
    while end > start and text[end - 1] in ' .;,:"”':
        end -= 1
    return start, end
