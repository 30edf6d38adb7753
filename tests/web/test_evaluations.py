"""Kept evaluation runs as pages: a list, a report by name, nobody's letters for administrators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.evaluation.plan import Plan
from assistant.evaluation.recording import record
from assistant.evaluation.reporting import served
from assistant.review import Store
from assistant.web import Evaluations, create_app

ROOT = Path(__file__).parents[2]
NAME = "20260101T000000Z-letters"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A workbench that shows one kept run of the letters."""
    runs = tmp_path / "runs"
    monkeypatch.setattr("assistant.evaluation.logs.runs_folder", lambda: runs)
    plan = Plan(cases=ROOT / "evals" / "cases", letters=ROOT / "evals" / "letters")
    record(plan, ["letters"], out=runs / NAME, label="letters", fresh=True)
    store = Store(f"sqlite:///{tmp_path / 'review.sqlite3'}")
    shown = Evaluations(served.listed, served.page, served.style_sheet)
    app = create_app(store, tmp_path / "cases", evaluations=shown)
    with TestClient(app, base_url="http://localhost") as client:
        yield client
    store.close()


def test_a_run_is_listed_and_its_report_shown(client: TestClient) -> None:
    """The report links its style sheet and the way back, under the policy of every page."""
    page = client.get("/evaluations")
    assert f'href="/evaluations/{NAME}"' in page.text
    # the suite of letters has no goals: none is said to be reached
    assert "no goals for these suites" in page.text
    assert "0 of 0" not in page.text
    report = client.get(f"/evaluations/{NAME}")
    assert report.status_code == 200
    assert report.headers["content-security-policy"].startswith("default-src 'self'")
    assert 'href="/evaluations/report.css"' in report.text
    assert 'href="/evaluations"' in report.text
    assert "<style" not in report.text
    style = client.get("/evaluations/report.css")
    assert style.headers["content-type"].startswith("text/css")


def test_an_unknown_run_is_not_found(client: TestClient) -> None:
    """A page says so, with the way back."""
    answer = client.get("/evaluations/none")
    assert answer.status_code == 404
    assert "To the queue" in answer.text
