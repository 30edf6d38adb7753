"""Scanned pages of records are read where the extra is installed, and named in any case."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.cli import main
from assistant.errors import UnreadableFile
from assistant.facts import case_facts
from assistant.text import read_document, recognition

LINES = (
    "Physical Therapy Daily Note",
    "Date of service: 02/03/2016",
    "Visit 5 of 12",
    "The patient is a 47 year old woman.",
)
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="the program tesseract is not installed"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case whose one record is a picture of a therapy note."""
    image = pytest.importorskip("PIL.Image")
    draw = pytest.importorskip("PIL.ImageDraw")
    font = pytest.importorskip("PIL.ImageFont")
    page = image.new("L", (1275, 900), 255)
    pen = draw.Draw(page)
    for number, line in enumerate(LINES):
        pen.text((100, 100 + 90 * number), line, fill=0, font=font.load_default(size=40))
    (tmp_path / "records").mkdir()
    page.save(tmp_path / "records" / "scan.pdf", resolution=150)
    fields = {"disputed_items": [{"title": "Physical therapy, 6 visits, low back"}]}
    (tmp_path / "case.json").write_text(json.dumps(fields), encoding="utf-8")
    return tmp_path


@needs_tesseract
def test_a_scanned_record_is_read(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Facts are read from the picture, and a note names the page for comparison."""
    read = read_case(case)
    assert read.unread == ()
    assert read.records[0].document.notes == (
        "text recognised from the picture of page 1; compare it",
    )
    facts = case_facts(read)
    assert facts.age.value == 47
    assert [one.value.count for one in facts.visits if one.value] == [(5, 5), (12, 12)]
    assert main(["facts", str(case)]) == 0
    assert "scan.pdf: text recognised" in capsys.readouterr().out


def test_without_the_extra_the_page_is_named(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanned file that cannot be read is listed with the reason, never dropped."""
    monkeypatch.setattr(recognition, "can_recognise", lambda: False)
    read = read_case(case)
    assert read.records == ()
    assert [one.name for one in read.unread] == ["scan.pdf"]
    assert "no text layer on page 1" in read.unread[0].reason


def test_a_letter_is_never_read_from_a_picture(case: Path) -> None:
    """Text recognition is for records: the text of a letter must be the letter's own."""
    with pytest.raises(UnreadableFile, match="no text layer"):
        read_document(case / "records" / "scan.pdf")
