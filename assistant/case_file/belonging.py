"""Papers of another worker among the records: a fax of two files, a page in the wrong one.

What papers say of whom they are about is gathered from their heads: name, date of birth, claim
number, sex, injury date, employer. A paper is another worker's where its name or date of birth is
not that of the case, something else differs too, and nothing that tells a person agrees. One
difference alone is a misspelling, a second claim or a new employer, and tells nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from assistant.case_file.models import Record, RecordPart
from assistant.letters.dates import PATTERN, read_date
from assistant.text.patterns import expression

_HEAD = 2500
_NAME = r"[A-Z][A-Za-z'’-]{1,24}"
_TOLD: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "name",
        expression(
            r"(?m)(?i:\b(?:patient|injured worker|applicant|claimant|employee|worker)"
            r"(?:['’]s)?(?: name)?|^[ \t]*(?:name|re))[ \t]?:[ \t]{0,4}"
            rf"(?P<told>{_NAME},? {_NAME}(?: [A-Z]\.?)?)"
        ),
    ),
    (
        "date of birth",
        expression(
            rf"\b(?:DOB|date of birth|birth ?date)[ \t]?[:.]?[ \t]{{0,4}}(?P<told>{PATTERN})",
            re.IGNORECASE,
        ),
    ),
    (
        "claim number",
        expression(
            r"\bclaim(?: (?:number|no\.?|id|#)|[ ]?#)[ \t]?[:#]{0,2}[ \t]{0,4}"
            r"(?P<told>(?=[A-Z-]{0,8}\d)[A-Z0-9][A-Z0-9-]{4,20})\b",
            re.IGNORECASE,
        ),
    ),
    (
        "sex",
        expression(r"\b(?:sex|gender)[ \t]?:[ \t]{0,4}(?P<told>male|female|m|f)\b", re.IGNORECASE),
    ),
    (
        "injury date",
        expression(
            rf"\b(?:DOI|date of injury|injury date)[ \t]?[:.]?[ \t]{{0,4}}(?P<told>{PATTERN})",
            re.IGNORECASE,
        ),
    ),
    (
        "employer",
        expression(
            r"(?i:\bemployer)[ \t]?:[ \t]{0,4}(?P<told>[A-Z][^\n:;|]{2,40}?)(?=[ \t]{2}|[\n;|]|$)"
        ),
    ),
)
_PERSONAL = frozenset({"name", "date of birth"})
_TELLING = _PERSONAL | {"claim number"}
_ALIKE = 0.75
"""How alike two names are that are one, misspelt."""
_LEAST = 2
"""Papers that say the same, from which on it is the case's; and differences of another worker."""


class Placed(NamedTuple):
    """A part of the records, and what its head tells of its worker."""

    record: int
    part: int
    told: dict[str, str]


def told_of(text: str, part: RecordPart) -> dict[str, str]:
    """What the head of `part` of `text` tells of its worker, each in one form."""
    told: dict[str, str] = {}
    stop = min(part.span.start + _HEAD, part.span.end)
    for field, pattern in _TOLD:
        found = pattern.search(text, part.span.start, stop)
        own = _plain(field, found["told"]) if found else ""
        if own:
            told[field] = own
    return told


def _plain(field: str, words: str) -> str:
    if field in {"date of birth", "injury date"}:
        return str(read_date(words) or "")
    if field == "sex":
        return words[0].lower()
    if field == "name":
        return " ".join(sorted(one.lower() for one in re.findall(r"[A-Za-z'’-]{3,}", words)))
    return re.sub(r"[^a-z0-9]", "", words.lower())


def with_strangers(records: Sequence[Record]) -> list[Record]:
    """`records` with the parts marked that are another worker's, and a note on each such file."""
    placed = [
        Placed(at, number, told_of(record.document.text, part))
        for at, record in enumerate(records)
        for number, part in enumerate(record.divided())
    ]
    ours = {field: value for field, _ in _TOLD if (value := _of_case(field, placed))}
    marked: dict[int, dict[int, tuple[str, ...]]] = {}
    for one in placed:
        differing = _differing(one.told, ours)
        if differing:
            marked.setdefault(one.record, {})[one.part] = differing
    return [
        _marked(record, marked[at]) if at in marked else record for at, record in enumerate(records)
    ]


def _of_case(field: str, placed: Iterable[Placed]) -> str | None:
    """What most papers say; None where too few do, or as many say something else."""
    votes = Counter(one.told[field] for one in placed if field in one.told).most_common(2)
    if not votes or votes[0][1] < _LEAST or (len(votes) > 1 and votes[1][1] == votes[0][1]):
        return None
    return votes[0][0]


def _differing(told: dict[str, str], ours: dict[str, str]) -> tuple[str, ...]:
    """What tells that a paper is another worker's; nothing where it may be the case's."""
    known = [field for field in told if field in ours]
    differing = tuple(field for field in known if not _same(field, told[field], ours[field]))
    agrees = any(field in _TELLING and field not in differing for field in known)
    if agrees or len(differing) < _LEAST or not _PERSONAL.intersection(differing):
        return ()
    return differing


def _same(field: str, one: str, other: str) -> bool:
    if field != "name":
        return one == other or (field == "employer" and (one in other or other in one))
    return any(_alike(mine, theirs) for mine in one.split() for theirs in other.split())


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _marked(record: Record, parts: dict[int, tuple[str, ...]]) -> Record:
    divided = list(record.divided())
    notes = list(record.document.notes)
    for number, differing in parts.items():
        part = divided[number]
        divided[number] = part.model_copy(update={"another_worker": differing})
        first = record.document.page(part.span.start)
        last = record.document.page(max(part.span.end - 1, part.span.start))
        where = f"page {first}" if first == last else f"pages {first}-{last}"
        what = f"{', '.join(differing[:-1])} and {differing[-1]}"
        notes.append(f"{where}: of another worker by {what}; nothing in it counts")
    document = replace(record.document, notes=tuple(notes))
    return record.model_copy(update={"parts": tuple(divided), "document": document})
