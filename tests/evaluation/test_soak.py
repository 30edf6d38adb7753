"""`imr bench --soak`: letters of which no two are alike, and what they leave behind."""

from __future__ import annotations

import json

import pytest

from assistant.checks.cases import Case
from assistant.cli import main
from assistant.evaluation.soak import run_soak, varied
from assistant.letters import read_letter
from assistant.text import Document, from_text

CASES = (
    Case(name="one", summary="The injured worker is a 45 year old male, injured on 02-01-2016."),
    Case(name="two", rationale="The guideline gives a trial of 6 visits over 2 weeks."),
)
LETTERS = [from_text(case.letter(), f"{case.name}.txt") for case in CASES]


def read(documents: list[Document]) -> list[tuple[object, ...]]:
    """What tells one letter from another."""
    letters = [read_letter(one) for one in documents]
    return [(one.case_number, one.dates.injury, len(one.issues)) for one in letters]


def test_no_two_letters_are_alike_and_every_run_has_the_same() -> None:
    """Texts, case numbers and sentences differ; a letter stays one; nothing is left to chance."""
    found = list(varied(LETTERS, 60))
    assert len({one.text for one in found}) == 60
    assert len({one.source for one in found}) == 60
    assert [one.text for one in varied(LETTERS, 60)] == [one.text for one in found]
    facts = read(found)
    assert len({case for case, _, _ in facts}) == 60
    assert len({day for _, day, _ in facts}) > 25
    assert {issues for _, _, issues in facts} == {1}
    lines = {line for one in found for line in one.text.splitlines() if "injured worker" in line}
    assert len(lines) > 25


def test_points_lead_to_the_end() -> None:
    """Memory and speed are told along the way, and the growth once caches are full."""
    told: list[str] = []
    found = run_soak(LETTERS, 40, told.append)
    assert [one.letters for one in found.points] == [1, 2, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40]
    assert len(told) == len(found.points)
    assert all(one.letters_per_second > 0 for one in found.points)
    assert found.letters == 40
    assert found.sources == 2
    memory = [one.resident_mb for one in found.points]
    if memory[0] is not None and memory[3] is not None and memory[-1] is not None:
        assert memory[0] > 10
        # four letters in forty: the first letter after which growth is told
        assert found.growth_mb == pytest.approx(memory[-1] - (memory[2] or 0))


def test_memory_stays_flat() -> None:
    """Hundreds of letters leave next to nothing behind."""
    growth = run_soak(LETTERS, 500).growth_mb
    assert growth is None or growth < 8


def test_the_command_prints_points(capsys: pytest.CaptureFixture[str]) -> None:
    """As a table for people, as one object for programs."""
    assert main(["bench", "--soak", "3"]) == 0
    assert "letters a second" in capsys.readouterr().out
    assert main(["bench", "--soak", "3", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["letters"] == 3
    assert found["points"][-1]["letters"] == 3


def test_a_count_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """In one line."""
    assert main(["bench", "--soak", "0"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
