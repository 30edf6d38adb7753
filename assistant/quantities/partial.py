"""Titles that tell of a partial certification.

    X was the original request. Y was authorized by the Claims Administrator. The remaining IMR
    eligible portion of the original request, Z is

    X was the original request. The Claims Administrator authorized Y, leaving the original request
    IMR eligible. The original request, X is

A title is read as statements: where each speaks of the original request, of what was authorized
(approved, certified, modified to) and of what remains is found by its verbs, in any order; the
parts are what those verbs leave over.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.quantities.models import (
    PartialReading,
    Request,
    TitlePart,
)
from assistant.quantities.request import read_request
from assistant.terms import Service
from assistant.text import Span
from assistant.text.patterns import expression, phrases

_VERB: Final = r"(?:authori[sz]ed|approved|certified|granted|allowed|modified(?:\s{1,4}to)?)"
_WHO: Final = (
    r"(?:the\s{1,4})?"
    r"(?:claims\s{1,4}administrator|utilization\s{1,4}review(?:er)?|(?:UR|insurer|carrier)\b)"
)
_ORIGINAL: Final = expression(
    r"\s{0,4}[,.;:]?\s{0,4}\(?\b(?:was|were|is|as)\s{1,4}(?:the\s{1,4})?original(?:ly)?\s{1,4}"
    r"(?:request(?:ed)?|prescription)\b\)?",
    re.IGNORECASE,
)
_ORIGINAL_FIRST: Final = expression(
    r"\b(?:the\s{1,4})?original\s{1,4}request\s{1,4}(?:was|is)(?:\s{1,4}for)?\s{0,4}:?\s{0,4}",
    re.IGNORECASE,
)
_MODIFIED: Final = expression(
    rf"[\s,;]{{0,6}}\b(?:which\s{{1,4}})?(?:was|were|has\s{{1,4}}been)\s{{1,4}}(?:partially\s{{1,4}})?"
    rf"(?:modified|changed|reduced)\s{{1,4}}(?:by\s{{1,4}}{_WHO}\s{{0,4}})?(?:to|for)\s{{1,4}}",
    re.IGNORECASE,
)
_BY: Final = expression(
    rf"\s{{0,4}},?\s{{0,4}}\b(?:was|were|has\s{{1,4}}been|have\s{{1,4}}been)\s{{1,4}}(?:only\s{{1,4}}|partially\s{{1,4}})?{_VERB}"
    rf"(?:\s{{1,4}}(?:by|per|in|through)\s{{1,4}}{_WHO})?",
    re.IGNORECASE,
)
_ADMINISTRATOR: Final = expression(
    rf"\b{_WHO}\s{{1,4}}(?:has\s{{1,4}}|had\s{{1,4}})?(?:only\s{{1,4}}|partially\s{{1,4}})?{_VERB}\s{{1,4}}",
    re.IGNORECASE,
)
_LEAVING: Final = expression(r"\s{0,4}[,;.]?\s{0,4}\b(?:leaving|and\s{1,4}left)\b", re.IGNORECASE)
_REMAINING: Final = expression(
    r"\b(?:the\s{1,4})?remaining\s{1,4}(?:(?=\d|[a-z]{2,12}\s(?:visit|session|treatment))|(?:IMR[\s-]{1,3})?(?:eligible\s{1,4})?(?:portion|part|balance|request|amount)s?\b)"
    r"(?:\s{1,4}(?:of|from)\s{1,4}(?:the\s{1,4})?(?:original\s{1,4})?request)?"
    r"(?:\s{1,4}(?:is|for|of))?\s{0,4}[,:]?\s{0,4}(?:with\s{1,4})?",
    re.IGNORECASE,
)
_WHOLE: Final = expression(
    r"\b(?:the\s{1,4})?original\s{1,4}request\s{0,4}(?:,|for|of)\s{0,4}", re.IGNORECASE
)
_TAIL: Final = expression(
    r"[\s,.;:]{0,6}(?:\b(?:is|are)(?:\s{1,4}IMR[\s-]{1,3}eligible)?)?[\s,.;:]{0,6}\Z", re.IGNORECASE
)
_TOLD: Final = phrases("original", "modified", "changed", "reduced", tail="")
"""The words without one of which no title tells of a partial certification."""

_ARTICLE: Final = expression(r"(?:an?|the|only|for)\s", re.IGNORECASE)
_TAIL_REACH: Final = 40


def read_partial(text: str, service: Service | None = None) -> PartialReading | None:
    """What was asked for, authorized and left, or None where `text` tells of no partial decision.

    `text` is a folded title; `service` what it asks for, when known. Spans are relative to `text`.
    """
    if not _TOLD.search(text):
        return None
    original, rest = _original(text)
    if original is None:
        return None
    authorized, after = _authorized(text, rest)
    if authorized is None:
        return None
    remaining = _remaining(text, after)
    reading = read_request(original.text, service)
    others = [
        read_request(part.text, service).request if part else None
        for part in (authorized, remaining)
    ]
    visits = _visits([reading.request, *others])
    return PartialReading(
        original=original,
        authorized=authorized,
        remaining=remaining,
        original_visits=visits[0],
        authorized_visits=visits[1],
        remaining_visits=visits[2],
        reading=reading.shifted(original.span.start),
    )


def _part(text: str, start: int, end: int) -> TitlePart | None:
    """The words of `text[start:end]` without the marks and spaces around them."""
    while start < end and (text[start].isspace() or text[start] in ",.;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:"):
        end -= 1
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    return TitlePart(text=text[start:end], span=Span(start, end)) if start < end else None


def _original(text: str) -> tuple[TitlePart | None, int]:
    """The original request and where the account of the decision begins."""
    said = _ORIGINAL.search(text)
    if said and said.start() > 0:
        return _part(text, 0, said.start()), said.end()
    first = _ORIGINAL_FIRST.search(text, 0, 200)
    if first:
        end = _sentence_end(text, first.end())
        return _part(text, first.end(), end), end
    modified = _MODIFIED.search(text)
    if modified and modified.start() > 0:
        return _part(text, 0, modified.start()), modified.start()
    return None, 0


def _sentence_end(text: str, start: int) -> int:
    end = text.find(". ", start)
    return len(text) if end < 0 else end


def _authorized(text: str, start: int) -> tuple[TitlePart | None, int]:
    """What the claims administrator allowed, and where the account of the rest begins."""
    active = _ADMINISTRATOR.search(text, start)
    modified = _MODIFIED.search(text, start)
    passive = _BY.search(text, start)
    if modified and (active is None or modified.start() < active.start()):
        passive = active = None
        begin = modified.end()
    elif active and (passive is None or active.start() < passive.start()):
        begin = active.end()
    elif passive:
        return _part(text, start, passive.start()), passive.end()
    else:
        return None, start
    leaving = _LEAVING.search(text, begin)
    remaining = _REMAINING.search(text, begin)
    ends = [found.start() for found in (leaving, remaining) if found]
    stop = min([*ends, _sentence_end(text, begin)])
    return _part(text, begin, stop), stop


def _remaining(text: str, start: int) -> TitlePart | None:
    """What is left to decide, without the "is" that leads to the outcome."""
    lead = _REMAINING.search(text, start) or _WHOLE.search(text, start)
    if lead is None:
        return None
    tail = _TAIL.search(text, max(lead.end(), len(text) - _TAIL_REACH))
    return _part(text, lead.end(), tail.start() if tail else len(text))


def _visits(
    parts: list[Request | None],
) -> tuple[int | float | None, int | float | None, int | float | None]:
    """The visits of each part; none where the parts split something else ("6 hours per day")."""
    described = {part.quantity for part in parts if part}
    if len(described) > 1 and parts[0] and parts[0].quantity:
        return None, None, None
    first, second, third = (
        part.visits[1] if part and part.visits and part.visits[0] == part.visits[1] else None
        for part in parts
    )
    return first, second, third
