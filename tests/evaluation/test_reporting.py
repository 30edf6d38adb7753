"""The report of a run: one page that needs nothing else, and its marks for other programs."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.cli import main
from assistant.evaluation.plan import Plan
from assistant.evaluation.recording import record
from assistant.evaluation.reporting.page import report_page
from assistant.evaluation.samples import Mark


@pytest.fixture
def log(plan: Plan, tmp_path: Path) -> Path:
    """The log of a small run of two suites."""
    made = record(plan, ["letters", "checker"], out=tmp_path / "run", label="small", fresh=True)
    return made.log.place


def test_the_page_needs_no_other_file_and_no_network(log: Path, tmp_path: Path) -> None:
    """No script, no address, no style or image from elsewhere; a page may forbid them all."""
    page = tmp_path / "report.html"
    assert main(["eval", "report", str(log.parent), "--out", str(page)]) == 0
    html = page.read_text("utf-8")
    assert not re.search(r"<script|\son\w+=|javascript:|@import|url\(", html)
    assert not re.search(r"(?:src|href)=[\"'](?!#)", html)
    assert "<svg" in html
    assert re.search(r"caught.*?%", html, re.DOTALL)


def test_marks_are_written_for_build_servers_and_spreadsheets(log: Path, tmp_path: Path) -> None:
    """JUnit XML with a case for each sample, CSV with a row for each mark."""
    junit, table = tmp_path / "marks.xml", tmp_path / "marks.csv"
    arguments = ["eval", "report", str(log.parent), "--out", str(tmp_path / "r.html")]
    assert main([*arguments, "--junit", str(junit), "--csv", str(table)]) == 0
    suites = ElementTree.fromstring(junit.read_text("utf-8"))  # noqa: S314 - our own file
    names = {one.get("name") for one in suites.iter("testsuite")}
    assert {"letters", "checker"} <= {str(name).split(".")[-1] for name in names}
    assert list(suites.iter("testcase"))
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
    assert len(rows) > 20
    assert all(row["suite"] for row in rows)


def test_a_run_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, status 2, and nothing written."""
    page = tmp_path / "report.html"
    assert main(["eval", "report", str(tmp_path / "none"), "--out", str(page)]) == 2
    assert "none" in capsys.readouterr().err
    assert not page.exists()


def test_a_talk_is_shown_turn_by_turn(plan: Plan, tmp_path: Path) -> None:
    """What was asked, what had to come, what came with its places; the worst cases are linked."""
    own = plan.model_copy(update={"quick": False, "only": ("mri-knee-left*",)})
    made = record(own, ["chat"], out=tmp_path / "run", label="talk", fresh=True)
    wrong = made.log.samples[0].model_copy(
        update={"marks": (Mark(metric="answered", of=1, group="records", misses=("nothing",)),)}
    )
    html = report_page(made.log._replace(samples=(wrong,)))
    assert "Which knee hurts?" in html
    assert "names 2016-05-10-pr2.txt, page 1" in html
    assert "places: " in html
    linked = re.search(r'Look here first.*?href="#(c[0-9a-f]{10})"', html, re.DOTALL)
    assert linked is not None
    assert f'id="{linked.group(1)}"' in html
