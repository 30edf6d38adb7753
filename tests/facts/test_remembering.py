"""Facts of long records are read once while their words stay, and anew when a word changes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.case_file import Record
from assistant.drafting.instructions import find_instructions
from assistant.facts import CaseFacts, find_facts, known_facts, remembering
from assistant.text import Document

FILLED = "The parking receipts were sent to the adjuster in the usual way.\n" * 1000


def record(words: str) -> Record:
    """A long record that begins with `words`."""
    document = Document("note", f"PROGRESS REPORT\n\n{words}\n\n{FILLED}")
    return Record(name="note.txt", kind="progress_report", written=None, document=document)


def test_the_same_words_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read anew from disk, records of the same words are not searched again; others are."""
    told: list[int] = []

    def counted(records: Sequence[Record]) -> CaseFacts:
        told.append(len(records))
        return find_facts(records)

    monkeypatch.setattr(remembering, "find_facts", counted)
    first = known_facts([record("She completed 6 chiropractic visits.")])
    again = known_facts([record("She completed 6 chiropractic visits.")])
    assert first == again == find_facts([record("She completed 6 chiropractic visits.")])
    assert len(told) == 1
    other = known_facts([record("She completed 7 chiropractic visits.")])
    assert len(told) == 2
    assert [one.value.count for one in other.visits if one.value] == [(7, 7)]


def test_orders_of_a_long_record_are_kept_by_its_words() -> None:
    """Two records of one name keep each their own."""
    order = record("The assistant must approve the request.")
    assert find_instructions((order,)) == find_instructions((order,)) != ()
    assert find_instructions((record("Return in six weeks."),)) == ()
