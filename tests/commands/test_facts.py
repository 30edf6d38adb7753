"""`imr facts` prints the table and the timeline, and keeps the reviewer's word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.cli import main

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample case, and a wide terminal."""
    monkeypatch.setenv("COLUMNS", "220")
    return Path(shutil.copytree(SAMPLE, tmp_path / "case"))


def test_table_and_timeline(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each fact stands with its document, page and id; what is not documented is said."""
    assert main(["facts", str(case)]) == 0
    out = capsys.readouterr().out
    table, timeline = out.split("\nTimeline\n")
    age = next(line for line in table.splitlines() if line.startswith("age "))
    assert {"56", "documented", "2013-11-05"} <= set(age.split())
    assert "p. 1" in age
    assert "not documented" in next(
        line for line in table.splitlines() if line.startswith("mechanism")
    )
    days = [line[:10] for line in timeline.splitlines() if line[:2] == "20"]
    assert days == sorted(days)
    assert len(days) > 10


def test_json_has_values_places_and_ids(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get typed values with document, page, span and quote, and the same timeline."""
    assert main(["facts", str(case), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    age = next(one for one in told["facts"] if one["kind"] == "age")
    assert (age["value"], age["id"], age["source"]["page"]) == (56, "age", 1)
    record = (case / "records" / age["source"]["document"]).read_text("utf-8")
    assert record[slice(*age["source"]["span"])].split() == age["source"]["quote"].split()
    assert {one["kind"] for one in told["timeline"]} >= {"case", "document", "fact"}
    assert told["unread"] == []


def test_confirm_and_correct(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The word of the reviewer is kept with who and when, and shown beside the record's."""
    arguments = ["facts", str(case), "--correct", "age=57", "--confirm", "sex", "--who", "Ada R"]
    assert main(arguments) == 0
    assert "57 [corrected by Ada R" in " ".join(capsys.readouterr().out.split())
    kept = (case / "corrections.jsonl").read_text("utf-8").splitlines()
    lines = [json.loads(line) for line in kept]
    assert [(one["fact"], one["value"], one["who"]) for one in lines] == [
        ("sex", None, "Ada R"),
        ("age", "57", "Ada R"),
    ]
    assert all(one["when"].endswith("Z") for one in lines)


def test_a_fact_that_no_record_has_is_added(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is marked as added by whom, and the draft counts it."""
    words = "8 visits of chiropractic completed on 2013-09-01"
    assert main(["facts", str(case), "--add", f"visits={words}", "--who", "Ada R"]) == 0
    assert "by Ada R" in " ".join(capsys.readouterr().out.split())
    (line,) = (case / "corrections.jsonl").read_text("utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["value"], kept["who"], kept["added"]) == (words, "Ada R", True)
    assert main(["draft", str(case)]) == 0
    letter = " ".join((case / "draft.md").read_text("utf-8").split())
    assert "8 visits of chiropractic care are completed by the reviewer's own account" in letter


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--correct", "age=57"], "--who"),
        (["--correct", "age", "--who", "A"], "ID=VALUE"),
        (["--correct", "age=", "--who", "A"], "ID=VALUE"),
        (["--correct", "age=young", "--who", "A"], "years from 1 to 120"),
        (["--confirm", "agee", "--who", "A"], "agee"),
        (["--confirm", "mechanism", "--who", "A"], "documented"),
        (["--confirm", "sex", "--correct", "age=x", "--who", "A"], "years"),
        (["--add", "visits=some", "--who", "A"], "words that tell one of visits"),
        (["--add", "weather=rain", "--who", "A"], "found 'weather'"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_kept(
    case: Path, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    """One line names what was wrong; of several corrections none is kept."""
    assert main(["facts", str(case), *options]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert len(error.splitlines()) == 1
    assert not (case / "corrections.jsonl").exists()


def test_conflicts_struck_and_unread_are_shown(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Differing counts, a struck fact and a file that was not read each have their line."""
    for name, count in (("x1", 4), ("x2", 9)):
        text = f"Progress report\nDate: 01/02/2014\nHe completed {count} acupuncture visits."
        (case / "records" / f"{name}.txt").write_text(text, "utf-8")
    (case / "records" / "empty.txt").write_text("", "utf-8")
    assert main(["facts", str(case), "--correct", "age=not documented", "--who", "Ada"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "conflict 9 visits of acupuncture, completed (x2.txt p. 1); 4 visits" in out
    assert "struck age: 56 (by Ada)" in out
    assert "not read empty.txt" in out
