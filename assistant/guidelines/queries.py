"""Exact look-ups: editions by their printed name, limits by service and date, passages by id."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.errors import InvalidField
from assistant.guidelines.library import Library
from assistant.guidelines.models import Edition, Limit, Passage
from assistant.guidelines.recorded import recorded
from assistant.guidelines.titles import SectionList, split_list, squeezed
from assistant.settings import corpus_folder
from assistant.terms import SERVICES, regions_of
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from assistant.guidelines.forms import EditionForm

_PREFIX = expression(r"^(?:CA\s+|California\s+)?(?:MTUS|DWC)?\s*[:,-]?\s*", re.IGNORECASE)
_SHORTEST_CONTAINED = 8
_PHASES = ("trial", "total", "flare_up", "maintenance", "post_surgical", "acute", "any")


@lru_cache(maxsize=1)
def library() -> Library:
    """The corpus that the settings name, with this user's own verifications, read once."""
    return Library(corpus_folder(), recorded())


@lru_cache(maxsize=1)
def catalog() -> tuple[Edition, ...]:
    """Every edition with its sections, in order of key."""
    books = library()
    return tuple(books.contents(key).edition for key in books.headers)


def edition(key: str) -> Edition:
    """The edition `key`, as "chronic-pain/2009". Raises `InvalidField` for an unknown key."""
    books = library()
    if key not in books.headers:
        raise InvalidField("guidelines", "edition", "a key of the catalog", key)
    return books.contents(key).edition


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, ...]]:
    """Keys of editions by each squeezed printed form of their chapter title."""
    forms: dict[str, list[str]] = {}
    for key, header in library().headers.items():
        for title in (header.chapter, header.cite_as, *header.aliases):
            keys = forms.setdefault(squeezed(title), [])
            if key not in keys:
                keys.append(key)
    return {form: tuple(keys) for form, keys in forms.items()}


@lru_cache(maxsize=512)
def _keys_named(chapter_text: str) -> tuple[str, ...]:
    """Keys of the editions that `chapter_text` can mean, the closest title only."""
    wanted = squeezed(_PREFIX.sub("", chapter_text))
    forms = _forms()
    for form in (wanted, wanted + "guidelines", wanted.removesuffix("guidelines")):
        if form in forms:
            return forms[form]
    contained = [form for form in forms if len(form) >= _SHORTEST_CONTAINED and form in wanted]
    return forms[max(contained, key=len)] if contained else ()


def _header(key: str) -> EditionForm:
    return library().headers[key]


def editions_named(chapter_text: str) -> tuple[Edition, ...]:
    """Every edition of the chapter that `chapter_text` names, oldest first; empty for none.

    Case, punctuation, "&" and "and", a leading "MTUS" and a trailing "Guidelines" do not matter; a
    longer text that contains a known title ("ACOEM Chapter 12 Low Back Complaints") names it.
    """
    keys = sorted(_keys_named(chapter_text), key=lambda key: _header(key).year or 0)
    return tuple(edition(key) for key in keys)


def find_edition(chapter_text: str, year: int | None, as_of: date | None = None) -> Edition | None:
    """The edition of `chapter_text` of `year`, or None where the catalog has none.

    Without a year (letters before 2015 print none): the edition in force on `as_of`, else the only
    edition of that name, else the undated entry of the catalog.
    """
    key = _key_of(library(), chapter_text, year, as_of)
    return edition(key) if key else None


@lru_cache(maxsize=1024)
def _key_of(books: Library, chapter_text: str, year: int | None, as_of: date | None) -> str | None:
    """The key of the edition that `find_edition` tells of; letters cite the same few."""
    keys = _keys_named(chapter_text)
    if year is not None:
        return next((key for key in keys if books.headers[key].year == year), None)
    dated = [key for key in keys if books.headers[key].year is not None]
    if as_of is not None:
        for key in dated:
            header = books.headers[key]
            if header.start and header.start <= as_of and (not header.end or as_of <= header.end):
                return key
    if len(dated) == 1:
        return dated[0]
    return next((key for key in keys if key not in dated), None)


@lru_cache(maxsize=128)
def _section_forms(key: str) -> dict[str, str]:
    """Canonical titles of edition `key` by squeezed printed form."""
    forms: dict[str, str] = {}
    for section in edition(key).sections:
        for title in (section.title, *section.aliases):
            forms.setdefault(squeezed(title), section.title)
    return forms


def split_sections(of: Edition, text: str) -> SectionList:
    """A printed "Section(s): …" list as canonical titles of `of` and unknown remainder pieces."""
    return _split(library(), of.key, text)


@lru_cache(maxsize=1024)
def _split(_books: Library, key: str, text: str) -> SectionList:
    """Letters of one batch cite the same few lists."""
    return split_list(_section_forms(key), text)


def match_sections(of: Edition, text: str) -> tuple[str, ...]:
    """The sections of `of` that a printed list names, as canonical titles."""
    return split_sections(of, text).known


