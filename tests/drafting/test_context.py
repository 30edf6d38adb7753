"""What a model is given keeps to its budget, and what the draft rests on comes first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.case_file import CaseFile, read_case
from assistant.drafting import Draft, draft_case
from assistant.drafting.context import BUDGET, Material, gather
from tests.drafting.answers import RECORD, TITLE, TRIAL

FILLED = "Low back pain and chiropractic care were spoken of at the front desk again. " * 600


@pytest.fixture
def case(case_folder: Callable[..., Path]) -> CaseFile:
    """A short report, and twelve long records on the same matters."""
    folder = case_folder(TITLE, RECORD)
    for number in range(12):
        (folder / "records" / f"file-{number:02}.txt").write_text(f"NOTE {number}\n\n{FILLED}")
    return read_case(folder)


def size(material: Material) -> int:
    """Characters of passages, limits and records."""
    return sum(len(one.text) for one in (*material.sources, *material.excerpts))


@pytest.mark.parametrize("budget", [0, 400, 5_000, BUDGET])
def test_no_more_is_given_than_the_budget(case: CaseFile, budget: int) -> None:
    """Half a million characters of records are cut to it, however small it is."""
    template: Draft = draft_case(case)
    assert sum(len(one.document.text) for one in case.records) > 10 * BUDGET
    assert size(gather(case, template, budget)) <= budget


def test_what_the_draft_rests_on_comes_first(case: CaseFile) -> None:
    """The governing limit and the report are given before what searches find."""
    material = gather(case, draft_case(case), 6_000)
    assert TRIAL in [one.id for one in material.sources]
    assert material.excerpts[0].document == "report.txt"
    assert "She completed 6 chiropractic visits." in material.excerpts[0].text
