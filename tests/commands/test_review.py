"""`imr decide`, `imr letter` and `imr audit`: a case to its approved letter from the terminal."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import settings
from assistant.cli import main

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample case, with a data folder of its own."""
    shutil.copytree(SAMPLE, tmp_path / "case")
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path / "data"))
    settings.settings.cache_clear()
    return tmp_path / "case"


def imr(*words: object) -> int:
    """The exit status of `imr` with these arguments."""
    return main([str(word) for word in words])


def test_a_case_is_taken_to_its_approved_letter(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open, decide, approve, print: each step says where the case stands."""
    assert imr("decide", case) == 1
    assert "item 1 has no decision by the reviewer" in capsys.readouterr().out
    assert imr("letter", case, "--as", "json") == 1
    assert imr("decide", case, 1, "upheld", "--by", "Dr. A") == 0
    capsys.readouterr()
    assert imr("decide", case, "--approve", "--by", "Dr. A", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["state"] == "approved"
    assert imr("letter", case, "--out", case.parent / "out") == 0
    assert {file.suffix for file in (case.parent / "out").iterdir()} == {".pdf", ".docx", ".json"}
    assert imr("audit", "verify") == 0
    assert "whole" in capsys.readouterr().out


def test_a_letter_is_printed_from_the_draft_at_once(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`imr letter` takes up a draft that nobody has decided on yet, and marks it a draft."""
    assert imr("draft", case) in {0, 1}
    assert imr("letter", case, "--as", "json") == 1
    assert "draft, not approved" in capsys.readouterr().out
    told = json.loads(next(case.glob("CM*.json")).read_text("utf-8"))
    assert told["approval"] is None
    capsys.readouterr()
    assert imr("parse", case / "draft.md", "--format", "json") == 0
    assert told["issues"][0]["title"] == json.loads(capsys.readouterr().out)["issues"][0]["title"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("1", "upheld"), "--by: expected the name of who decides"),
        (("9", "upheld", "--by", "A"), "item: expected an item from 1 to 1, found 9"),
        (("1", "maybe", "--by", "A"), "outcome: expected upheld overturned"),
        (("1", "overturned", "--by", "A"), "a reason for departing from the suggestion (upheld)"),
        (("--waive", "CON001", "--by", "A"), "--reason: expected why the finding may stand"),
        (("--return", "--by", "A"), "reason: expected what is to be corrected"),
        (("--approve", "--by", "A"), "not approved: item 1 has no decision"),
    ],
    ids=["nobody", "no such item", "no such outcome", "no reason", "waiver", "return", "approve"],
)
def test_what_cannot_be_done_is_said_in_one_line(
    case: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], line: str
) -> None:
    """Status 2 and one line that names the field, what was allowed and what was found."""
    imr("decide", case)
    capsys.readouterr()
    assert imr("decide", case, *words) == 2
    said = capsys.readouterr().err
    assert line in said
    assert said.count("\n") == 1


def test_the_end_of_the_chain_is_kept_elsewhere_and_asked_for(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A head that was kept on another machine tells a store that was written anew."""
    imr("decide", case)
    head = case.parent / "head.json"
    assert imr("audit", "head", "--out", head) == 0
    assert imr("decide", case, 1, "upheld", "--by", "Dr. A") == 0
    assert imr("audit", "verify", "--head", head) == 0
    capsys.readouterr()
    assert imr("audit", "key") == 0
    key = capsys.readouterr().out.strip()
    for file in (case.parent / "data").glob("review.sqlite3*"):
        file.unlink()
    imr("decide", case)
    assert imr("audit", "verify") == 0
    capsys.readouterr()
    assert imr("audit", "verify", "--head", head, "--key", key) == 1
    assert "not the entry that was noted outside the store" in capsys.readouterr().out
    assert imr("audit", "verify", "--head", head, "--key", "0" * 64) == 1
    assert "sealed with another key" in capsys.readouterr().out
    head.write_text("{}", "utf-8")
    assert imr("audit", "verify", "--head", head) == 2
    assert "head.json: head: expected what `imr audit head` writes" in capsys.readouterr().err


def test_a_store_that_came_as_a_file_is_sealed_by_somebody(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its note it counts as broken until a person vouches for it by name."""
    imr("decide", case)
    (case.parent / "data" / "review.sqlite3.head").unlink()
    assert imr("audit", "verify") == 1
    assert imr("audit", "seal") == 2
    assert "--by: expected the name of who vouches for the chain" in capsys.readouterr().err
    assert imr("audit", "seal", "--by", "A. Auditor") == 0
    assert imr("audit", "verify") == 0
    assert imr("audit", "backup", case.parent / "kept.jsonl") == 0
    assert imr("audit", "restore", case.parent / "kept.jsonl") == 2
    assert "expected an empty store, found entries in it" in capsys.readouterr().err


def _add_to_a_record(case: Path) -> None:
    record = next((case / "records").iterdir())
    record.write_text(record.read_text("utf-8") + "\nAddendum.\n", "utf-8")


def _spoil_the_letter(case: Path) -> None:
    draft = (case / "draft.md").read_text("utf-8").replace("a trial of 6 visits", "8 visits")
    draft = draft.replace("#12:\nUpheld", "#12:\nOverturned")
    (case / "edited.md").write_text(draft, "utf-8")
    assert imr("decide", case, "--edit", case / "edited.md", "--by", "Dr. A") == 1


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (_add_to_a_record, "item 1 was decided before the record changed: decide it again"),
        (_spoil_the_letter, "item 1 is decided upheld; the letter says overturned"),
        (_spoil_the_letter, "is not waived"),
        (
            lambda case: imr("decide", case, "--draft", "--by", "Dr. A"),
            "item 1 has no decision by the reviewer",
        ),
    ],
    ids=["record changed", "another outcome", "an error", "a new draft"],
)
def test_an_approval_is_refused_in_one_line(
    case: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], object], line: str
) -> None:
    """After each change `imr decide` says why it does not approve; the letter stays a draft."""
    imr("decide", case)
    assert imr("decide", case, 1, "upheld", "--by", "Dr. A") == 0
    change(case)
    capsys.readouterr()
    assert imr("decide", case, "--approve", "--by", "Dr. A") == 2
    said = capsys.readouterr().err
    assert line in said
    assert said.count("\n") == 1
    assert imr("letter", case, "--as", "json") == 1
    assert "draft, not approved" in capsys.readouterr().out


def test_a_returned_case_is_approved_again(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Approved, returned, approved again: each is told, and the letter follows."""
    imr("decide", case)
    assert imr("decide", case, 1, "upheld", "--approve", "--by", "Dr. A") == 0
    assert imr("letter", case, "--as", "json") == 0
    assert imr("decide", case, "--return", "--reason", "name the records", "--by", "E. Ed") == 0
    capsys.readouterr()
    assert imr("decide", case, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["returned_for"]) == ("returned", "name the records")
    assert imr("letter", case, "--as", "json") == 1
    assert imr("decide", case, "--approve", "--by", "Dr. A") == 0
    assert imr("letter", case, "--as", "json") == 0
