"""`imr eval letters --drafts`: suggested outcomes beside those published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import main

LETTER = """\
Case Number: CM16-0000001

Date Assigned: 10/20/2016                     Date of Injury: 02/01/2015
Decision Date: 11/14/2016                     UR Denial Date: 10/03/2016
Priority: Standard                            Application Received: 10/12/2016

CLINICAL CASE SUMMARY

The injured worker is a 45 year old female with a date of injury of 02-01-2015. She has low back
pain rated 6/10. There is no numbness and no weakness, and strength is 5/5.

IMR ISSUES, DECISIONS AND RATIONALES

MRI of the lumbar spine: {outcome}

Claims Administrator guideline: Decision based on MTUS Low Back Complaints 2004.

MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.

Decision rationale: The request for MRI of the lumbar spine is decided.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two letters on the same case, decided one way and the other."""
    (tmp_path / "text").mkdir()
    for name, outcome in (("a", "Upheld"), ("b", "Overturned")):
        text = LETTER.format(outcome=outcome)
        (tmp_path / "text" / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_outcomes_are_set_beside_each_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same draft is right in the one letter and against the other, and says why."""
    assert main(["eval", "letters", str(folder), "--drafts", "--format", "json"]) == 0
    score = json.loads(capsys.readouterr().out)
    assert [(one["published"], one["suggested"]) for one in score["items"]] == [
        ("upheld", "upheld"),
        ("overturned", "upheld"),
    ]
    assert score["reads_back"] == score["letters"] == 2
    assert main(["eval", "letters", str(folder), "--drafts"]) == 0
    shown = capsys.readouterr().out
    assert "against b item 1, MRI of the lumbar spine: published overturned" in shown
    assert "rests on missing documentation" in shown


def test_a_folder_without_letters_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing to draft is status 2, with the folder and what was looked for."""
    assert main(["eval", "letters", str(tmp_path), "--drafts"]) == 2
    assert "no letters in text/" in capsys.readouterr().err
