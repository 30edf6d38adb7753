"""Words in a record that tell its reader what to decide or to write.

They change nothing: criteria and checks read facts, not instructions. They are reported, because a
reviewer has to know that a record was written for whoever drafts.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from assistant.case_file import CaseFile, Record
from assistant.text import Span, Value, fold


class Instruction(Value):
    """Where a record addresses its reader: document, page (from 1), span and words, folded."""

    document: str
    page: int
    span: Span
    quote: str


def find_instructions(records: tuple[Record, ...]) -> tuple[Instruction, ...]:
    """The first such words of each paragraph of `records`, in order."""
    return tuple(one for record in records for one in _known_of(record))


def _known_of(record: Record) -> tuple[Instruction, ...]:
    """Those of one record; of a long one they are kept, for who drafts asks and who checks too."""
    text = record.document.text
    if len(text) < _LONG:
        return _of(record)
    key = hashlib.sha256(
        f"{record.name}\0{record.document.page_starts}\0{text}".encode("utf-8", "surrogatepass")
    ).digest()
    found = _KNOWN.get(key)
    if found is None:
        found = _of(record)
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        _KNOWN[key] = found
    return found


_KNOWN: dict[bytes, tuple[Instruction, ...]] = {}
_LONG, _MOST = 20_000, 1_000


def _of(record: Record) -> tuple[Instruction, ...]:
    found: list[Instruction] = []
    folded = fold(record.document.text)
    end = -1
    for match in _pattern().finditer(folded.text):
        if match.start() < end:
            continue
        end = match.end() + 200
        span = folded.span(*match.span())
        found.append(
            Instruction(
                document=record.name,
                page=record.document.page(span.start),
                span=span,
                quote=match.group(),
            )
        )
    return tuple(found)


def without_instructions(case: CaseFile) -> CaseFile:
    """The case with the paragraphs that give orders blanked: no fact is read from one.

    Offsets stay, so that every span still slices to the words of the record.
    """
    told = find_instructions(case.records)
    if not told:
        return case
    records = []
    for record in case.records:
        text = record.document.text
        for one in told:
            if one.document == record.name:
                start, end = _paragraph(text, one.span)
                text = text[:start] + _WORD.sub(" ", text[start:end]) + text[end:]
        document = replace(record.document, text=text)
        records.append(record.model_copy(update={"document": document}))
    return case.model_copy(update={"records": tuple(records)})


_BREAK = re.compile(r"\n[ \t\r\f]{0,40}\n")
_WORD = re.compile(r"\S")
_LONGEST = 2000


def _paragraph(text: str, span: Span) -> tuple[int, int]:
    """The paragraph around `span`, at most `_LONGEST` characters on either side."""
    first = max(span.start - _LONGEST, 0)
    last = min(span.end + _LONGEST, len(text))
    before = [found.end() for found in _BREAK.finditer(text, first, span.start)]
    after = _BREAK.search(text, span.end, last)
    return (before[-1] if before else first), (after.start() if after else last)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """All patterns of the table as one; `<name>` in one stands for the fragment of that name."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    fragments: dict[str, str] = data["fragments"]
    told = [_filled(one, fragments) for group in data["patterns"].values() for one in group]
    return re.compile("|".join(f"(?:{one})" for one in told), re.IGNORECASE)


def _filled(pattern: str, fragments: dict[str, str]) -> str:
    for name, fragment in fragments.items():
        pattern = pattern.replace(f"<{name}>", fragment)
    return pattern
