"""`imr eval letters`: everything that can be measured of a folder of letters, in one command."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.evaluation.letter_folder import score_folder
from assistant.evaluation.plan import Plan
from assistant.evaluation.recording import record

OWN = Path(__file__).parents[2] / "evals" / "letters"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two of our own letters in the layout of a folder of published ones, with their accounts."""
    (tmp_path / "text").mkdir()
    (tmp_path / "gold").mkdir()
    accounts = sorted((OWN / "accounts").glob("*.json"))[:2]
    for path in accounts:
        account = json.loads(path.read_text("utf-8"))
        for item in account["issues"]:
            item.setdefault("prior_visits_documented", None)
        (tmp_path / "gold" / path.name).write_text(json.dumps(account), "utf-8")
        shutil.copy(OWN / f"{account['case']}.txt", tmp_path / "text")
    return tmp_path


def test_one_command_measures_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Parse rate, findings by code, limits beside those in force, and each accuracy."""
    assert main(["eval", "letters", str(folder), "--format", "json"]) == 0
    score = json.loads(capsys.readouterr().out)
    assert score["letters"] == 2
    assert score["parsed"]["value"] == 1
    assert {one["field"] for one in score["fields"]} >= {"age", "title", "outcome"}
    assert {one["field"] for one in score["facts"]} >= {"age", "sex", "injury date"}
    assert {one["field"] for one in score["drafts"]} >= {"draft reads back", "draft without error"}
    assert score["skipped"] == []
    assert main(["eval", "letters", str(folder)]) == 0
    shown = capsys.readouterr().out
    for title in ("Findings by code", "Limits quoted", "Facts of the summaries"):
        assert title in shown


def test_a_wrong_limit_stands_beside_the_one_in_force(folder: Path) -> None:
    """A number that the guideline does not give is contradicted, with the number that it gives."""
    text = (OWN / "CM16-1000001.txt").read_text("utf-8")
    wrong = re.sub(r"9-10(\s+visits)", r"4-5\1", text)
    assert wrong != text
    (folder / "text" / "wrong.txt").write_text(wrong, "utf-8")
    (first, *_) = score_folder(folder).limits
    assert (first.status, first.quoted) == ("contradicted", "4-5 visits over 8 weeks")
    assert first.in_force == "6 visits"
    assert first.citation.startswith("MTUS Chronic Pain Medical Treatment 2016")


def test_what_is_not_there_is_skipped_with_its_reason(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without accounts the accuracies are skipped; without letters nothing can be done."""
    shutil.rmtree(folder / "gold")
    score = score_folder(folder)
    assert score.fields == ()
    assert "no account" in score.skipped[0]
    assert main(["eval", "letters", str(tmp_path / "nowhere")]) == 2
    assert "no letters" in capsys.readouterr().err


def test_a_folder_is_a_suite_of_runs_too(folder: Path, plan: Plan, tmp_path: Path) -> None:
    """With a folder the letters are samples with marks; without one the suite is skipped."""
    own = plan.model_copy(update={"published": folder, "quick": False})
    log = record(own, ["published"], label="p", out=tmp_path / "a", fresh=True).log
    assert len(log.samples) == 2
    assert {mark.metric for mark in log.samples[0].marks} >= {"parsed", "fields", "errors found"}
    log = record(plan, ["published"], label="p", out=tmp_path / "b", fresh=True).log
    assert "--published" in log.skipped[0].reason
