"""Where the records say a thing, in their own sentence, and whether that sentence denies it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.case_file import CaseFile, RecordKind
from assistant.drafting.wording import day
from assistant.facts.finding import denied_before
from assistant.facts.identifiers import Withheld
from assistant.facts.models import Source
from assistant.facts.prose import Prose
from assistant.terms import CARE_SERVICES, find_drugs, find_services

_REST = re.compile(r"[\w/]{0,30}")
_MONTHS = r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
_LONGEST = 220
"""Characters of a sentence that is quoted whole; of a longer one only the clause is."""

_KINDS: dict[RecordKind, str] = {
    "progress_report": "progress report",
    "first_report": "doctor's first report",
    "request_for_authorization": "request for authorization",
    "therapy_note": "therapy note",
    "imaging": "imaging report",
    "operative_report": "operative report",
    "imr_application": "application for review",
}


class Seen(NamedTuple):
    """The place that says it, whether its clause denies it, and what it is `told` to record."""

    source: Source
    denied: bool
    told: str = ""


def proses_of(case: CaseFile) -> list[Prose]:
    """The records that may document what is asked.

    The utilization review does not document what the treating records must (8 CCR 9792.10.6).
    """
    return [
        Prose(record, part)
        for record in case.records
        for part in record.divided()
        if part.kind != "ur_decision"
    ]


REVIEWED = re.compile(
    r"\butili[sz]ation review\b|\bnon-?certified\b|\bnot medically necessary\b", re.IGNORECASE
)
"""Words of a sentence that tells what utilization review found, which documents nothing."""

_MEDICINE = re.compile(
    r"\b(?:medications?|meds|medicines?|drugs?|analgesics?|opioids?|NSAIDs?|pills?|tablets?)\b",
    re.IGNORECASE,
)


def look(
    shows: re.Pattern[str], proses: Sequence[Prose], drugs: frozenset[str] | None = None
) -> Seen | None:
    """The latest words that say it; words that deny it only where nothing says it.

    With `drugs` only words that are said of one of them, or of medication, count.
    """
    best: Seen | None = None
    for prose in proses:
        for found in shows.finditer(prose.text):
            start, end = prose.sentence(found.start())
            if REVIEWED.search(prose.text, start, end):
                continue
            if drugs is not None and not of_drugs(prose, start, end, drugs):
                continue
            denied = denied_before(prose.text, start, found.start())
            seen = Seen(quotation(prose, start, end, found.start(), found.end()), denied)
            if best is None or (best.denied, -_age(best)) > (denied, -_age(seen)):
                best = seen
    return best


def of_drugs(prose: Prose, start: int, end: int, drugs: frozenset[str]) -> bool:
    """Whether the sentence, or the one before it, speaks of one of the drugs or of medication."""
    own = prose.text[start:end]
    if drugs & generics(own):
        return True
    if any(one.service in CARE_SERVICES for one in find_services(own)):
        return False
    before = prose.sentence(max(start - 2, 0))[0] if start else 0
    near = prose.text[before:end]
    named = generics(near)
    return bool(named & drugs) if named else _MEDICINE.search(near) is not None


def generics(text: str) -> frozenset[str]:
    """The drugs that `text` names, each ingredient of a combination by itself."""
    return frozenset(part for drug in find_drugs(text) for part in drug.generic.split("/"))


_HEADING = re.compile(r"[^a-z.\n]*[A-Z]{3}[^a-z.\n]*[ /][^a-z.\n]*[A-Z]{3}[^a-z.\n]*")
_CAPITALS = 0.3
"""Share of small letters below which a record is typed in capitals throughout."""


def is_heading(source: Source, text: str) -> bool:
    """Whether the quoted words are a heading of the record `text`: a line in capitals alone."""
    return _HEADING.fullmatch(source.quote.strip()) is not None and _has_small_letters(text)


@lru_cache(maxsize=256)
def _has_small_letters(text: str) -> bool:
    small = sum(map(str.islower, text))
    return small > _CAPITALS * (small + sum(map(str.isupper, text)))


def _below_headings(prose: Prose, start: int, first: int) -> int:
    """Where a sentence begins whose first lines, before the words at `first`, are headings."""
    while (line := prose.text.find("\n", start, first)) > 0:
        words = re.sub(_MONTHS, "", prose.text[start:line])
        if not _HEADING.fullmatch(words.strip()) or not _has_small_letters(prose.text):
            break
        start = line + 1
    return start


def quotation(prose: Prose, start: int, end: int, first: int, last: int) -> Source:
    """The sentence of the words `first` to `last`; those alone where it is long or names someone.

    Names and numbers that identify a person never reach a letter.
    """
    start = _below_headings(prose, start, first)
    own = prose.text[start:end]
    if end - start <= _LONGEST and _withheld(prose.record.document.text).without(own) == own:
        return prose.source(start, end)
    word = _REST.match(prose.text, last)
    return prose.source(first, min(word.end() if word else last, end))


@lru_cache(maxsize=256)
def _withheld(text: str) -> Withheld:
    """What identifies a person in a record, learned from all of it."""
    return Withheld((text,))


def recorded(source: Source) -> str:
    """The record as a sentence names it: "the progress report of 08-15-2013"."""
    kind = _KINDS.get(source.kind)
    name = f"the {kind}" if kind else "the medical record"
    if source.written is not None:
        return f"{name} of {day(source.written)}"
    # files are often named for the patient: no letter names them
    return name if kind else "an undated medical record"


def quoted(source: Source) -> str:
    """The words of a record inside a sentence, without the stop that ends them."""
    return source.quote.rstrip(".;, ").replace('"', "'")


def _age(seen: Seen) -> int:
    """The day of the record as a number; 0 where it has none."""
    return seen.source.written.toordinal() if seen.source.written else 0
