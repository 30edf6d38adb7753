"""Supports of statements: from facts, guideline limits, `case.json`, and from what is absent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from assistant.case_file import CaseFile
from assistant.drafting.models import (
    AbsenceSupport,
    CaseSupport,
    CriterionSupport,
    GuidelineSupport,
    RecordSupport,
    Statement,
    Support,
)
from assistant.facts import Fact, Source
from assistant.guidelines import Limit, Passage, edition

T = TypeVar("T")


def from_source(source: Source) -> RecordSupport:
    """The words of a record."""
    return RecordSupport(
        document=source.document, page=source.page, span=source.span, quote=source.quote
    )


def from_facts(facts: Iterable[Fact[T]]) -> tuple[Support, ...]:
    """The words of the records behind several facts, each place once.

    Where a reviewer corrected the fact, the correction stands first: the words of the record say
    something else. Of a fact that the reviewer added it is all there is.
    """
    found: dict[tuple[object, ...], Support] = {}
    for fact in facts:
        if fact.review is not None and fact.review.action != "confirmed":
            field = f"corrections/{fact.id}"
            found.setdefault((field,), from_case(field, fact.value))
        if fact.source is not None:
            found.setdefault((fact.source.document, fact.source.span), from_source(fact.source))
    return tuple(found.values())


def from_limit(limit: Limit) -> GuidelineSupport:
    """A limit of the corpus."""
    return GuidelineSupport(id=limit.id, citation=limit.citation)


def from_passage(passage: Passage) -> GuidelineSupport:
    """A passage of the corpus."""
    return GuidelineSupport(id=passage.id, citation=cited(passage))


def from_edition(key: str) -> GuidelineSupport:
    """An edition as a whole."""
    return GuidelineSupport(id=key, citation=edition(key).cite_as)


def from_case(field: str, value: object) -> CaseSupport:
    """A field of `case.json`."""
    return CaseSupport(field=field, value=str(value))


def absent(case: CaseFile, looked_for: str) -> AbsenceSupport:
    """What the records of `case` do not hold."""
    names = tuple(record.name for record in case.records)
    return AbsenceSupport(looked_for=looked_for, searched=names)


def follows(*names: str) -> CriterionSupport:
    """A conclusion from criteria."""
    return CriterionSupport(names=names)


def stated(text: str, *supports: Support, issue: int | None = None) -> Statement:
    """A sentence with its supports."""
    return Statement(text=text, supports=supports, issue=issue)


def cited(source: Limit | Passage, pages: bool = True) -> str:
    """The source inside a guideline line: chapter with year, section, and pages where known.

    8 CCR §9792.21.1(d): an MTUS citation names the effective year, the chapter and the section.
    """
    key = "/".join(source.id.split("/")[:2])
    unread = isinstance(source, Passage) and source.unread
    text = edition(key).cite_as + ("" if unread else f", Section(s): {source.section}")
    if pages and source.pages:
        low, high = source.pages
        text += f", page {low}" if low == high else f", pages {low}-{high}"
    return text if source.system == "MTUS" else f"Non-MTUS Citation {text}"


def passage_cited(passage: Passage) -> str:
    """A passage as a sentence names it, in the form of `Limit.citation`."""
    pages = ""
    if passage.pages:
        low, high = passage.pages
        pages = f", p. {low}" if low == high else f", p. {low}-{high}"
    key = "/".join(passage.id.split("/")[:2])
    if passage.unread:
        return edition(key).cite_as
    return f"{edition(key).cite_as}, {passage.section}{pages}"
