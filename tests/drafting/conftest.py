"""Small cases of our own, drafted by the template."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.drafting import Draft, draft_case

DraftOf = Callable[..., Draft]

HEADER = {"injury": "2015-02-10", "ur_denial": "2016-11-01", "decision": "2016-12-20"}
REPORT = (
    "PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)\n"
    "Date of exam: 10/20/2016\n\n"
    "The patient is a 44 year-old female with a date of injury of 02/10/2015. "
    "She reports low back pain rated 6/10.\n\n"
    "Diagnoses:\n1. Lumbar strain\n\n"
)


@pytest.fixture
def case_folder(tmp_path: Path) -> Callable[..., Path]:
    """A case folder with one item and one report that ends in `record`."""

    def make(title: str, record: str = "", **dates: str | None) -> Path:
        folder = tmp_path / "case"
        (folder / "records").mkdir(parents=True)
        given = {name: day for name, day in {**HEADER, **dates}.items() if day}
        fields = {
            "case_number": "CM16-0000002",
            "dates": given,
            "disputed_items": [{"title": title}],
        }
        (folder / "case.json").write_text(json.dumps(fields), encoding="utf-8")
        (folder / "records" / "report.txt").write_text(REPORT + record, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def draft_of(case_folder: Callable[..., Path]) -> DraftOf:
    """The draft of such a case."""

    def make(title: str, record: str = "", **dates: str | None) -> Draft:
        return draft_case(read_case(case_folder(title, record, **dates)))

    return make
