"""From a case folder to three files, checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.checks import check
from assistant.drafting import draft
from assistant.errors import InvalidField
from assistant.letters import read_letter
from assistant.text import read_document

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"


def test_the_sample_drafts_clean(tmp_path: Path) -> None:
    """The sample's letter passes its own check, and its findings file is the check's report."""
    made = draft(SAMPLE, out=tmp_path)
    report = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    assert report["findings"] == []
    assert report["counts"]["confirmed"] > 0
    again = check(read_letter(read_document(tmp_path / "draft.md")))
    assert again.counts.model_dump() == report["counts"]
    assert made.letter == (tmp_path / "draft.md").read_text(encoding="utf-8")
    assert not (SAMPLE / "draft.md").exists()


def test_files_go_to_the_case_by_default(case_folder: Callable[..., Path]) -> None:
    """Without `out` the three files stand beside `case.json`, and a second draft replaces them."""
    folder = case_folder("Acupuncture, 6 visits, low back")
    draft(folder)
    first = (folder / "draft.json").read_bytes()
    draft(folder)
    assert (folder / "draft.json").read_bytes() == first
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [
        "case.json",
        "draft.json",
        "draft.md",
        "findings.json",
    ]


def test_an_unknown_model_is_refused(case_folder: Callable[..., Path]) -> None:
    """A model that is not there is an error that names it, and writes nothing."""
    folder = case_folder("Acupuncture, 6 visits, low back")
    with pytest.raises(InvalidField, match="no-such-model"):
        draft(folder, model="no-such-model")
    assert not (folder / "draft.md").exists()


@pytest.mark.parametrize(
    "title",
    [
        "Chiropractic care, 6 visits, low back",
        "Chiropractic 2 times a week for 6 weeks, lumbar",
        "Acupuncture 2x4 for the low back",
        "Physical therapy, 7 sessions, low back",
        "Massage therapy, 6 sessions",
        "MRI of the lumbar spine",
        "Norco 10/325mg #60",
    ],
)
def test_no_draft_contradicts_the_guideline_the_record_or_itself(
    case_folder: Callable[..., Path], title: str
) -> None:
    """The check of each draft finds no error."""
    folder = case_folder(title, "She completed 4 physical therapy visits.")
    draft(folder)
    report = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    assert report["counts"]["error"] == 0
