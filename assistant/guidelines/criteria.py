"""What the sources in force ask of the records for a service, besides numbers.

`guideline_corpus/criteria/<service>.toml` holds sets of criteria in our own words, the special ones
first. A set names the requests it is for, what the records have to document, and the sections that
ask it, in the order in which they are searched (8 CCR 9792.21.1). The words in which records
document a thing are no part of a guideline and stand with the drafter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field, model_validator

from assistant.guidelines.files import read_form
from assistant.guidelines.forms import Text
from assistant.guidelines.models import Passage, Verification
from assistant.guidelines.queries import library
from assistant.terms import same_region
from assistant.text import Value
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from assistant.guidelines.library import Library

FOLDER = "criteria"

State = Literal["first", "continued", "early", "late", "after surgery", "operation in dispute"]
"""How a request stands in its case.

"continued": the drug is taken already, or visits were had; "early": within three months of the
injury or two of an operation.
"""

_SOURCE = expression(r"[a-z-]+/(?:\*|[a-z0-9-]+)(?:/[a-z0-9-]+(?:#[a-z0-9-]+)?)?")
_DATED = expression(r"\d{4}")


class CriteriaSet(Value):
    """One `[[criteria]]` table: whom it is for, what it asks, who asks it.

    title, unless  patterns that the title of the request has to hold, and must not
    drugs          generic names, of which the request names one; `body_parts` likewise, and
                   `unless_parts` those that it may not name
    state          states of which the request is in one
    each           what the records have to document, all of it
    one_of         alternatives, of each of which all is to be documented; one alternative is enough
    against        what decides against the request where it is documented
    weighed        what is left to the reviewer to weigh where it is documented
    beside_number  whether it is asked as well where a number of visits governs
    sources        "<guideline>/<edition>/<section>#<passage>"; an edition alone where the section
                   is not at hand, "*" for the edition in force
    """

    name: Text
    title: Text | None = None
    unless: Text | None = None
    drugs: tuple[Text, ...] = ()
    body_parts: tuple[Text, ...] = ()
    unless_parts: tuple[Text, ...] = ()
    state: tuple[State, ...] = ()
    each: tuple[Text, ...] = ()
    one_of: tuple[tuple[Text, ...], ...] = ()
    against: tuple[Text, ...] = ()
    weighed: tuple[Text, ...] = ()
    beside_number: bool = False
    sources: tuple[Text, ...] = Field(min_length=1)
    verification: Verification
    source: Text

    @model_validator(mode="after")
    def _asks_something(self) -> CriteriaSet:
        if not (self.each or self.one_of):
            raise ValueError("each or one_of: at least one thing that is asked")
        for pattern in filter(None, (self.title, self.unless)):
            re.compile(pattern)
        for one in self.sources:
            if not _SOURCE.fullmatch(one):
                raise ValueError(f"sources: <guideline>/<edition>[/<section>[#<passage>]], {one!r}")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that is asked, in order, each once."""
        paths = (one for path in self.one_of for one in path)
        told = (*self.each, *paths, *self.against, *self.weighed)
        return tuple(dict.fromkeys(told))


class CriteriaForm(Value):
    """A whole `<service>.toml`."""

    criteria: tuple[CriteriaSet, ...] = Field(min_length=1)


class Asked(NamedTuple):
    """A set with who asks it: an edition in force and, where at hand, its passage."""

    criteria: CriteriaSet
    edition: str
    passage: Passage | None


def criteria_sets(service: str) -> tuple[CriteriaSet, ...]:
    """The sets of a service, in the order in which they are tried. Empty where none is recorded."""
    return _sets(library(), service)


@lru_cache(maxsize=128)
def _sets(books: Library, service: str) -> tuple[CriteriaSet, ...]:
    file = Path(books.folder) / FOLDER / f"{service}.toml"
    return read_form(file, CriteriaForm).criteria if file.is_file() else ()


def asked_for(
    service: str,
    title: str,
    body_parts: Sequence[str],
    day: date | None,
    *,
    drugs: Collection[str] = (),
    states: Collection[str] = (),
    preferred: str | None = None,
) -> Asked | None:
    """The set of criteria that a request is measured by; None where no source in force has one.

    drugs      generic names of the drugs that the request names
    states     the states that the request is in, of `State`
    preferred  key of the edition that governs the request, which goes before the order of sources
    """
    for one in criteria_sets(service):
        if not _is_for(one, title, body_parts, drugs, states):
            continue
        found = _source(library(), one.sources, tuple(body_parts), day, preferred)
        if found is not None:
            return Asked(one, *found)
    return None


