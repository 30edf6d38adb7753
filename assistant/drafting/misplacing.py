"""Sentences whose parts all stand in their sources, and not where or of what they are said to be.

A value of another drug, side or day, a limit of another item's care, words said to be of a document
that they are not of, a course told from its end, a person whom no source names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.bindings import Piece, crossed
from assistant.drafting.context import Source
from assistant.drafting.doubts import Doubt, words
from assistant.drafting.models import DraftItem, GuidelineSupport
from assistant.terms import find_services

_KINDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(rf"\b(?:{said})\b", re.IGNORECASE), frozenset(kinds))
    for said, kinds in (
        (r"utili[sz]ation review(?:er)?|claims administrator", ("ur_decision",)),
        (r"operative (?:report|note)", ("operative_report",)),
        (r"(?:therapy|treatment|chiropractic|acupuncture) notes?", ("therapy_note",)),
        (r"(?:imaging|radiology|mri|x-?ray) reports?", ("imaging",)),
        (r"progress reports?|pr-2", ("progress_report",)),
        (r"requests? for authorization|rfa", ("request_for_authorization",)),
        (r"first report", ("first_report",)),
    )
)
"""Documents as a sentence names them, with their kinds."""

_FROM_TO = re.compile(
    r"\b(?P<verb>fell|dropp?ed|decreased|declined|lessened|eased|went down|rose|increased|climbed|"
    r"grew|went up|worsened)\b[^.;]{0,40}?\bfrom (?P<first>\d+(?:\.\d+)?)[^.;]{0,60}?\bto "
    r"(?P<last>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_DOWN = frozenset({"fell", "droped", "dropped", "decreased", "declined", "lessened", "eased"})
_PERSON = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof)\.? (?=[A-Z])\w+|\b[A-Z]\. [A-Z][a-z]{2,}\b")
_NAME = re.compile(r"(?<=[a-z0-9,;)] )[A-Z][a-z]{2,}\b")
_DESCRIBED = re.compile(
    r"year-old (?P<what>[a-z -]{3,60}?)(?=[.,;]| (?:who|with|that|and|injured)\b|$)",
    re.IGNORECASE,
)


_SEXES = frozenset({"female", "male", "man", "woman"})


def foreign(source: Source, own: Sequence[DraftItem]) -> Iterator[Doubt]:
    """A limit that is of other services than the item that cites it, and not of its criteria."""
    for item in own:
        services = {item.service, *(one.service for one in find_services(item.title))}
        used = {
            support.id
            for row in item.criteria
            for support in row.supports
            if isinstance(support, GuidelineSupport)
        }
        if source.services and source.id not in used and not services & set(source.services):
            yield Doubt("GRD004", "a limit for the care that the item asks for", source.id)


def misput(text: str, pieces: Sequence[Piece], quoted: Sequence[Piece]) -> Iterator[Doubt]:
    """What the sentence puts together and its sources do not; `quoted` are words of records."""
    source = "\n".join(piece.text for piece in pieces)
    for one in crossed(text, pieces):
        yield Doubt("GRD004", "values with what the source gives them to", one)
    for said, kinds in _KINDS:
        named = said.search(text)
        unknown = any(piece.kind in {*kinds, "other", ""} for piece in quoted)
        if named and quoted and not unknown and not said.search(source):
            yield Doubt("GRD004", "the document that the words are of", named.group())
    yield from _course(text, quoted)
    known = {word.casefold() for word in re.findall(r"[A-Za-z]+", source)}
    for found in _PERSON.finditer(text):
        yield Doubt("GRD009", "no name that identifies a person", found.group())
    for found in _NAME.finditer(text):
        word = found.group().casefold()
        if source and word not in known and word not in words()["plain"] and word not in _MONTHS:
            yield Doubt("GRD004", "a name that stands in what is cited", found.group())
    described = _DESCRIBED.search(text)
    if described and quoted:
        told = re.findall(r"[a-z]+", described["what"].lower())
        strange = [word for word in told if word not in known and word not in _SEXES]
        if strange:
            yield Doubt("GRD006", "the patient as the record describes", " ".join(strange))


def course_verb(text: str) -> set[str]:
    """The verb of a course from one value to another, which its values are held against."""
    found = _FROM_TO.search(text)
    return set(found["verb"].lower().split()) if found else set()


def _course(text: str, quoted: Sequence[Piece]) -> Iterator[Doubt]:
    """A rise told as a fall, and a course whose first value is of a later day than its last."""
    found = _FROM_TO.search(text)
    if found is None:
        return
    first, last = float(found["first"]), float(found["last"])
    down = found["verb"].lower().split()[0] in _DOWN or found["verb"].lower() == "went down"
    days = [
        [piece.day for piece in quoted if piece.day and _holds(piece.text, value)]
        for value in (found["first"], found["last"])
    ]
    backwards = bool(days[0] and days[1] and min(days[0]) > max(days[1]))
    if (last >= first if down else last <= first) or backwards:
        yield Doubt("GRD004", "the course as the records give it", found.group())


def _holds(text: str, value: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.]\d)", text) is not None


_MONTHS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    )
)
