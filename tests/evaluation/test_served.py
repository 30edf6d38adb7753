"""Kept runs as pages of the workbench: by name alone, and under a policy that forbids much."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.errors import InvalidField
from assistant.evaluation.logs import LOG, read_log
from assistant.evaluation.plan import Plan
from assistant.evaluation.recording import record
from assistant.evaluation.reporting import served


@pytest.fixture
def kept(plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of kept runs with one run of the letters in it."""
    monkeypatch.setattr("assistant.evaluation.logs.runs_folder", lambda: tmp_path)
    record(plan, ["letters"], out=tmp_path / "20260101T000000Z-letters", label="l", fresh=True)
    return tmp_path


def test_the_page_holds_under_a_policy_without_inline_parts(kept: Path) -> None:
    """With the address of a style sheet there is no inline script, style or event, and one link."""
    assert kept.is_dir()
    html = served.page(style_url="/static/report.css", back=("/", "Queue"))
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:|url\(", html)
    assert set(re.findall(r"(?:src|href)=\"([^#\"]+)", html)) == {"/static/report.css", "/"}
    assert "url(" not in served.style_sheet()


def test_runs_are_listed_and_shown_by_name(kept: Path) -> None:
    """The list has what the page is of; a run that is being written is left out of both."""
    (one,) = served.listed()
    assert one.samples == len(read_log(kept / one.name / LOG).samples)
    assert one.samples > 1
    assert one.failed == 0
    assert one.suites == ("letters",)
    torn = kept / "20260102T000000Z-letters"
    torn.mkdir()
    (torn / LOG).write_bytes(b"")
    assert [run.name for run in served.listed()] == [one.name]
    assert "CM13" in served.page(one.name)
    assert served.page() == served.page(one.name)


@pytest.mark.parametrize("name", ["none", "../other", "/etc/passwd", ""])
def test_a_page_is_of_a_kept_run_alone(kept: Path, name: str) -> None:
    """A path is no name of a run, whatever lies there."""
    assert (kept / "20260101T000000Z-letters").is_dir()
    with pytest.raises(InvalidField, match="latest"):
        served.page(name)