def _is_for(
    one: CriteriaSet,
    title: str,
    body_parts: Sequence[str],
    drugs: Collection[str],
    states: Collection[str],
) -> bool:
    return (
        (one.title is None or re.search(one.title, title, re.IGNORECASE) is not None)
        and (one.unless is None or re.search(one.unless, title, re.IGNORECASE) is None)
        and (not one.drugs or any(name in drug.split() for name in one.drugs for drug in drugs))
        and (not one.state or bool({*one.state} & {*states}))
        and (not one.body_parts or _fits(one.body_parts, body_parts))
        and not _fits(one.unless_parts, body_parts)
    )


def _fits(own: Sequence[str], asked: Sequence[str]) -> bool:
    return any(same_region(one, part) for one in own for part in asked)


@lru_cache(maxsize=2048)
def _source(
    books: Library,
    sources: tuple[str, ...],
    body_parts: tuple[str, ...],
    day: date | None,
    preferred: str | None,
) -> tuple[str, Passage | None] | None:
    """The first source in force that is about the part, that of the governing edition first."""
    found: list[tuple[str, Passage | None]] = []
    of_parts: list[tuple[str, Passage | None]] = []
    for one in sources:
        guideline, wanted, *rest = one.split("/")
        for key in _in_force(books, guideline, wanted, day):
            passage = _passage(books, key, rest[0]) if rest else None
            parts = passage.body_parts if passage else books.headers[key].body_parts
            if (rest and passage is None) or (
                parts and body_parts and not _fits(parts, body_parts)
            ):
                continue
            # where no part is named, what is about no part goes first
            (found if body_parts or not parts else of_parts).append((key, passage))
    found += of_parts
    return next((one for one in found if one[0] == preferred), found[0] if found else None)


def _in_force(books: Library, guideline: str, wanted: str, day: date | None) -> list[str]:
    """The keys of the editions that a source names; without a day the latest of them."""
    keys = []
    for key, header in books.headers.items():
        name, _, edition = key.partition("/")
        if name != guideline or wanted not in {edition, "*"}:
            continue
        if wanted == "*" and (header.start is None or not _DATED.fullmatch(edition)):
            continue
        after = header.start is not None and day is not None and day < header.start
        before = header.end is not None and day is not None and day > header.end
        if not (after or before):
            keys.append(key)
    return keys[-1:]


def _passage(books: Library, key: str, wanted: str) -> Passage | None:
    """The passage `wanted` of an edition, or the first of the section of that name."""
    whole = f"{key}/{wanted}"
    for one in books.passages(key):
        if one.id == whole or one.id.startswith(f"{whole}#"):
            return one
    return None


def basis_of(identifier: str) -> tuple[str, ...]:
    """On what the criteria rest that name a passage or an edition: each as its set says it."""
    books = library()
    files = sorted((Path(books.folder) / FOLDER).glob("*.toml"))
    every = (one for file in files for one in _sets(books, file.stem))
    told = (one.source for one in every if any(_names(own, identifier) for own in one.sources))
    return tuple(dict.fromkeys(told))


def _names(source: str, identifier: str) -> bool:
    """Whether a source of a set is the passage or edition of that id, or one of its kind."""
    guideline, wanted, *section = source.split("/")
    name, edition, *own = identifier.split("/")
    same = guideline == name and wanted in {edition, "*"}
    if not section or not own:
        return same and not section
    return (same and own[0] in {section[0], section[0].split("#")[0]}) or (
        same and own[0].startswith(f"{section[0]}#")
    )


def problems(knows: Callable[[str], bool]) -> list[str]:
    """What in the sets does not fit the corpus: unknown sources, and what `knows` does not know."""
    books = library()
    told = []
    for file in sorted((Path(books.folder) / FOLDER).glob("*.toml")):
        for one in _sets(books, file.stem):
            where = f"{file.name}: {one.name}"
            told += [f"{where}: no words for {name}" for name in one.names if not knows(name)]
            for source in one.sources:
                guideline, wanted, *rest = source.split("/")
                keys = [key for key in books.headers if key.split("/")[0] == guideline]
                if wanted != "*":
                    keys = [key for key in keys if key == f"{guideline}/{wanted}"]
                if not keys:
                    told.append(f"{where}: no edition {source}")
                elif rest and not any(_passage(books, key, rest[0]) for key in keys):
                    told.append(f"{where}: no section {source}")
    return told
