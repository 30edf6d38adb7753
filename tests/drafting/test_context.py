"""What a model is given keeps to its budget, and what the draft rests on comes first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.case_file import read_case
from assistant.drafting import draft_case
from assistant.drafting.context import BUDGET, Material, gather
from tests.drafting.answers import RECORD, TITLE, TRIAL

FILLED = "Low back pain and chiropractic care were spoken of at the front desk again. " * 500


def size(material: Material) -> int:
    """Characters of passages, limits and records."""
    return sum(len(one.text) for one in material.sources) + sum(
        len(one.text) for one in material.excerpts
    )


def test_no_more_is_given_than_the_budget(case_folder: Callable[..., Path]) -> None:
    """Long records are cut to it, however small it is; the governing limit and report are first."""
    folder = case_folder(TITLE, RECORD)
    for number in range(4):
        (folder / "records" / f"file-{number:02}.txt").write_text(f"NOTE {number}\n\n{FILLED}")
    case = read_case(folder)
    assert sum(len(one.document.text) for one in case.records) > 3 * BUDGET
    template = draft_case(case)
    for budget in (0, 400, BUDGET):
        assert size(gather(case, template, budget, retrieve=budget == BUDGET)) <= budget
    material = gather(case, template, 6_000, retrieve=False)
    assert size(material) <= 6_000
    assert TRIAL in [one.id for one in material.sources]
    assert material.excerpts[0].document == "report.txt"
    assert "She completed 6 chiropractic visits." in material.excerpts[0].text
