"""PDF and DOCX are read by a process of their own, which a hostile file ends, and nothing else."""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path

import docx
import pytest

from assistant.cli import main
from assistant.errors import UnreadableFile
from assistant.settings import settings
from assistant.text import apart, read_document
from tests.text import hostile
from tests.text.conftest import PdfMaker

SAMPLE = Path(__file__).parents[2] / "evals" / "letters" / "CM16-1000002.txt"


@pytest.fixture
def three_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may take three seconds."""
    monkeypatch.setenv("IMR_MAX_READ_SECONDS", "3")
    settings.cache_clear()


def written(folder: Path, name: str, data: bytes) -> Path:
    """A file of that content."""
    place = folder / name
    place.write_bytes(data)
    return place


def word_file(text: str) -> bytes:
    """A DOCX of one paragraph a line."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.mark.usefixtures("three_seconds")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_goes_on_past_a_file_that_takes_hours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    """One line names the file, the limit and its setting; the letters around it are checked."""
    letter = word_file(SAMPLE.read_text("utf-8"))
    written(tmp_path, "a.docx", letter)
    written(tmp_path, "b.pdf", hostile.drawn_for_hours())
    written(tmp_path, "c.docx", letter)
    assert main(["check", str(tmp_path), "--format", "jsonl", "--jobs", jobs]) == 2
    told = capsys.readouterr()
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert [Path(line["source"]).name for line in lines] == ["a.docx", "b.pdf", "c.docx"]
    assert lines[1]["error"] == "takes longer to read than 3 s (setting max_read_seconds)"
    assert [bool(line.get("claims")) for line in lines] == [True, False, True]
    assert told.err.count("\n") == 1
    assert "b.pdf" in told.err


@pytest.mark.usefixtures("three_seconds")
def test_a_record_that_takes_hours_is_named_among_those_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The facts of the other records are shown."""
    (tmp_path / "records").mkdir()
    (tmp_path / "case.json").write_text('{"disputed_items": [{"title": "MRI"}]}', "utf-8")
    written(tmp_path / "records", "a.pdf", hostile.drawn_for_hours())
    written(tmp_path / "records", "b.txt", b"PR-2 of 02/01/2016\nThe patient is 45 years old.\n")
    assert main(["facts", str(tmp_path), "--format", "json"]) == 0
    unread = json.loads(capsys.readouterr().out)["unread"]
    assert [one["name"] for one in unread] == ["a.pdf"]
    assert "longer to read than 3 s" in unread[0]["reason"]


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path, pdf: PdfMaker) -> None:
    """Text, pages and notes are the same, and so is what is said of a damaged file."""
    for name, data in (("a.pdf", pdf("the right knee")), ("b.docx", word_file("left\x0bhip §"))):
        place = written(tmp_path, name, data)
        assert read_document(place) == read_document(place, apart=False)
    for name, data in (("c.pdf", b"%PDF-1.7\ndamaged"), ("d.docx", b"PK\x03\x04 no archive")):
        place = written(tmp_path, name, data)
        reasons = []
        for elsewhere in (True, False):
            with pytest.raises(UnreadableFile) as refused:
                read_document(place, apart=elsewhere)
            reasons.append(str(refused.value))
        assert reasons[0] == reasons[1]


def test_one_process_reads_file_after_file_and_another_follows_where_it_fell(
    tmp_path: Path, pdf: PdfMaker
) -> None:
    """It is not started anew for each; when it is gone, the next file is read all the same."""
    place = written(tmp_path, "a.pdf", pdf("the right knee"))
    read_document(place)
    first = apart._CHILDREN[os.getpid()]
    read_document(place)
    assert apart._CHILDREN[os.getpid()] is first
    first.kill()
    first.wait()
    assert "knee" in read_document(place).text
    assert apart._CHILDREN[os.getpid()] is not first
