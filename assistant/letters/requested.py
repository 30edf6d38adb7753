"""What an item asks for: service, parts of the body, numbers, and what was already authorised."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from assistant.letters.filling import SummaryAccount
from assistant.letters.models import Part, Partial
from assistant.quantities import (
    Evidence,
    PartialReading,
    Request,
    TitlePart,
    read_partial,
    read_request,
    split_parts,
)
from assistant.terms import VISIT_SERVICES, Service, body_parts_of, find_services, service_of
from assistant.text import Span, fold
from assistant.text.patterns import expression

_AND = expression(r",?\s{1,3}(?:and|&|plus|\+|as\swell\sas)\s{1,3}|;\s{1,3}", re.IGNORECASE)
_REASON = expression(
    r"\b(?:for|after|following|during|due|to|prior|before|status|of)\b", re.IGNORECASE
)


_LONGEST_TITLE = 4000
"""Characters that are read; the longest published titles have some six hundred."""


class Asked(NamedTuple):
    """The reading of one title; evidence spans are document offsets."""

    service: Service
    body_parts: tuple[str, ...]
    request: Request
    evidence: tuple[Evidence, ...]
    filled: tuple[str, ...]
    partial: Partial | None
    parts: tuple[Part, ...]


def read_asked(text: str, start: int, end: int, account: SummaryAccount) -> Asked:
    """What the title at `text[start:end]` asks for, completed from the summary's account."""
    title = fold(text, start, min(end, start + _LONGEST_TITLE))
    service = service_of(title.text)
    certified = read_partial(title.text, service)
    stretches = _stretches(title.text) if certified is None and service != "compound" else ()
    first = stretches[0] if len(stretches) > 1 else None
    asked = certified.original.text if certified else first.text if first else title.text
    if certified:
        reading = certified.reading
    else:
        reading = read_request(asked, service).shifted(first.span.start if first else 0)
    evidence = tuple(Evidence(field=one.field, span=title.span(*one.span)) for one in reading.given)
    named = body_parts_of(title.text)
    filled = account.fill(asked, service, named, reading.request)
    return Asked(
        service=service,
        body_parts=filled.body_parts,
        request=filled.request,
        evidence=evidence,
        filled=filled.fields,
        partial=_partial(certified) if certified else None,
        parts=tuple(_part(stretch.text, named) for stretch in stretches) if first else (),
    )


def _stretches(title: str) -> tuple[TitlePart, ...]:
    """The parts of a title that asks for several services, with or without numbers of their own."""
    counted = split_parts(title)
    if len(counted) > 1:
        return counted
    services = [mention for mention in find_services(title) if not mention.weak]
    found: list[TitlePart] = []
    start = 0
    for before, after in pairwise(services):
        between = title[before.span.end : after.span.start]
        if before.service == after.service or _depth(title, after.span.start):
            continue
        joints = list(_AND.finditer(between))
        if not joints or _REASON.search(between, joints[-1].end()):
            continue
        at = before.span.end + joints[-1].start()
        found.append(_stretch(title, start, at))
        start = before.span.end + joints[-1].end()
    found.append(_stretch(title, start, len(title)))
    return tuple(found) if len(found) > 1 and _told_apart(found) else counted


def _told_apart(found: list[TitlePart]) -> bool:
    """Whether visits are told apart: told first, not told, or told where the first has none."""
    counted = [read_request(part.text).request.visits is not None for part in found]
    return counted[0] or not any(counted) or service_of(found[0].text) not in VISIT_SERVICES


def _stretch(title: str, start: int, end: int) -> TitlePart:
    while end > start and title[end - 1] in " ,;":
        end -= 1
    return TitlePart(text=title[start:end], span=Span(start, end))


def _depth(title: str, at: int) -> bool:
    """Whether `at` stands in parentheses."""
    return title.count("(", 0, at) > title.count(")", 0, at)


def _partial(certified: PartialReading) -> Partial:
    remaining = certified.remaining
    return Partial(
        authorized_visits=certified.authorized_visits,
        remaining_visits=certified.remaining_visits,
        original_visits=certified.original_visits,
        authorized=certified.authorized.text,
        remaining=remaining.text if remaining else None,
    )


def _part(words: str, named: tuple[str, ...]) -> Part:
    """One service of several; parts of the body that it does not name are those of the title."""
    service = service_of(words)
    return Part(
        title=words,
        service=service,
        body_parts=body_parts_of(words) or named,
        request=read_request(words, service).request,
    )
