"""How well a passage's subject fits what a query asks for.

Words alone rank a passage on therapy of the knee high for therapy of the neck. Where both the query
and the passage say which service or region they are about, and these differ, the passage counts for
less; where either says nothing, it counts in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from assistant.guidelines.models import Passage
from assistant.terms import find_body_parts, find_services, regions_of, service_of

OTHER_SERVICE = 0.6
OTHER_REGION = 0.4
OTHER_PHASE = 0.4
OUTSIDE_MTUS = 0.7
"""Shares of the score that a passage keeps; measured on the disputed items of published letters."""

_AFTER_SURGERY = re.compile(
    r"(?i)\bpost[- ]?(?:op\b|operative|surg)|\bassociated surgical\b|\bs/p\b|\bstatus post\b"
    r"|\bafter surgery\b|\bsurgical service\b"
)


class Subject(NamedTuple):
    """What a text is about; an empty set where it does not say.

    after_surgery  None where the text does not tell
    outside        whether it is a guideline that 8 CCR 9792.21.1 turns to only after the MTUS
    """

    services: frozenset[str]
    regions: frozenset[str]
    after_surgery: bool | None
    outside: bool = False


def query_subject(query: str) -> Subject:
    """What a query asks for."""
    services = {m.service for m in find_services(query) if not m.weak}
    if services:
        services.add(service_of(query))
    return Subject(
        frozenset(services),
        _regions(part.part for part in find_body_parts(query)),
        bool(_AFTER_SURGERY.search(query)),
    )


def passage_subject(passage: Passage) -> Subject:
    """What a passage is about."""
    surgical = "surgical" in passage.chapter.lower()
    return Subject(
        frozenset(passage.services),
        _regions(passage.body_parts),
        True if surgical else None,
        passage.rank > 1,
    )


def fit(asked: Subject, subject: Subject) -> float:
    """The share of its score that a passage on `subject` keeps, above 0 to 1."""
    share = 1.0
    if asked.services and subject.services and asked.services.isdisjoint(subject.services):
        share *= OTHER_SERVICE
    if asked.regions and subject.regions and asked.regions.isdisjoint(subject.regions):
        share *= OTHER_REGION
    if subject.after_surgery and not asked.after_surgery:
        share *= OTHER_PHASE
    if subject.outside:
        share *= OUTSIDE_MTUS
    return share


def _regions(parts: Iterable[str]) -> frozenset[str]:
    return frozenset(region for part in parts for region in regions_of(part))
