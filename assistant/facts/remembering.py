"""Facts of long records, read once while their words stay.

A reviewer's correction changes what is made of the facts and not what the records say: page, check
and criteria then ask for the same records again, one after the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from assistant.case_file import Record
from assistant.facts.models import CaseFacts
from assistant.facts.reading import find_facts

_LONG = 60_000
"""Characters of the records from which on their facts are kept; those of fewer are read at once."""
_KEPT = 4


class _Words:
    """Records that are the same where their names, parts and words are."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        told = hashlib.sha256()
        for one in records:
            told.update(repr((one.name, one.kind, one.written, one.author, one.parts)).encode())
            told.update(one.document.text.encode("utf-8", "surrogatepass"))
            told.update(repr(one.document.page_starts).encode())
        self._key = told.digest()

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and self._key == other._key


def known_facts(records: Sequence[Record]) -> CaseFacts:
    """What `find_facts` gives for `records`, kept for the last few cases with long ones."""
    if sum(len(one.document.text) for one in records) < _LONG:
        return find_facts(records)
    return _found(_Words(records))


@lru_cache(maxsize=_KEPT)
def _found(words: _Words) -> CaseFacts:
    return find_facts(words.records)
