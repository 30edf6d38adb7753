from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from assistant.guidelines import library
from assistant.settings import settings

BOOK = "\f".join(
    f"Massage therapy\nRecommended as an option, {words}.\nPage {number} of 127"
    for number, words in ((60, "limited to 4-6 visits"), (61, "with measured gains"))
)
CHAPTER = ("--chapter", "Chronic Pain Medical Treatment", "--year", "2009")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A text of two pages, with a data folder of its own."""
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path / "data"))
    settings.cache_clear()
    file = tmp_path / "official.txt"
    file.write_text(BOOK, encoding="utf-8")
    yield str(file)
    library.cache_clear()


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The JSON that `imr corpus` prints."""
    assert main(["corpus", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_ingest_list_and_remove(capsys: pytest.CaptureFixture[str], book: str) -> None:
    """A text is read once, listed, and removed by its id."""
    first = answer(capsys, "ingest", book, *CHAPTER)
    assert (first["new"], first["pages"], first["pages_numbered"]) == (True, 2, 2)
    assert answer(capsys, "ingest", book, *CHAPTER)["new"] is False
    (listed,) = answer(capsys, "list")
    assert listed["id"] == first["id"]
    assert main(["corpus", "list"]) == 0
    assert first["id"] in capsys.readouterr().out
    shown = answer(capsys, "show", f"{first['id']}#1")
    assert (shown["printed_page"], shown["pdf_page"]) == (60, 1)
    assert main(["corpus", "show", f"{first['id']}#1"]) == 0
    assert "limited to 4-6 visits" in capsys.readouterr().out
    assert answer(capsys, "remove", first["id"])["removed"] is True
    assert answer(capsys, "list") == []


def test_people_are_told_what_was_read(capsys: pytest.CaptureFixture[str], book: str) -> None:
    """Pages, printed numbers, passages and headings, and nothing on standard error."""
    assert main(["corpus", "ingest", book, *CHAPTER]) == 0
    told = capsys.readouterr()
    assert "2 pages (2 with a printed number)" in told.out
    assert told.err == ""


def test_verify_compares_and_records(capsys: pytest.CaptureFixture[str], book: str) -> None:
    """Status 1 while limits are not where they should be; what was found becomes official."""
    massage = "chronic-pain/2009/massage-therapy:visits"
    answer(capsys, "ingest", book, *CHAPTER)
    assert main(["corpus", "verify", "--record", "--by", "A. Reviewer", "--format", "json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    found = {one["limit"]: one["status"] for one in report["limits"]}
    assert found[massage] == "on the cited page"
    assert massage in report["recorded"]
    assert Path(report["report"]).is_file()
    library.cache_clear()
    assert main(["limits", "massage", "--as-of", "2014-02-01", "--format", "json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows[massage]["verification"] == "official"
    assert main(["corpus", "verify", *CHAPTER]) == 1
    assert "68 limits: 1 on the cited page" in capsys.readouterr().out


def test_verify_needs_a_text_and_a_name(capsys: pytest.CaptureFixture[str], book: str) -> None:
    """Without text there is nothing to compare, without a name nothing is recorded."""
    assert main(["corpus", "verify"]) == 2
    assert "--chapter" in capsys.readouterr().err
    answer(capsys, "ingest", book, *CHAPTER)
    assert main(["corpus", "verify", "--record"]) == 2
    assert "--by" in capsys.readouterr().err
    assert main(["corpus", "verify", "--limit", "a"]) == 2
    assert "--limit" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("ingest", "missing.pdf", *CHAPTER), "missing.pdf"),
        (("ingest", "book", "--chapter", "Wellness"), "--chapter"),
        (("ingest", "book", *CHAPTER[:2], "--year", "2010"), "--year"),
        (("remove", "nothing"), "ID"),
    ],
)
def test_bad_input_is_one_line(
    capsys: pytest.CaptureFixture[str], book: str, arguments: tuple[str, ...], field: str
) -> None:
    """Status 2 and one line that names the file or option."""
    words = [book if one == "book" else one for one in arguments]
    assert main(["corpus", *words]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert field in error


def test_a_text_is_searched_with_the_shipped_passages(
    capsys: pytest.CaptureFixture[str], book: str
) -> None:
    """Its words are found verbatim with their printed page, and no longer once it is removed."""
    text = answer(capsys, "ingest", book, *CHAPTER)["id"]
    query = ["search", "massage therapy with measured gains", "--k", "5", "--format", "json"]
    assert main(query) == 0
    hits = json.loads(capsys.readouterr().out)
    (own,) = [hit for hit in hits if hit["id"].startswith(text)]
    assert (own["pages"], own["verification"], own["year"]) == ([61, 61], "official", 2009)
    assert "with measured gains" in own["text"]
    answer(capsys, "remove", text)
    assert main(query) == 0
    assert text not in capsys.readouterr().out


def test_a_text_is_chosen_by_its_id(capsys: pytest.CaptureFixture[str], book: str) -> None:
    """Where two texts of a chapter were read, a limit is recorded from the one that is named."""
    first = answer(capsys, "ingest", book, *CHAPTER)
    Path(book).write_text(BOOK + " ", encoding="utf-8")
    answer(capsys, "ingest", book, *CHAPTER)
    limit = "chronic-pain/2009/massage-therapy:visits"
    asked = ["corpus", "verify", *CHAPTER, "--record", "--by", "A. Reviewer", "--limit", limit]
    assert main(asked) == 2
    assert "--text: expected the text that states the limit" in capsys.readouterr().err
    assert main([*asked, "--text", "nothing"]) == 2
    assert f"--text: expected one of {first['id']}" in capsys.readouterr().err
    assert main([*asked, "--text", first["id"]]) == 1
    assert "recorded as verified by A. Reviewer: 1 limit" in capsys.readouterr().out


def test_a_file_of_another_chapter_is_wondered_at(
    capsys: pytest.CaptureFixture[str], book: str
) -> None:
    """A text without one heading of the chapter, and the same file twice, are told."""
    assert main(["corpus", "ingest", book, "--chapter", "knee/2004"]) == 0
    assert "no heading is a section of this chapter" in capsys.readouterr().out
    assert main(["corpus", "ingest", book, *CHAPTER]) == 0
    assert "the same file is kept as MTUS Knee Complaints 2004 too" in capsys.readouterr().out
