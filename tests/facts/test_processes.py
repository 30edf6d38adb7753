"""Long records are read by several processes, with the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.facts import find_facts, reading

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"


def test_processes_share_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes find what one finds, and each document is told of once."""
    records = read_case(SAMPLE).records
    alone = find_facts(records, jobs=1)
    monkeypatch.setattr(reading, "_LONG", 0)
    told: list[tuple[int, int]] = []
    assert find_facts(records, lambda *of: told.append(of), jobs=2) == alone
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))


def test_one_process_reads_where_no_other_is_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that cannot be started leaves the facts as they are."""
    records = read_case(SAMPLE).records
    alone = find_facts(records, jobs=1)
    monkeypatch.setattr(reading, "_LONG", 0)
    monkeypatch.setattr("sys.executable", "/no/such/python")
    told: list[tuple[int, int]] = []
    assert find_facts(records, lambda *of: told.append(of), jobs=2) == alone
    assert told[-1] == (len(told), len(told))


def test_a_process_that_breaks_off_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other process ends without an answer, this one reads all."""
    records = read_case(SAMPLE).records
    alone = find_facts(records, jobs=1)
    monkeypatch.setattr(reading, "_LONG", 0)
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert find_facts(records, jobs=2) == alone
