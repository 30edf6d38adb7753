"""The flaws of a careful account beside the checker's findings."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from assistant.checks import check
from assistant.checks.cases import Case
from assistant.evaluation.flaws import compare_flaws, found_by
from assistant.letters import read_letter
from assistant.text import from_text, read_document

ROOT = Path(__file__).resolve().parents[2]
JUDGED = ROOT / "evals" / "judged_flaws.toml"
SHARED = ROOT.parent / "shared" / "imr"


def test_a_flaw_that_a_check_reports_is_found_and_another_is_not() -> None:
    """The finding must stand at the words quoted, and be of the kind of the flaw."""
    summary = "The injured worker is a 45 year old female, injured on 02-01-2015. Her back aches."
    case = Case.model_validate({"name": "a date of injury of another year", "summary": summary})
    letter = read_letter(from_text(case.letter(), "letter.txt"))
    defects = [
        {"kind": "date_conflict", "quote": "injured on 02-01-2015"},
        {"kind": "date_conflict", "quote": "Her back aches"},
        {"kind": "arithmetic", "quote": "injured on 02-01-2015"},
        {"kind": "copy_paste", "quote": "Her back aches"},
    ]
    compared = compare_flaws({"issues": [{"n": 1, "defects": defects}]}, letter)
    assert [one.right for one in compared] == [True, False, False]


@pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the published letters are not beside this checkout"
)
def test_each_flaw_of_the_published_letters_is_found_or_said_to_be_beyond() -> None:
    """What finds it, or why no deterministic check can, stands in the judged file."""
    told = []
    for path in sorted((SHARED / "gold").glob("*.json")):
        account = json.loads(path.read_text("utf-8"))
        letter = read_letter(read_document(SHARED / "text" / f"{account['case']}.txt"))
        findings = [one for one in check(letter).findings if one.severity != "info"]
        for item in account["issues"]:
            for flaw in item["defects"]:
                kind = str(flaw["kind"])
                if kind in KINDS:
                    codes = found_by(letter, findings, item["n"], kind, flaw["quote"])
                    told.append((account["case"], item["n"], kind, codes))
    rows = tomllib.loads(JUDGED.read_text("utf-8"))["flaw"]
    assert told == [
        (row["letter"], row["item"], row["kind"], tuple(row.get("found", ()))) for row in rows
    ]
    assert all(row.get("found") or row["beyond"] for row in rows)


KINDS = frozenset(
    {
        "arithmetic",
        "date_conflict",
        "count_conflict",
        "wrong_limit",
        "body_part_mismatch",
        "outcome_conflict",
    }
)
"""The kinds that a deterministic check may find."""
