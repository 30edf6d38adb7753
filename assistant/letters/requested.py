"""What an item asks for: service, parts of the body, numbers, and what was already authorised."""

from __future__ import annotations

from typing import NamedTuple

from assistant.letters.filling import SummaryAccount
from assistant.letters.models import Part, Partial
from assistant.quantities import (
    Evidence,
    PartialReading,
    Request,
    read_partial,
    read_request,
    split_parts,
)
from assistant.terms import Service, body_parts_of, service_of
from assistant.text import fold


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
    title = fold(text, start, end)
    service = service_of(title.text)
    certified = read_partial(title.text, service)
    stretches = split_parts(title.text) if certified is None and service != "compound" else ()
    first = stretches[0] if len(stretches) > 1 else None
    asked = certified.original.text if certified else first.text if first else title.text
    if certified:
        reading, offset = certified.reading, 0
    else:
        reading, offset = read_request(asked, service), first.span.start if first else 0
    evidence = tuple(
        Evidence(field=one.field, span=title.span(*one.span.shifted(offset)))
        for one in reading.evidence
    )
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
