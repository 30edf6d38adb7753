"""The guidelines as pages: search, browse by chapter, year and service, one edition whole."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, Field, field_validator

from assistant.errors import InvalidField
from assistant.guidelines import (
    Edition,
    InForce,
    Limit,
    catalog,
    edition,
    limits,
    limits_of,
    passages,
)
from assistant.retrieval import search
from assistant.terms import SERVICES
from assistant.web.differing import against_others
from assistant.web.sources import LimitView, limit_views

_MOST = 20


class Wanted(BaseModel):
    """What is asked of the guidelines; what is empty does not narrow it."""

    q: str = Field("", max_length=800)
    service: str = ""
    chapter: str = ""
    year: int | None = None
    as_of: date | None = None
    body_part: str = Field("", max_length=100)

    @field_validator("year", "as_of", mode="before")
    @classmethod
    def _absent(cls, value: object) -> object:
        return None if value == "" else value


def found(wanted: Wanted) -> dict[str, Any]:
    """The values of the page: passages, limits by source, the chapters with their years.

    Raises `InvalidField` for a service that there is none of.
    """
    q = wanted.q.strip()
    hits = search(q, as_of=wanted.as_of, k=_MOST) if q else ()
    return {
        "wanted": wanted,
        "asked": bool(q or wanted.service),
        "hits": [
            {"hit": hit, "edition": _edition_of(hit.id), "limits": limit_views(hit.limits)}
            for hit in hits
            if _fits(wanted, edition(_edition_of(hit.id)))
        ],
        "groups": _by_source(_limits(wanted)) if wanted.service else [],
        "chapters": _chapters(),
        "services": SERVICES,
        "years": sorted({one.year for one in catalog() if one.year}, reverse=True),
    }


def chapter(key: str) -> dict[str, Any]:
    """The values of the page of one edition. Raises `InvalidField` for an unknown key."""
    try:
        book = edition(key)
    except InvalidField:
        raise InvalidField("store", "edition", "an edition of the corpus", key) from None
    own = [one for one in passages() if _edition_of(one.id) == key]
    return {
        "edition": book,
        "siblings": [one for one in catalog() if one.chapter == book.chapter],
        "passages": own,
        "limits": limit_views(limits_of(key)),
        "others": against_others(book),
    }


def _limits(wanted: Wanted) -> list[Limit]:
    found = limits(wanted.service, as_of=wanted.as_of, body_part=wanted.body_part or None)
    return [one for one in found if _fits(wanted, edition(one.edition))]


def _fits(wanted: Wanted, book: Edition) -> bool:
    of_chapter = not wanted.chapter or book.chapter == wanted.chapter
    return of_chapter and (wanted.year is None or book.year == wanted.year)


def _by_source(some: list[Limit]) -> list[tuple[Edition, InForce | None, tuple[LimitView, ...]]]:
    """Limits by edition, with the days in force that are those of all of them.

    A law without days of its own may have limits that have them; where these differ, none is given.
    """
    keys = dict.fromkeys(one.edition for one in some)
    groups = []
    for key in keys:
        own = [one for one in some if one.edition == key]
        days = {one.in_force for one in own}
        groups.append((edition(key), days.pop() if len(days) == 1 else None, limit_views(own)))
    return groups


def _chapters() -> list[tuple[str, str, list[Edition]]]:
    """Chapter, system and editions, oldest first, those of the schedule before others."""
    groups: dict[tuple[str, str], list[Edition]] = {}
    for one in catalog():
        groups.setdefault((one.chapter, one.system), []).append(one)
    order = {"MTUS": 0, "ACOEM": 1, "ODG": 2}
    return [
        (name, system, sorted(some, key=lambda one: one.year or 9999))
        for (name, system), some in sorted(
            groups.items(), key=lambda pair: (order.get(pair[0][1], 3), pair[0][0])
        )
    ]


def _edition_of(passage: str) -> str:
    return "/".join(passage.split("/")[:2])
