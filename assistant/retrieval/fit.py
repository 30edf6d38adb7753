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
from assistant.retrieval.analysis import opening_of, services_asked, stems
from assistant.terms import find_body_parts, regions_of

OTHER_SERVICE = 0.7
OTHER_REGION = 0.4
OTHER_PHASE = 0.4
OTHER_CONDITION = 0.5
OUTSIDE_MTUS = 0.3
UNREAD = 0.7
OWN_SERVICE = 1.35
OWN_PHASE = 2.0
PARENT = 1.15
"""Shares of the score that a passage keeps, or gains where it is about just what is asked; measured
on the disputed items of published letters, and held to titles that were written before any search.
"""

_VISIT = "office_visit_or_consult"
_OUTSIDE = {2, 3}
"""Ranks of the guidelines that follow the schedule; what is no guideline (4) has no rival in it."""

_FEW = 3
"""A passage on so many services at most is about each of them, not a list of all that exists."""

_AFTER_SURGERY = re.compile(
    r"(?i)\bpost[- ]?(?:op\b|operative|surg)|\bassociated surgical\b|\bs/p\b|\bstatus post\b"
    r"|\bsurgical service\b|\b(?:after|following) (?:(?:the|a|an|his|her|[\w-]+) ){0,4}"
    r"(?:surgery|operation|repair|release|fusion|fixation|pinning|arthroscopy|arthroplasty|replacement"
    r"|[a-z]+ectomy|manipulation under)\b"
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
    conditions     words of the conditions that a chapter is for; of a query, all of its words
    operated       whether the background of a query tells of an operation
    """

    services: frozenset[str]
    regions: frozenset[str]
    after_surgery: bool | None
    outside: bool = False
    acute: bool = False
    parent: bool = False
    unread: bool = False
    operated: bool = False
    conditions: frozenset[str] = frozenset()


def query_subject(query: str) -> Subject:
    """What a query asks for."""
    opening, rest = opening_of(query)
    services = services_asked(opening, also=_VISIT)
    parts = find_body_parts(opening) or find_body_parts(rest)
    return Subject(
        frozenset(services),
        _regions(part.part for part in parts),
        bool(_AFTER_SURGERY.search(opening)),
        acute=bool(_ACUTE.search(query)),
        operated=bool(_AFTER_SURGERY.search(rest)),
        conditions=frozenset(stems(query)),
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


def family_of(identifier: str, section: str, *, unread: bool) -> tuple[tuple[str, str], int] | None:
    """The family of a passage, and how many of it an answer may hold before others are preferred.

    Numbered sections of an edition belong to the first of their numbers; what stands for the texts
    of several editions that are not on record is much the same in each of them.
    """
    # a passage of a text that a user brought has an id of its own kind
    guideline, _, rest = identifier.partition("/")
    if unread:
        return (guideline, rest.partition("/")[2]), 1
    if rest and (number := _NUMBER.match(section)):
        chapter = f"{guideline}/{rest.partition('/')[0]}"
        return (chapter, number.group(1).partition(".")[0]), 3
    return None


def passage_subject(passage: Passage) -> Subject:
    """What a passage is about, by itself."""
    surgical = "surgical" in passage.chapter.lower() or "Post-operative" in passage.section
    return Subject(
        frozenset(passage.services),
        _regions(passage.body_parts),
        True if surgical else None,
        passage.rank in _OUTSIDE,
        bool(_ACUTE.search(passage.section)) and not surgical,
        unread=passage.unread,
        conditions=frozenset(stems(" ".join(passage.conditions))),
    )


def fit(asked: Subject, subject: Subject) -> float:
    """What a passage on `subject` keeps of its score, above 0; over 1 where it fits closely."""
    share = 1.0
    own = not asked.services.isdisjoint(subject.services)
    if asked.services and subject.services and not own:
        share *= OTHER_SERVICE
    elif asked.services and 0 < len(subject.services) <= _FEW:
        share *= OWN_SERVICE
    if asked.regions and subject.regions and asked.regions.isdisjoint(subject.regions):
        share *= OTHER_REGION
    if subject.after_surgery and not (asked.after_surgery or (asked.operated and own)):
        share *= OTHER_PHASE
    elif subject.after_surgery and asked.after_surgery:
        share *= OWN_PHASE
    if subject.conditions and subject.conditions.isdisjoint(asked.conditions):
        share *= OTHER_CONDITION
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
