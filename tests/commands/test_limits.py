from __future__ import annotations

import json
import re
from typing import Any

import pytest

from assistant.cli import main


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """The array that `imr limits` prints."""
    assert main(["limits", *arguments, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert isinstance(rows, list)
    return rows


def test_the_array_holds_the_fields_of_the_interface(capsys: pytest.CaptureFixture[str]) -> None:
    """Each limit has metric, phase, number, dates, source and verification."""
    for row in answer(capsys, "chiropractic", "--as-of", "2014-02-01", "--body-part", "low back"):
        assert {
            "id", "metric", "phase", "operator", "value", "unit", "over", "condition", "chapter",
            "year", "section", "pages", "in_force", "verification",
        } <= set(row)  # fmt: skip


REQUEST = ("chiropractic", "--as-of", "2014-02-01", "--body-part", "low back")


@pytest.mark.parametrize(
    ("options", "name", "supported"),
    [
        (("--prior-visits", "0"), "low-back-trial-visits", [6, 6]),
        (("--prior-visits", "6", "--no-improvement"), "low-back-trial-visits", [0, 0]),
        (("--prior-visits", "6", "--improvement"), "low-back-total-visits", [12, 12]),
        (("--phase", "flare-up"), "low-back-flare-up-visits", None),
        (("--injury-date", "2014-01-15"), "manipulation-duration", None),
        (("--date-of-service", "2016-12-01"), "low-back-trial-visits", [6, 6]),
    ],
)
def test_options_describe_the_request(
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    name: str,
    supported: list[int] | None,
) -> None:
    """One limit governs; it says what is supported now and every step of the choice."""
    rows = answer(capsys, *REQUEST, *options)
    (first,) = [row for row in rows if row["governs"]]
    assert rows[0] == first
    assert first["id"].endswith(f":{name}")
    assert first["supported"] == supported
    assert first["reasons"]
    assert all(row["why"] for row in rows)


def test_surgery_and_its_date_open_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Inside its period the row governs, with half of its visits as initial course."""
    options = ("--surgery", "lumbar fusion", "--surgery-date", "2014-01-01", "--requested", "18")
    rows = answer(capsys, "physical_therapy", "--as-of", "2014-02-01", *options)
    assert rows[0]["initial"] == [17, 17]
    assert rows[0]["requested"] == {"amount": 18, "within": False}


def test_people_read_the_answer_first(capsys: pytest.CaptureFixture[str]) -> None:
    """The first line is the limit that governs, or that no number is given."""
    assert main(["limits", *REQUEST, "--explain", "--requested", "6"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(
        "governs: up to 6 visits over 2 weeks (corroborated)\n  MTUS Chronic Pain"
    )
    assert "requested 6: within" in text
    assert main(["limits", "esi", "--as-of", "2016-12-01", "--explain"]) == 0
    assert capsys.readouterr().out.startswith("governs: the guideline gives no number for this")


@pytest.mark.parametrize(
    "options",
    [
        ("--phase", "sometime"),
        ("--prior-visits", "-1"),
        ("--surgery-date", "spring"),
        ("--injury-date", "2014-02-30"),
    ],
)
def test_bad_options_are_refused_by_name(
    capsys: pytest.CaptureFixture[str], options: tuple[str, str]
) -> None:
    """One line names the option, what is allowed and what was found; status 2."""
    assert main(["limits", *REQUEST, *options]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert options[0] in error


def test_many_names_of_one_operation_are_cut_short(capsys: pytest.CaptureFixture[str]) -> None:
    """A table shows three names and counts the others; the JSON has them all."""
    request = ("limits", "physical_therapy", "--body-part", "shoulder", "--as-of", "2015-05-01")
    surgery = ("--condition", "arthroscopic rotator cuff repair")
    assert main([*request, *surgery]) == 0
    assert re.search(r"and \d+ more\s+names", capsys.readouterr().out)
    rows = answer(capsys, *request[1:], *surgery)
    assert any("distal clavicle resection" in " ".join(row["diagnoses"]) for row in rows)
