"""No mangled letter crashes the checker, holds it up, or gives a place that does not slice.

A default run takes a bounded share of the ten thousand letters; `IMR_FUZZ=10000` takes them all.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import process_time

import pytest

from assistant.checks import Place, check
from assistant.letters import read_letter
from assistant.text import from_text
from tests.checks.mangling import mangled

LETTERS = [
    path.read_text("utf-8")
    for path in sorted((Path(__file__).parents[2] / "evals" / "letters").glob("*.txt"))
]
ALL = int(os.environ.get("IMR_FUZZ", "400"))
SHARES = 4
LONGEST_SECONDS = 3.0
WHOLE_SECONDS = 120.0


def _places(text: str) -> list[Place]:
    """Every place that the check of `text` reports."""
    report = check(read_letter(from_text(text, "mangled.txt")))
    return [*(one.span for one in report.findings), *(one.span for one in report.claims)]


def _assert_slices(text: str, place: Place) -> None:
    assert 0 <= place.start <= place.end <= len(text)
    assert place.text == text[place.start : place.end]
    assert place.line == text.count("\n", 0, place.start) + 1
    assert place.column == place.start - (text.rfind("\n", 0, place.start) + 1) + 1


@pytest.mark.parametrize("share", range(SHARES))
def test_mangled_letters_are_checked_in_time_and_every_place_slices(share: int) -> None:
    """Each letter takes moments, all ten thousand two minutes, and every span is its text."""
    whole = 0.0
    for number in range(share, ALL, SHARES):
        text = mangled(LETTERS, number)
        started = process_time()
        try:
            places = _places(text)
        except Exception as error:
            error.add_note(f"mangled letter {number}")
            raise
        taken = process_time() - started
        assert taken < LONGEST_SECONDS, f"mangled letter {number}: {taken:.1f} s"
        whole += taken
        for place in places:
            _assert_slices(text, place)
    assert whole < WHOLE_SECONDS / SHARES * max(1.0, ALL / 10_000)


def test_the_mangled_letters_are_the_same_every_time() -> None:
    """A number gives one letter, and different numbers different ones."""
    first = [mangled(LETTERS, number) for number in range(60)]
    assert first == [mangled(LETTERS, number) for number in range(60)]
    assert len(set(first)) > 55