def limits_of(edition_key: str, section: str | None = None) -> tuple[Limit, ...]:
    """The limits of one edition, or of one section (canonical title) and those it refers to."""
    contents = library().contents(edition_key)
    if section is None:
        return contents.limits
    named = [found for found in contents.edition.sections if found.title == section]
    slugs = {slug for found in named for slug in (found.slug, *found.see)}
    titles = {found.title for found in contents.edition.sections if found.slug in slugs}
    return tuple(limit for limit in contents.limits if limit.section in titles | {section})


def limit(identifier: str) -> Limit:
    """The limit with that id. Raises `InvalidField` for an unknown one."""
    key = "/".join(identifier.split("/")[:2])
    if key in library().headers:
        for found in library().contents(key).limits:
            if found.id == identifier:
                return found
    raise InvalidField("guidelines", "limit", "an id that `imr limits` prints", identifier)


def limits(
    service: str,
    as_of: date | None = None,
    body_part: str | None = None,
    condition: str | None = None,
) -> list[Limit]:
    """The dated limits for `service`, MTUS first, then by edition, section and phase.

    as_of      keeps to editions in force on that day (undated sources stay)
    body_part  keeps to limits for that region and limits without a region, in chapters likewise
    condition  keeps to limits for that diagnosis, surgery or condition and limits without one

    Raises `InvalidField` for a service that the machine interface does not name.
    """
    if service not in SERVICES:
        raise InvalidField("limits", "service", f"one of {' '.join(SERVICES)}", service)
    return [
        candidate
        for candidate in _limits_for(library(), service, as_of)
        if (not body_part or _is_for(candidate, body_part))
        and (not condition or applies_to_condition(candidate, condition))
    ]


@lru_cache(maxsize=512)
def _limits_for(books: Library, service: str, as_of: date | None) -> tuple[Limit, ...]:
    """The limits of `books` for a service on a day, in order."""
    found = [
        candidate
        for key in keys_in_force(as_of)
        for candidate in books.contents(key).limits
        if service in candidate.services and (as_of is None or candidate.in_force.covers(as_of))
    ]
    return tuple(sorted(found, key=_order))


def keys_in_force(as_of: date | None) -> list[str]:
    """Keys of the editions that were, or may have been, in force on `as_of`; all without a day.

    One whose days are not known may have been in force from its year on, and not before.
    """
    headers = library().headers
    if as_of is None:
        return list(headers)
    return [
        key
        for key, header in headers.items()
        if (header.start or date(header.year or 1, 1, 1)) <= as_of
        and (header.end is None or as_of <= header.end)
    ]


def _order(found: Limit) -> tuple[int, str, str, int, str]:
    place = _PHASES.index(found.phase)
    return (found.rank, found.edition, found.section, place, found.id)


@lru_cache(maxsize=1024)
def _regions(part: str) -> frozenset[str]:
    """The guideline regions of a part, or the part itself where terms know none."""
    return frozenset(regions_of(part)) or frozenset({part.casefold()})


def _is_for(candidate: Limit, body_part: str) -> bool:
    """Whether a limit, and the chapter it stands in, are for the region of `body_part`."""
    parts = library().headers[candidate.edition].body_parts
    about = not parts or any(_regions(body_part) & _regions(part) for part in parts)
    return about and applies_to_part(candidate, body_part)


def applies_to_part(candidate: Limit, body_part: str) -> bool:
    """Whether a limit is for a region that `body_part` lies in, or for no region in particular."""
    if not candidate.body_parts:
        return True
    wanted = _regions(body_part)
    return any(wanted & _regions(part) for part in candidate.body_parts)


_WORDS = expression(r"[a-z0-9]+")


@lru_cache(maxsize=2048)
def words_of(text: str) -> frozenset[str]:
    """The words of `text` in lower case and in the singular: "bodies" is "body"."""
    return frozenset(_singular(word) for word in _WORDS.findall(text.casefold()))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s") if len(word) > 3 else word


def applies_to_condition(candidate: Limit, condition: str) -> bool:
    """Whether `condition` names a diagnosis of the limit, or the limit has none.

    A diagnosis is named when all of its words stand in `condition`, or the other way round.
    """
    if not candidate.diagnoses:
        return True
    asked = words_of(condition)
    return any(
        asked <= words_of(diagnosis) or words_of(diagnosis) <= asked
        for diagnosis in candidate.diagnoses
    )


@lru_cache(maxsize=1)
def passages() -> tuple[Passage, ...]:
    """Every passage of the corpus, in order of id of edition, section and heading."""
    books = library()
    return tuple(passage for key in books.headers for passage in books.passages(key))


def passage(identifier: str) -> Passage:
    """The passage with that id. Raises `InvalidField` for an unknown one."""
    key = "/".join(identifier.split("/")[:2])
    if key in library().headers:
        for found in library().passages(key):
            if found.id == identifier:
                return found
    raise InvalidField("guidelines", "passage", "an id that `imr search` prints", identifier)
