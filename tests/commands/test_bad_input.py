"""Bad input gets one clear line and exit status 2; a batch goes on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from assistant.cli import main

PDF_WITHOUT_TEXT = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
LETTER = """Case Number: CM16-0000001

IMR ISSUES, DECISIONS AND RATIONALES

Physical therapy 2 times a week for 4 weeks (8 sessions): Upheld

MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004.

Decision rationale: The request is not medically necessary.
"""


def _refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line on standard error of a command that ends with status 2."""
    assert main(list(arguments)) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize("command", ["parse", "check"])
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty file"),
        ("binary.txt", b"\x00\x01\x02\xff" * 64, "binary"),
        ("scan.pdf", PDF_WITHOUT_TEXT, "no text layer"),
        ("torn.pdf", b"%PDF-1.4\nnothing more", "PDF"),
        ("torn.docx", b"PK\x03\x04nothing more", "DOCX"),
    ],
)
def test_a_file_without_usable_text_is_named_with_its_reason(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    content: bytes,
    reason: str,
) -> None:
    """Empty, binary and damaged files and PDFs without text are refused, each with its reason."""
    path = tmp_path / name
    path.write_bytes(content)
    line = _refused(capsys, command, str(path))
    assert name in line
    assert reason.lower() in line.lower()


def test_a_file_of_fifty_megabytes_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file as large as the limit is refused by its size, without being read."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "50" in _refused(capsys, "check", str(path))


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there is named."""
    assert "nowhere.txt" in _refused(capsys, "parse", "nowhere.txt")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is readable here")
def test_an_unreadable_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that may not be listed is named."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o000)
    assert "closed" in _refused(capsys, "parse", str(folder))


@pytest.mark.parametrize("day", ["2014-13-01", "yesterday", "02/01/2014", "2014-2-1"])
def test_an_invalid_day_says_what_is_allowed(capsys: pytest.CaptureFixture[str], day: str) -> None:
    """A day that is no ISO date is refused with its option, what is allowed and what was found."""
    line = _refused(capsys, "limits", "chiropractic", "--as-of", day)
    assert "--as-of" in line
    assert "YYYY-MM-DD" in line
    assert day in line


def test_an_unknown_service_lists_the_services(capsys: pytest.CaptureFixture[str]) -> None:
    """A service that the interface does not name is refused with those it does."""
    line = _refused(capsys, "limits", "sorcery")
    assert "chiropractic" in line
    assert "sorcery" in line


def test_an_unknown_option_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong option is told in one line that names it."""
    assert "--colour" in _refused(capsys, "check", "--colour", "letter.txt")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("{", "case.json"),
        ("[]", "case.json"),
        ('{"disputed_items": [{"title": "MRI"}], "claimant": "x"}', "claimant"),
        ('{"disputed_items": [{"title": "MRI"}], "dates": {"injury": "12/22/2009"}}', "injury"),
        ("{}", "disputed_items"),
    ],
)
def test_a_wrong_case_names_its_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, named: str
) -> None:
    """Wrong JSON, an unknown field and a wrong date are named; nothing is written."""
    (tmp_path / "records").mkdir()
    (tmp_path / "case.json").write_text(content, "utf-8")
    assert named in _refused(capsys, "draft", str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.json", "records"]


def test_a_missing_records_folder_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A case without records is refused with the folder that is missing."""
    (tmp_path / "case.json").write_text('{"disputed_items": [{"title": "MRI"}]}', "utf-8")
    assert "records" in _refused(capsys, "draft", str(tmp_path))


def test_a_missing_record_folder_of_a_check_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--record` with a folder that is not there is refused."""
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, "utf-8")
    assert main(["check", str(letter), "--record", str(tmp_path / "gone")]) == 2
    assert "gone" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_goes_on_past_an_unreadable_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    """A bad file gets a line with its error, the others are done, and the status is 2."""
    (tmp_path / "a.txt").write_text(LETTER, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(LETTER, "utf-8")
    assert main(["parse", str(tmp_path), "--format", "jsonl", "--jobs", jobs]) == 2
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(line["source"]).name for line in lines] == ["a.txt", "b.txt", "c.txt"]
    assert "error" in lines[1]
    assert [len(lines[at]["issues"]) for at in (0, 2)] == [1, 1]


def test_a_truncated_letter_gives_what_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A letter cut off in an item is read as far as it goes."""
    path = tmp_path / "cut.txt"
    path.write_text(LETTER[: LETTER.index("Decision rationale")], "utf-8")
    assert main(["parse", str(path), "--format", "json"]) == 0
    letter = json.loads(capsys.readouterr().out)
    assert letter["case_number"] == "CM16-0000001"
    assert letter["issues"][0]["request"]["visits"] == [8, 8]
    assert letter["issues"][0]["rationale"] is None
