"""How well a passage's subject fits what a query asks for.

Words alone rank a passage on therapy of the knee high for therapy of the neck. Where both the query
and the passage say which service or region they are about, and these differ, the passage counts for
less; where either says nothing, it counts in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.guidelines.models import Passage
from assistant.retrieval.analysis import MIXED, opening_of
from assistant.terms import find_body_parts, find_services, regions_of, service_of

OTHER_SERVICE = 0.6
OTHER_REGION = 0.4
OTHER_PHASE = 0.4
OUTSIDE_MTUS = 0.4
UNREAD = 0.5
OWN_SERVICE = 1.35
OWN_PHASE = 2.0
PARENT = 1.3
"""Shares of the score that a passage keeps, or gains where it is about just what is asked; measured
on the disputed items of published letters."""

_VISIT = "office_visit_or_consult"
_FEW = 3
"""A passage on so many services at most is about each of them, not a list of all that exists."""

_AFTER_SURGERY = re.compile(
    r"(?i)\bpost[- ]?(?:op\b|operative|surg)|\bassociated surgical\b|\bs/p\b|\bstatus post\b"
    r"|\bsurgical service\b|\b(?:after|following) (?:(?:the|a|an|his|her|[\w-]+) ){0,4}"
    r"(?:surgery|operation|repair|release|fusion|arthroscopy|arthroplasty|replacement|[a-z]+ectomy)\b"
)


_ACUTE = re.compile(r"(?i)\b(?:sub)?acute\b")

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.? (?=\D)")


class Subject(NamedTuple):
    """What a text is about; an empty set where it does not say.

    after_surgery  None where the text does not tell
    acute          whether it is about the first weeks alone: disputes are seldom that early
    parent         whether it is a numbered section that others stand under
    unread         whether what the guideline says is not on record
    outside        whether it is a guideline that 8 CCR 9792.21.1 turns to only after the MTUS
    """

    services: frozenset[str]
    regions: frozenset[str]
    after_surgery: bool | None
    outside: bool = False
    acute: bool = False
    parent: bool = False
    unread: bool = False


def query_subject(query: str) -> Subject:
    """What a query asks for."""
    opening, rest = opening_of(query)
    services: set[str] = {
        m.service for m in find_services(opening) if not m.weak or m.service == _VISIT
    }
    if services:
        own = service_of(opening)
        # the drugs that a cream is mixed of are not asked for by themselves
        services = set(MIXED) if own in MIXED else {*services, own}
    parts = find_body_parts(opening) or find_body_parts(rest)
    return Subject(
        frozenset(services),
        _regions(part.part for part in parts),
        bool(_AFTER_SURGERY.search(opening)),
        acute=bool(_ACUTE.search(query)),
    )


def passage_subjects(passages: Sequence[Passage]) -> list[Subject]:
    """What each passage of a corpus is about."""
    numbers = [_numbered(passage) for passage in passages]
    known = set(numbers)
    parents = {
        (edition, ".".join(parts[:depth]))
        for edition, number in known
        for parts in [number.split(".")]
        for depth in range(1, len(parts))
    }
    return [
        passage_subject(passage)._replace(parent=number in parents)
        for passage, number in zip(passages, numbers, strict=True)
    ]


def _numbered(passage: Passage) -> tuple[str, str]:
    """The edition of a passage, and the number of its section, "" where it has none."""
    match = _NUMBER.match(passage.section)
    return passage.id.partition("#")[0].rsplit("/", 1)[0], match.group(1) if match else ""


def passage_subject(passage: Passage) -> Subject:
    """What a passage is about, by itself."""
    surgical = "surgical" in passage.chapter.lower() or "Post-operative" in passage.section
    return Subject(
        frozenset(passage.services),
        _regions(passage.body_parts),
        True if surgical else None,
        passage.rank > 1,
        bool(_ACUTE.search(passage.section)) and not surgical,
        unread=passage.unread,
    )


def fit(asked: Subject, subject: Subject) -> float:
    """What a passage on `subject` keeps of its score, above 0; over 1 where it fits closely."""
    share = 1.0
    if asked.services and subject.services and asked.services.isdisjoint(subject.services):
        share *= OTHER_SERVICE
    elif asked.services and 0 < len(subject.services) <= _FEW:
        share *= OWN_SERVICE
    if asked.regions and subject.regions and asked.regions.isdisjoint(subject.regions):
        share *= OTHER_REGION
    if subject.after_surgery and not asked.after_surgery:
        share *= OTHER_PHASE
    elif subject.after_surgery:
        share *= OWN_PHASE
    if subject.acute and not asked.acute:
        share *= OTHER_PHASE
    if subject.parent:
        share *= PARENT
    if subject.outside:
        share *= OUTSIDE_MTUS
    if subject.unread:
        share *= UNREAD
    return share


def _regions(parts: Iterable[str]) -> frozenset[str]:
    return frozenset(region for part in parts for region in regions_of(part))
