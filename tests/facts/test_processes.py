"""Long records are read by several processes, with the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.facts import find_facts, reading

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"


def test_processes_share_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes find what one finds, and each reader is told of once."""
    records = read_case(SAMPLE).records
    alone = find_facts(records, jobs=2)
    monkeypatch.setattr(reading, "_LONG", 0)
    told: list[tuple[int, int]] = []
    assert find_facts(records, lambda *of: told.append(of), jobs=2) == alone
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))
