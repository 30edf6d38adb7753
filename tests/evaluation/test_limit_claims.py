"""The checker's limit claims beside those of a careful account."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.limit_claims import compare_limits
from assistant.evaluation.published import ReadingScore, score_reading
from assistant.letters import read_letter
from assistant.letters.models import Dates
from assistant.letters.writing import ItemForm, LetterForm, write_letter
from assistant.text import from_text

ROOT = Path(__file__).resolve().parents[2]
JUDGED = ROOT / "evals" / "judged_limit_claims.toml"
SHARED = ROOT.parent / "shared" / "imr"


def _compared(rationale: str, told: dict[str, Any]) -> list[tuple[str, bool]]:
    """Field and agreement for one limit of an account."""
    text = write_letter(
        LetterForm(
            case_number="CM16-0000001",
            dates=Dates.model_validate({"decision": "2016-11-14", "injury": "2016-02-01"}),
            priority="Standard",
            summary="The injured worker is a 45 year old female.",
            items=(
                ItemForm(
                    title="Physical therapy 2 times a week for 4 weeks (8 sessions)",
                    outcome="upheld",
                    claims_administrator_guideline="MTUS Chronic Pain Medical Treatment 2016",
                    reviewer_guideline="MTUS Chronic Pain Medical Treatment 2016, Section(s): "
                    "Physical medicine treatment",
                    rationale=rationale,
                ),
            ),
        )
    )
    account: dict[str, Any] = {
        "issues": [{"limit_claims": [{"document": "MTUS 2016", "metric": "visits"} | told]}]
    }
    letter = read_letter(from_text(text, "letter.txt"))
    return [(one.field, one.right) for one in compare_limits(account, letter)]


def test_a_right_and_a_wrong_number_are_told_apart() -> None:
    """A number of the section is confirmed, another contradicted, each as the account has it."""
    both = [("limit claim", True), ("limit verdict", True)]
    right = "The MTUS recommends 9-10 visits over 8 weeks. The request is not medically necessary."
    quote = "9-10 visits over 8 weeks"
    assert _compared(right, {"quote": quote, "value": [9, 10], "verdict": "correct"}) == both
    assert _compared(right, {"quote": quote, "value": [8, 8], "verdict": "correct"}) == both
    wrong = right.replace("9-10", "15")
    quote = "15 visits over 8 weeks"
    assert _compared(wrong, {"quote": quote, "value": [15, 15], "verdict": "incorrect"}) == both
    disagreed = _compared(wrong, {"quote": quote, "value": [15, 15], "verdict": "correct"})
    assert disagreed == [("limit claim", True), ("limit verdict", False)]


def test_a_number_that_is_no_limit_claim_is_not_recognised() -> None:
    """What the worker had done is no claim about the guideline, and gets no verdict."""
    told: dict[str, Any] = {"quote": "completed 7 visits", "value": [7, 7], "verdict": "correct"}
    assert _compared("The worker has completed 7 visits of therapy.", told) == [
        ("limit claim", False)
    ]


@pytest.fixture(scope="module")
def score() -> ReadingScore:
    """The score of the published letters."""
    if not SHARED.is_dir():
        pytest.skip("the published letters are not beside this checkout")
    return score_reading(SHARED)


def test_limits_of_published_letters_are_recognised_and_judged(score: ReadingScore) -> None:
    """Nine of ten are recognised, 95 of 100 verdicts agree."""
    shares = {one.field: one.share.value or 0.0 for one in score.fields}
    assert shares["limit claim"] >= 0.9
    assert shares["limit verdict"] >= 0.95


def test_every_disagreement_has_its_reason(score: ReadingScore) -> None:
    """The list of reasons is whole, and names nothing that is agreed by now."""
    missed = {
        (miss.case, miss.issue)
        for field in score.fields
        if field.field.startswith("limit ")
        for miss in field.misses
    }
    rows = tomllib.loads(JUDGED.read_text("utf-8"))["disagreement"]
    assert all(row["why"] for row in rows)
    assert missed == {(row["letter"], row["item"]) for row in rows}
