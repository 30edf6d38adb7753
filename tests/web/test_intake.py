"""Cases that are dropped: what is taken, what is left out by name, what is refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.settings import settings
from tests.web.desk import KEY, File, sample_files

NOTE = b"PROGRESS REPORT\nDate of exam: 01/02/2014\n"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("files", ("a.txt", b"text"))], "a case.json among them"),
        ([("files", ("case.json", b"{bad"))], "not JSON"),
        (
            [("files", (f"{name}/case.json", b"{}")) for name in ("a", "b")],
            "one case.json, found 2",
        ),
        (
            [("files", ("case.json", b'{"disputed_items": [{"title": "MRI \\u0000"}]}'))],
            "case.json: disputed_items[0].title: expected text without control characters",
        ),
    ],
    ids=["no case.json", "not JSON", "two cases", "U+0000 in a title"],
)
def test_a_bad_case_is_refused_and_leaves_nothing(
    client: TestClient, tmp_path: Path, files: list[File], words: str
) -> None:
    """One line says what was wrong, and no half case stays behind."""
    answer = client.post("/api/cases", files=files)
    assert answer.status_code in {400, 422}
    assert words in answer.json()["error"]
    assert list((tmp_path / "cases").iterdir() if (tmp_path / "cases").exists() else []) == []


def test_a_name_that_leads_out_of_the_folder_stays_inside(
    client: TestClient, tmp_path: Path
) -> None:
    """Path tricks in file names are cut down to their last part."""
    told = client.post(
        "/api/cases", files=[*sample_files(), ("files", ("../../evil.txt", NOTE))]
    ).json()
    assert "evil.txt" in told["read"]
    assert not (tmp_path / "evil.txt").exists()


def test_what_is_no_record_is_left_out_by_name(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad file does not cost the others: each is named with its reason, and not kept."""
    monkeypatch.setenv("IMR_MAX_FILE_MB", "0.1")
    settings.cache_clear()
    bad = [
        ("scan.pdf", b"not a pdf"),
        ("note.txt", b"Progress report.\n" * 9 + b"\x1b[1m"),
        ("large.txt", b"word " * 30_000),
        ("draft.md", b"CLINICAL CASE SUMMARY\n"),
    ]
    told = client.post(
        "/api/cases", files=[*sample_files(), *(("files", (f"folder/{n}", c)) for n, c in bad)]
    ).json()
    unread = {one["name"]: one["reason"] for one in told["unread"]}
    assert set(unread) == {"scan.pdf", "note.txt", "large.txt", "draft.md"}
    assert unread["note.txt"].endswith("found U+001B in line 10")
    assert "found 0.1 MB" in unread["large.txt"] or "found 0.2 MB" in unread["large.txt"]
    assert len(told["read"]) == len(sample_files()) - 1
    kept = {one.name for one in (tmp_path / "cases" / KEY / "records").iterdir()}
    assert kept == {*told["read"], "scan.pdf"}


def test_a_folder_with_records_of_its_own_gives_those_alone(client: TestClient) -> None:
    """Beside `records/` stand keys and notes of others; two records of one name are both kept."""
    form, *records = sample_files()
    inside = [("files", (f"case/records/{one[1][0]}", one[1][1])) for one in records]
    files = [
        ("files", ("case/case.json", form[1][1])),
        *inside,
        ("files", ("case/records/more/report.txt", NOTE)),
        ("files", ("case/records/report.txt", NOTE + b"Again.\n")),
        ("files", ("case/key.txt", b"not for the reviewer")),
        ("files", ("case/.DS_Store", b"\x00")),
    ]
    told = client.post("/api/cases", files=files).json()
    assert {"report.txt", "report (2).txt"} <= set(told["read"])
    assert [one["name"] for one in told["unread"]] == ["key.txt"]
    assert "beside the folder records" in told["unread"][0]["reason"]
