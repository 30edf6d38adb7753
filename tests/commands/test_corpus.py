from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assistant.cli import main

if TYPE_CHECKING:
    import pytest


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The JSON that `imr corpus` prints."""
    assert main(["corpus", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_lint_counts_and_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The guidelines that come with the program pass, and the answer says what was looked at."""
    data = answer(capsys, "lint")
    assert data["flaws"] == []
    assert data["passages"] >= 180
    assert data["limits"] >= 279


def test_diff_puts_two_years_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    """For people a column a year; for programs both limits whole."""
    assert main(["corpus", "diff", "2009", "2016"]) == 0
    text = capsys.readouterr().out
    assert text.splitlines()[1].split() == ["of", "2009", "2016"]
    assert "up to 120 mg" in text
    rows = answer(capsys, "diff", "2009", "2016")
    dose = [row for row in rows if row["metric"] == "dose" and row["services"] == ["opioid"]]
    assert [(row["earlier"]["value"], row["later"]["value"]) for row in dose] == [
        ([120, 120], [80, 80])
    ]
    assert main(["corpus", "diff", "2009", "1999"]) == 2
    assert "1999" in capsys.readouterr().err


def test_show_knows_editions_passages_and_limits(capsys: pytest.CaptureFixture[str]) -> None:
    """Each id that other commands print can be shown; another is refused in one line."""
    passage = "chronic-pain/2009/massage-therapy"
    for identifier in ("chronic-pain/2009", passage, f"{passage}:visits"):
        data = answer(capsys, "show", identifier)
        assert identifier in {data.get("key"), data.get("id")}
        assert main(["corpus", "show", identifier]) == 0
        assert capsys.readouterr().out.strip()
    assert main(["corpus", "show", "nowhere/2009"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_stats_count_limits_by_verification(capsys: pytest.CaptureFixture[str]) -> None:
    """The kinds of verification of an edition add up to its limits."""
    rows = answer(capsys, "stats")
    assert all(sum(row["verification"].values()) == row["limits"] for row in rows)
    assert main(["corpus", "stats"]) == 0
    assert "total" in capsys.readouterr().out
