"""The errors and warnings on published letters are those that were read and judged."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.checks import check
from assistant.letters import read_letter
from assistant.text import find_documents, read_document

ROOT = Path(__file__).resolve().parents[2]
JUDGED = ROOT / "evals" / "judged_findings.toml"
LETTERS = ROOT.parent / "shared" / "imr" / "text"

Key = tuple[str, int | None, str]


def judged() -> dict[Key, str]:
    """The verdict on each finding, by letter, item and code."""
    rows = tomllib.loads(JUDGED.read_text("utf-8"))["finding"]
    return {(row["letter"], row.get("item"), row["code"]): row["verdict"] for row in rows}


def test_nine_of_ten_are_no_mistake_of_the_checker() -> None:
    """Every verdict is one of three, and few are "false"."""
    verdicts = list(judged().values())
    assert set(verdicts) <= {"true", "arguable", "false"}
    assert verdicts.count("false") <= len(verdicts) / 10
    assert verdicts.count("true") >= 0.75 * len(verdicts)


@pytest.mark.skipif(
    not LETTERS.is_dir(), reason="the published letters are not beside this checkout"
)
def test_every_error_and_warning_was_judged() -> None:
    """A finding that nobody has read yet, or one that is gone, is named."""
    found: set[Key] = set()
    for source in find_documents([str(LETTERS)]):
        letter = read_letter(read_document(source))
        for finding in check(letter).findings:
            if finding.severity != "info":
                found.add((Path(source).stem, finding.issue, finding.code))
    assert found == set(judged())
