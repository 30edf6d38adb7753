"""`imr check`: every format says the same, waivers and house rules hold, and bytes never differ."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.checks.cases import Case
from assistant.checks.codes import CODES
from assistant.cli import main

FLAWED = Case(
    name="a wrong date of injury",
    summary="The injured worker is a 45 year old female with a date of injury of 02-01-2015.",
    reviewer_guideline="",
).letter()
CLEAN = Case(name="clean").letter()
WAIVER = """[[waive]]
code = "DAT001"
text = "02-01-2015"
reason = "an earlier injury"
who = "J. Editor"
when = 2026-11-02
"""

# what both schemas of JUnit reports allow: Ant's (windyroad/JUnit-Schema) and Jenkins' (junit-10)
JUNIT: dict[str, tuple[set[str], set[str]]] = {
    "testsuites": (set(), {"testsuite"}),
    "testsuite": (
        {
            *("package", "id", "name", "tests", "failures", "errors"),
            *("skipped", "timestamp", "hostname", "time"),
        },
        {"properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), set()),
    "testcase": ({"classname", "name", "time"}, {"skipped", "error", "failure"}),
    "skipped": ({"message"}, set()),
    "error": ({"type", "message"}, set()),
    "failure": ({"type", "message"}, set()),
    "system-out": (set(), set()),
    "system-err": (set(), set()),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a flawed and a clean letter in `letters/`."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "flawed.txt").write_text(FLAWED, "utf-8")
    (tmp_path / "letters" / "plain.txt").write_text(CLEAN, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _output(capsys: pytest.CaptureFixture[str], *arguments: str, status: int) -> str:
    """What the command prints when it ends with `status`."""
    assert main(["check", *arguments]) == status
    return capsys.readouterr().out


def test_text_groups_by_ordinary_knowledge_and_ends_with_a_table(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder ends with a row for each check that found something, and the sum."""
    out = _output(capsys, str(folder / "letters"), status=1)
    assert "matters of ordinary knowledge (" in out
    table = out[out.index("group ") :].splitlines()
    assert table[1].split()[:3] == ["ordinary", "knowledge", "COM001"]
    assert any("DAT001" in row and row.split()[-2:] == ["1", "1"] for row in table)
    assert table[-1].startswith("2 letters: 1 error")


def test_json_says_what_is_ordinary_knowledge(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each finding has the field, the counts have their number, and the option keeps to them."""
    letter = str(folder / "letters" / "flawed.txt")
    every = json.loads(_output(capsys, letter, "--format", "json", status=1))
    ordinary = [one for one in every["findings"] if one["ordinary_knowledge"]]
    assert every["counts"]["ordinary_knowledge"] == len(ordinary) > 0
    alone = json.loads(
        _output(capsys, letter, "--format", "json", "--ordinary-knowledge", status=1)
    )
    assert alone["findings"] == ordinary


def test_a_waived_finding_is_shown_and_does_not_fail(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The side file is found beside the letter; text, JSON and SARIF show what it lets stand."""
    letter = folder / "letters" / "flawed.txt"
    Path(f"{letter}.waivers.toml").write_text(WAIVER, "utf-8")
    assert "J. Editor, 2026-11-02: an earlier injury" in _output(capsys, str(letter), status=0)
    report = json.loads(_output(capsys, str(letter), "--format", "json", status=0))
    assert [one["who"] for one in report["waived"]] == ["J. Editor"]
    log = json.loads(_output(capsys, str(letter), "--format", "sarif", status=0))
    suppressed = [one for one in log["runs"][0]["results"] if "suppressions" in one]
    assert [one["ruleId"] for one in suppressed] == ["DAT001"]


def test_house_rules_of_the_working_folder_hold(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A severity of `imr.toml` decides the exit status; a code that no check has is refused."""
    letter = str(folder / "letters" / "flawed.txt")
    (folder / "imr.toml").write_text('[check]\nseverity = { DAT001 = "info" }\n')
    assert "1 error" not in _output(capsys, letter, status=0)


def test_an_unknown_code_in_house_rules_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line names the file, the field, what is allowed and what was found."""
    (folder / "imr.toml").write_text('[check]\nignore = ["DAT999"]\n')
    assert main(["check", str(folder / "letters")]) == 2
    line = capsys.readouterr().err
    assert "imr.toml: check.ignore: expected codes of" in line
    assert "'DAT999'" in line


def test_junit_is_a_valid_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Elements and attributes are those of both schemas, and the counts are those of the cases."""
    (folder / "letters" / "torn.txt").write_bytes(b"")
    out = _output(capsys, str(folder / "letters"), "--format", "junit", status=2)
    root = ElementTree.fromstring(out)  # noqa: S314 - our own output
    for element in root.iter():
        attributes, children = JUNIT[element.tag]
        assert set(element.attrib) == attributes
        assert {child.tag for child in element} <= children
    suites = list(root)
    assert [suite.get("id") for suite in suites] == ["0", "1", "2"]
    for suite in suites:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for kind in ("failure", "error"):
            assert suite.get(f"{kind}s") == str(len(suite.findall(f"testcase/{kind}")))
    first = [case.get("classname") for case in suites[0].findall("testcase")]
    assert "imr.ordinary_knowledge.DAT001" in first


def test_sarif_names_every_rule_and_its_kind(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rules are listed with tags, and each result's region has the words it slices."""
    out = _output(capsys, str(folder / "letters"), "--format", "sarif", status=1)
    run = json.loads(out)["runs"][0]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(CODES)
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        end = region["charOffset"] + region["charLength"]
        assert FLAWED[region["charOffset"] : end] == region["snippet"]["text"]


def test_unread_records_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record that cannot be read is named in the report with the reason."""
    records = folder / "records"
    records.mkdir()
    (records / "note.txt").write_text("PROGRESS REPORT\nDate: 10/01/2016\nAge: 45\n")
    (records / "film.dcm").write_bytes(b"\x00")
    arguments = (str(folder / "letters" / "plain.txt"), "--record", str(records))
    out = _output(capsys, *arguments, "--fail-on", "never", status=0)
    assert "records not read (1)\n  film.dcm: not a .txt" in out
    as_json = ("--format", "json", "--fail-on", "never")
    report = json.loads(_output(capsys, *arguments, *as_json, status=0))
    assert [one["name"] for one in report["unread_records"]] == ["film.dcm"]


@pytest.mark.parametrize("form", ["text", "jsonl", "sarif", "junit"])
def test_the_bytes_are_the_same_in_every_process(folder: Path, form: str) -> None:
    """Hash seeds and the number of processes change nothing."""
    letters = [str(path) for path in sorted((folder / "letters").iterdir())]

    def run(seed: str, jobs: str) -> bytes:
        """The output of a process of its own."""
        command = [sys.executable, "-c", "from assistant.cli import run; run()", "check"]
        return subprocess.run(
            [*command, *letters, "--format", form, "--jobs", jobs, "--info"],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(Path(main.__code__.co_filename).parents[1]),
            },
            stdout=subprocess.PIPE,
            check=False,
        ).stdout

    first = run("1", "1")
    assert first
    assert first == run("2", "2")


def test_the_order_of_files_changes_no_finding(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each letter's line is the same whichever letter goes before it."""
    letters = [str(path) for path in sorted((folder / "letters").iterdir())]
    there = _output(capsys, *letters, "--format", "jsonl", status=1).splitlines()
    back = _output(capsys, *reversed(letters), "--format", "jsonl", status=1).splitlines()
    assert there == back[::-1]
