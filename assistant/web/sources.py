"""What a citation, passage or limit stands for, as the page shows it beside a claim.

A limit is told with its dates, how well it is verified, and what other years of the schedule give
in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from assistant.errors import InvalidField
from assistant.guidelines import (
    InForce,
    Limit,
    Passage,
    Verification,
    catalog,
    edition,
    library,
    limits_of,
    passages,
)
from assistant.guidelines.differences import diff
from assistant.text import Value


class OtherYear(Value):
    """What another year of the schedule gives for the same thing; None where it gives nothing."""

    year: int
    amount: str | None


class LimitView(Value):
    """A limit in words, with its authority."""

    id: str
    amount: str
    condition: str
    phase: str
    services: tuple[str, ...]
    citation: str
    edition: str
    pages: tuple[int, int] | None
    in_force: InForce
    verification: Verification
    source: str
    others: tuple[OtherYear, ...] = ()


class PassageView(Value):
    """An own-words account of a section."""

    id: str
    title: str
    text: str
    requirements: tuple[str, ...]
    verification: Verification
    source: str


class SourceView(Value):
    """A section of an edition: its passages and limits, those asked for in `wanted`."""

    edition: str
    cite_as: str
    section: str
    regulation: str | None
    in_force: InForce
    pages: tuple[int, int] | None
    wanted: tuple[str, ...]
    passages: tuple[PassageView, ...]
    limits: tuple[LimitView, ...]


@lru_cache(maxsize=1)
def _cited() -> dict[str, tuple[str, str]]:
    """Edition and section of every citation of a limit, and of every limit's and passage's id."""
    found = {}
    for book in catalog():
        for limit in limits_of(book.key):
            found[limit.id] = found[limit.citation] = (book.key, limit.section)
            found[limit.citation.partition(", p. ")[0]] = (book.key, limit.section)
    for one in passages():
        found[one.id] = (_edition_of(one), one.section)
    return found


def known(citation: str) -> bool:
    """Whether the corpus has the source that `citation` names."""
    return citation in _cited()


def source(wanted: str) -> SourceView:
    """The section that `wanted` names: a citation as a limit prints it, or an id.

    Raises `InvalidField` for what the corpus does not have.
    """
    if wanted not in _cited():
        raise InvalidField("store", "source", "a citation or id of the corpus", wanted)
    key, section = _cited()[wanted]
    book = edition(key)
    own = [one for one in passages() if _edition_of(one) == key and one.section == section]
    limits = limits_of(key, section)
    pages = [one.pages for one in limits if one.pages] + [one.pages for one in own if one.pages]
    asked = [one.id for one in limits if wanted in {one.id, one.citation}]
    asked += [one.id for one in own if one.id == wanted]
    asked += [one.passage for one in limits if one.id == wanted]
    return SourceView(
        edition=key,
        cite_as=book.cite_as,
        section=section,
        regulation=book.regulation,
        in_force=book.in_force,
        pages=next(iter(pages), None),
        wanted=tuple(dict.fromkeys(asked)),
        passages=tuple(_passage(one) for one in own),
        limits=limit_views(limits),
    )


def limit_views(limits: Sequence[Limit]) -> tuple[LimitView, ...]:
    """The limits in words."""
    return tuple(
        LimitView(
            id=one.id,
            amount=amount(one),
            condition=one.condition,
            phase="" if one.phase == "any" else one.phase.replace("_", "-"),
            services=one.services,
            citation=one.citation,
            edition=one.edition,
            pages=one.pages,
            in_force=one.in_force,
            verification=one.verification,
            source=one.source,
            others=_other_years().get(one.id, ()),
        )
        for one in limits
    )


def amount(limit: Limit) -> str:
    """The number of a limit with its unit and time: "at most 6 visits over 2 weeks"."""
    low, high = limit.value
    number = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    sign = {"<=": "at most ", "<": "less than ", ">=": "at least ", ">": "more than "}
    over = f" over {limit.over}" if limit.over else ""
    return f"{sign.get(limit.operator, '')}{number} {limit.unit}{over}".strip()


@lru_cache(maxsize=1)
def _other_years() -> dict[str, tuple[OtherYear, ...]]:
    """By id of a limit: what other years of the schedule give in its place."""
    found: dict[str, list[OtherYear]] = {}
    years = sorted({book.year for book in catalog() if book.system == "MTUS" and book.year})
    for earlier, later in combinations(years, 2):
        try:
            changes = diff(library(), earlier, later)
        except InvalidField:  # a year without limits of its own
            continue
        for one in changes:
            if one.earlier is not None and one.later is not None:
                told = found.setdefault(one.earlier.id, [])
                told.append(OtherYear(year=later, amount=amount(one.later)))
                told = found.setdefault(one.later.id, [])
                told.append(OtherYear(year=earlier, amount=amount(one.earlier)))
    return {name: tuple(told) for name, told in found.items()}


def _edition_of(one: Passage) -> str:
    return "/".join(one.id.split("/")[:2])


def _passage(one: Passage) -> PassageView:
    return PassageView(
        id=one.id,
        title=one.title,
        text=one.text,
        requirements=one.requirements,
        verification=one.verification,
        source=one.source,
    )
