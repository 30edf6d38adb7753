"""Whether each statement of a model says what its sources say.

Ids and quotes are looked up exactly. Every number, date, side, body part, drug and service of a
sentence must stand in what it cites, a negation on both sides or on none, and most of its other
words too. A statement that fails is reported as it stands: nothing is removed and nothing mended.
Similarity never counts as agreement, because "6" and "12", "left" and "right" are similar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.drafting.answer import Answered
from assistant.drafting.bindings import Piece, levels_of, month_names, months_of
from assistant.drafting.context import Material
from assistant.drafting.doubts import Doubt, words
from assistant.drafting.measuring import mismeasured
from assistant.drafting.misplacing import course_verb, foreign, misput
from assistant.drafting.models import (
    AbsenceSupport,
    CaseSupport,
    DraftItem,
    GuidelineSupport,
    RecordSupport,
    Support,
)
from assistant.drafting.overreach import overreach
from assistant.drafting.placeholders import Placeholders
from assistant.drafting.qualifiers import unsupported
from assistant.drafting.wording import service_name
from assistant.letters.dates import PATTERN, read_date
from assistant.quantities import find_amounts
from assistant.terms import expand, find_body_parts, find_drugs, find_services
from assistant.text import Span, fold

_SHARE = 0.6
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{2,40}")
_NUMBER = re.compile(r"(?<![\w.])\d{1,9}(?:,\d{3})*(?:\.\d{1,4})?")
_DAY = re.compile(PATTERN, re.IGNORECASE)
_SIDE = re.compile(r"\b(left|right|bilateral|both)\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\b(visit|session|treatment|week|month|day|year|hour|minute|percent|mg|mcg|degree|pound|lb|kg|"
    r"kilogram|kilo|ounce|cm|centimet(?:er|re)|mm|millimet(?:er|re)|milligram|microgram|ml|"
    r"millilit(?:er|re)|inch|feet|foot|met(?:er|re)|mile|kilomet(?:er|re)|block|tablet|capsule|pill)"
    r"(?:e?s)?\b|%",
    re.IGNORECASE,
)
_UNITS = {
    "lb": "pound",
    "kilogram": "kg",
    "kilo": "kg",
    "centimeter": "cm",
    "centimetre": "cm",
    "millimeter": "mm",
    "millimetre": "mm",
    "milligram": "mg",
    "microgram": "mcg",
    "milliliter": "ml",
    "millilitre": "ml",
    "foot": "feet",
    "pill": "tablet",
}
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|without|denie[sd]|denying|negative|absent|absence|lacks?|lacked|"
    r"unable|cannot|fail(?:s|ed|ure)?)\b|n['’]t\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b(?:not|un)[ -]?documented\b|\bno (?:record|documentation|report)\b|\bnot (?:stated|given|"
    r"available|on record)\b|\bdo(?:es)? not (?:document|say|state|give|hold|contain|show)\b",
    re.IGNORECASE,
)
_PHASE = re.compile(r"\b(trial|total|maintenance|flare-?up)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=[.;])\s+|\n")
_SENTENCE = re.compile(r"(?<=[.;:])\s+|\n")


class Grounded(NamedTuple):
    """A statement with its supports and what is wrong with it."""

    item: int
    text: str
    supports: tuple[Support, ...]
    doubts: tuple[Doubt, ...]


def ground(
    one: Answered, material: Material, items: Sequence[DraftItem], names: Placeholders
) -> Grounded:
    """The statement with its supports looked up, and every doubt about it."""
    text = " ".join(names.restore(one.text).split())
    supports: list[Support] = []
    doubts: list[Doubt] = []
    words: list[str] = []
    pieces: list[Piece] = []
    own = [item for item in items if item.number == one.item]
    for identifier in one.guidelines:
        source = material.source(identifier)
        citation = source.citation if source else "no such id was given"
        supports.append(GuidelineSupport(id=identifier, citation=citation))
        if source is None:
            doubts.append(Doubt("GRD001", "an id of the passages and limits given", identifier))
            continue
        words.append(f"{source.citation} {source.text}")
        doubts += foreign(source, own)
    for name in one.case_fields:
        value = material.field(name)
        supports.append(CaseSupport(field=name, value=value or "no such field"))
        if value is None:
            doubts.append(Doubt("GRD001", "a field of case.json that was given", name))
        else:
            words.append(f"{name.replace('_', ' ').replace('.', ' ')} {value}")
    for cited in one.records:
        support, doubt = _quoted(cited.record, names.restore(cited.quote), material)
        supports.append(support)
        excerpt = material.excerpt(cited.record)
        if doubt or excerpt is None:
            doubts += [doubt] if doubt else []
        else:
            words.append(support.quote)
            pieces.append(Piece(support.quote, excerpt.written, excerpt.kind))
    if not supports:
        supports.append(AbsenceSupport(looked_for="what this statement rests on", searched=()))
        if not _GAP.search(text):
            doubts.append(Doubt("GRD003", "a source for each statement", "none"))
    if words or not doubts:
        quotes = [names.restore(cited.quote) for cited in one.records]
        days = tuple(piece.day for piece in pieces if piece.day)
        doubts += differences(text, "\n".join(words), quotes, own, days)
        held = {piece.text for piece in pieces}
        rest = [Piece(said) for said in words if said not in held]
        doubts += misput(text, [*pieces, *rest], pieces)
        about = " ".join(item.title for item in own)
        held_by = [found for found in map(material.source, one.guidelines) if found is not None]
        doubts += mismeasured(text, "\n".join((*words, about)), quotes, held_by)
    doubts += overreach(text, names)
    return Grounded(one.item, text, tuple(supports), tuple(dict.fromkeys(doubts)))


def _quoted(identifier: str, quote: str, material: Material) -> tuple[RecordSupport, Doubt | None]:
    excerpt = material.excerpt(identifier)
    wanted = " ".join(quote.split())
    if excerpt is None:
        missing = RecordSupport(document=identifier, page=1, span=Span(0, 0), quote=wanted)
        return missing, Doubt("GRD001", "an id of the excerpts given", identifier)
    folded = fold(excerpt.text)
    at = folded.text.find(wanted) if wanted else -1
    if at < 0 or not whole(folded.text, at, at + len(wanted)):
        missing = RecordSupport(
            document=excerpt.document, page=excerpt.page, span=excerpt.span, quote=wanted
        )
        return missing, Doubt("GRD002", "words that stand in the record", wanted[:160] or "nothing")
    span = folded.span(at, at + len(wanted)).shifted(excerpt.span.start)
    return (
        RecordSupport(document=excerpt.document, page=excerpt.page, span=span, quote=wanted),
        None,
    )


def _apart(text: str, source: str) -> Iterator[str]:
    """Amounts whose number, period and phase no single sentence of the source holds together."""
    sentences = _CLAUSE.split(source)
    phases = {found.lower() for found in _PHASE.findall(text)}
    before = 0
    for amount in find_amounts(text):
        # a phase that stands before an earlier amount is that one's
        since, before = before, amount.extent.end
        if amount.unit != "visits" or not source:
            continue
        wanted = {f"{value:g}" for value in amount.value}
        wanted |= {f"{value:g}" for value in amount.over.value} if amount.over else set()
        near = text[max(amount.extent.start - 40, since) : amount.extent.end + 20].lower()
        own = {phase for phase in phases if phase in near} if len(phases) == 1 else set()
        held = any(
            wanted <= numbers_of(sentence)
            and own <= {one.lower() for one in _PHASE.findall(sentence)}
            for sentence in sentences
        )
        if not held:
            yield text[amount.extent.start : amount.extent.end]


def whole(text: str, start: int, end: int) -> bool:
    """Whether the quote neither begins nor ends inside a word or number."""
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    return before and after


def differences(
    text: str,
    source: str,
    quotes: Sequence[str],
    own: Sequence[DraftItem],
    written: Sequence[date] = (),
) -> Iterator[Doubt]:
    """What the sentence says and its sources do not; `written` are days of the records quoted."""
    about = " ".join(f"{item.title} {service_name(item.service)}" for item in own)
    both = f"{source}\n{about}"
    for name, found, known in (
        ("number", numbers_of(text), numbers_of(source or about)),
        ("date", _days(text), _days(source or about) | {f"{day}" for day in written}),
        ("month", months_of(text), months_of(source or about, written)),
        ("spinal level", levels_of(text), levels_of(both)),
        ("side", _sides(text), _sides(both)),
        (
            "unit",
            _units(text),
            _units(both) | ({"visit", "session", "treatment"} if own else set()),
        ),
        ("term", _terms(text), _terms(both)),
    ):
        for one in sorted(found - known):
            yield Doubt("GRD004", f"a {name} that stands in what is cited", one)
    for one in unsupported(text, both) if source and not _GAP.search(text) else ():
        yield Doubt("GRD004", "a word of this meaning in what is cited", one)
    for one in _apart(text, source):
        yield Doubt("GRD004", "numbers of one limit, in its phase", one)
    if _GAP.search(text):
        return
    if _turned(text, source, quotes):
        yield Doubt("GRD005", "the negation of the source, neither added nor dropped", text[:160])
    said = {word.casefold() for word in _WORD.findall(text)} - _plain().keys()
    said -= month_names(written) | course_verb(text)
    known = {_stem(word) for word in _WORD.findall(f"{both} {' '.join(expand(both))}")}
    strange = sorted(word for word in said if _stem(word) not in known)
    if said and len(strange) > (1 - _SHARE) * len(said) and source:
        yield Doubt("GRD006", "words that stand in what is cited", ", ".join(strange[:8]))


def numbers_of(text: str) -> set[str]:
    """The numbers of `text` in digits, spelt ones too; those of dates are left out."""
    bare = _DAY.sub(" ", text)
    spelled = words()["spelled"]
    spelt = {spelled[word] for word in re.findall(r"[a-z]+", bare.lower()) if word in spelled}
    return spelt | {f"{float(found.replace(',', '')):g}" for found in _NUMBER.findall(bare)}


def _days(text: str) -> set[str]:
    return {day.isoformat() for found in _DAY.finditer(text) if (day := read_date(found.group()))}


def _sides(text: str) -> set[str]:
    return {side.lower().replace("both", "bilateral") for side in _SIDE.findall(text)}


def _units(text: str) -> set[str]:
    found = {(unit or "percent").lower() for unit in _UNIT.findall(text)}
    return {_UNITS.get(unit, unit) for unit in found}


def _terms(text: str) -> set[str]:
    found = {drug.generic for drug in find_drugs(text)}
    found |= {part.part for part in find_body_parts(text)}
    return found | {
        service_name(one.service).removeprefix("the ")
        for one in find_services(text)
        if not one.weak
    }


def _negated(text: str) -> bool:
    return _NEGATION.search(text) is not None


def _turned(text: str, source: str, quotes: Sequence[str]) -> bool:
    """Whether a "not" was added or dropped."""
    if _negated(text) and source and not _negated(source):
        return True
    if quotes and all(map(_negated, quotes)) and not _negated(text):
        return True
    nearest = _nearest(text, source)
    return bool(nearest) and _negated(nearest) != _negated(text)


def _nearest(text: str, source: str) -> str:
    """The sentence of `source` that has most of the words of `text`; empty where none has most."""
    said = {_stem(word) for word in _WORD.findall(text) if word.casefold() not in _plain()}
    best, most = "", max(len(said) * _SHARE, 2.0)
    for sentence in _SENTENCE.split(source):
        shared = len(said & {_stem(word) for word in _WORD.findall(sentence)})
        if shared > most or (shared == most and not best):
            best, most = sentence, shared
    return best


def _plain() -> dict[str, str]:
    return words()["plain"]


def _stem(word: str) -> str:
    low = word.casefold().strip("'’-")
    for end in ("ation", "ing", "ed", "es", "s", "al", "ly"):
        if low.endswith(end) and len(low) - len(end) >= 4:
            return low.removesuffix(end)[:7]
    return low[:7]
