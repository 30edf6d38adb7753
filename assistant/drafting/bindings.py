"""Whether what a sentence puts together stands together in its sources.

Every number, side and drug of "tramadol 300 mg and gabapentin 50 mg" stands in "tramadol 50 mg and
gabapentin 300 mg". So a value of a sentence (a number, side, level, result) is held against the
clauses of the sources that have it: where each of them gives it to another drug, side, movement,
body part, level or day than the clause of the sentence does, the two were not found together. The
day of a record counts for each clause quoted from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.letters.dates import PATTERN, read_date
from assistant.terms import find_body_parts, find_drugs

Feature = tuple[str, str]

_CUT = re.compile(
    r"(?<=[.;!?])\s+|\n|,\s|;\s|\b(?:and|but|while|whereas|then|versus|vs|from|to)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z\"“(])|\n")
_DAY = re.compile(PATTERN, re.IGNORECASE)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTH = re.compile(
    rf"\b({'|'.join(_MONTHS)})(?:,? of)?,? (\d{{4}})\b"
    rf"|\b(?:in|of|since|until|by|early|late|mid|during)[ -]({'|'.join(_MONTHS)})\b"
    r"(?!(?:,? of)?,? \d{4}\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w./-])\d{1,9}(?:,\d{3})*(?:\.\d{1,4})?(?![\w])(?!/\d{1,2}/)")
_SIDE = re.compile(r"\b(left|right|bilateral|both)\b", re.IGNORECASE)
_RESULT = re.compile(
    r"\b(positive|negative|normal|abnormal|intact|absent|present)\b", re.IGNORECASE
)
_MOVEMENT = re.compile(
    r"\b(flexion|extension|abduction|adduction|(?:internal |external )?rotation|dorsiflexion|"
    r"pronation|supination|inversion|eversion|tilt|grip)\b",
    re.IGNORECASE,
)
LEVEL = re.compile(r"\b([CTL]\d{1,2})\s?[-/–]\s?([CTLS]?)(\d{1,2})\b|\b([CTLS]\d{1,2})\b")

_HEADS = ("drug", "movement", "side", "part", "level", "day", "result")
_VALUES = ("number", "side", "level", "result")


class Piece(NamedTuple):
    """Words that a sentence cites; of a record, the day that it bears and its kind."""

    text: str
    day: date | None = None
    kind: str = ""


def crossed(text: str, pieces: Sequence[Piece]) -> Iterator[str]:
    """What of `text` its sources give to something else, in words."""
    clauses = [
        (found, _of_day(piece.day))
        for piece in pieces
        for sentence in _SENTENCE.split(piece.text)
        for found in _clauses(sentence)
    ]
    sources = [own | days for own, days in clauses]
    # a day that no quoted record bears is not that of a visit: of an injury, of a decision
    visits = {one for _, days in clauses for one in days}
    told: set[str] = set()
    for own in _clauses(text):
        for head in own:
            for value in own:
                if head[0] == value[0] or head[0] not in _HEADS or value[0] not in _VALUES:
                    continue
                if head[0] == "day" and head not in visits:
                    continue
                if (words := _apart(head, value, sources)) and words not in told:
                    told.add(words)
                    yield words


def _apart(head: Feature, value: Feature, sources: Sequence[set[Feature]]) -> str:
    """The two in words where every clause with the value has another head of that kind."""
    holding = [one for one in sources if value in one]
    if not holding or not any(head in one for one in sources):
        return ""
    for one in holding:
        others = _kinds(one, head[0])
        if head in others or not others:
            return ""
    return f"{value[1]} with {head[1]}"


def _kinds(features: Iterable[Feature], kind: str) -> set[Feature]:
    return {one for one in features if one[0] == kind}


def _clauses(sentence: str) -> list[set[Feature]]:
    """The features of each clause; a day or month that is the only one counts for all of them."""
    days = set(days_of(sentence))
    alone = len({day[-2:] if len(day) < 8 else day[5:7] for _, day in days}) <= 1
    # the day is kept whole, so that no cut falls into it
    parts = [part for part in _CUT.split(sentence) if part and part.strip()]
    return [
        _features(_DAY.sub(" ", part)) | (days if alone else set(days_of(part))) for part in parts
    ]


def _features(text: str) -> set[Feature]:
    found: set[Feature] = {("drug", one.generic) for one in find_drugs(text)}
    found |= {("part", one.part) for one in find_body_parts(text)}
    found |= {("level", one) for one in levels_of(text)}
    found |= {("side", _side(one)) for one in _SIDE.findall(text)}
    found |= {("result", one.lower()) for one in _RESULT.findall(text)}
    found |= {("movement", " ".join(one.lower().split())) for one in _MOVEMENT.findall(text)}
    bare = LEVEL.sub(" ", text)
    return found | {("number", f"{float(one.replace(',', '')):g}") for one in _NUMBER.findall(bare)}


def _side(word: str) -> str:
    return word.lower().replace("both", "bilateral")


def levels_of(text: str) -> set[str]:
    """Spinal levels in one form: "L4-L5" and "L4/5" are L4-5."""
    return {
        f"{first}-{letter if letter != first[0] else ''}{second}" if first else alone
        for first, letter, second, alone in LEVEL.findall(text)
    }


def days_of(text: str) -> Iterator[Feature]:
    """The days of `text`, and the months that it names, a day's month too."""
    for found in _DAY.finditer(text):
        day = read_date(found.group())
        if day is not None:
            yield from _of_day(day)
    for named, year, alone in _MONTH.findall(_DAY.sub(" ", text)):
        month = _MONTHS.index((alone or named).lower()) + 1
        yield from (("day", f"{one}-{month:02}") for one in ("*", year) if one)


def _of_day(day: date | None) -> set[Feature]:
    """A day as features: itself, its month, and its month without the year."""
    if day is None:
        return set()
    return {("day", f"{day:%Y-%m-%d}"), ("day", f"{day:%Y-%m}"), ("day", f"*-{day:%m}")}


def months_of(text: str, written: Sequence[date] = ()) -> set[str]:
    """Months with their year that `text` names, and those of its days; `written` are days too."""
    found = {name for _, name in days_of(text)}
    found |= {name for day in written for _, name in _of_day(day)}
    return {name for name in found if len(name) < len("2016-03-08")}


def month_names(days: Iterable[date]) -> set[str]:
    """The names of the months of `days`."""
    return {_MONTHS[day.month - 1] for day in days}
