"""A model's draft as a stream: sentences, rounds and cost; a failure leaves the template's."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.settings import settings
from tests.drafting.answers import GOOD, RECORD, TITLE, VISITS, good, said
from tests.scripted_model import Reply, Request, ScriptedModel, in_turn
from tests.web.hands import ITEM, Mouse, until

KEY = "CM16-0000002"
REPORT = (
    "PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)\nDate of exam: 10/20/2016\n\n"
    "The patient is a 44 year-old female with a date of injury of 02/10/2015. "
    "She reports low back pain rated 6/10.\n\nDiagnoses:\n1. Lumbar strain\n\n"
)


def case_files() -> dict[str, bytes]:
    """A case that the good answer fits, by the names of its files."""
    told = {
        "case_number": KEY,
        "dates": {"injury": "2015-02-10", "assigned": "2016-11-24", "decision": "2016-12-20"},
        "disputed_items": [{"title": TITLE}],
    }
    return {
        "case.json": json.dumps(told).encode(),
        "report.txt": (REPORT + RECORD).encode(),
    }


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., ScriptedModel]]:
    """Starts a model that says what it is given."""
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    monkeypatch.setenv("OPENAI_PRICE_PER_MILLION", "1000/2000")
    monkeypatch.setattr("assistant.drafting.endpoint.PAUSE", lambda _: None)
    models: list[ScriptedModel] = []

    def start(script: Callable[[Request], Reply]) -> ScriptedModel:
        model = ScriptedModel(script)
        models.append(model)
        model.__enter__()
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        monkeypatch.setenv("IMR_MODEL", "scripted-1")
        settings.cache_clear()
        return model

    yield start
    for model in models:
        model.__exit__()


def streamed(client: TestClient) -> list[dict[str, Any]]:
    """The events of a first draft."""
    files = [("files", file) for file in case_files().items()]
    assert client.post("/api/cases", files=files).status_code == 201
    with client.stream(
        "POST", f"/api/cases/{KEY}/drafting", json={"model": "scripted-1", "after": 1}
    ) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in answer.iter_lines() if line]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


def test_sentences_rounds_and_cost_come_as_they_are_made(
    client: TestClient, scripted: Callable[..., ScriptedModel]
) -> None:
    """A wrong sentence goes back and is told with its cost; the case comes last."""
    wrong = [*GOOD[:3], said(1, "She completed 16 chiropractic visits.", VISITS), *GOOD[4:]]
    answers = [json.dumps({"statements": wrong}), good()]
    scripted(in_turn(*map(Reply, answers)))
    events = streamed(client)
    rounds = [one for one in events if one["kind"] == "round"]
    assert [one["number"] for one in rounds] == [1, 2]
    assert "16" in str(rounds[0]["findings"])
    assert rounds[0]["usage"]["cost"] > 0
    first = "".join(one["text"] for one in events if one["kind"] == "text")
    assert "She completed 16 chiropractic visits." in first
    assert events[-1]["kind"] == "end"
    case = events[-1]["case"]
    assert "She completed 6 chiropractic visits." in " ".join(case["letter"].split())
    assert len(case["run"]["rounds"]) == 2
    assert case["run"]["failure"] is None
    assert "answer" not in case["run"]["rounds"][0]
    about = client.get(f"/api/cases/{KEY}/versions").json()[0]["about"]
    assert about.startswith("by scripted-1: 2 rounds")


def test_a_failure_leaves_the_template_s_draft(
    client: TestClient, scripted: Callable[..., ScriptedModel]
) -> None:
    """The letter is there, and the reason why it is not the model's."""
    scripted(lambda _: Reply(status=400))
    case = streamed(client)[-1]["case"]
    assert "status 400" in case["run"]["failure"]
    assert "Decision rationale" in case["letter"]


def test_an_unknown_model_is_told_and_nothing_is_kept(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without key and endpoint no model is reached."""
    monkeypatch.setenv("IMR_MODEL", "scripted-1")
    settings.cache_clear()
    events = streamed(client)
    assert [one["kind"] for one in events] == ["error"]
    assert "OPENAI_API_KEY" in events[0]["text"]
    assert client.get(f"/api/cases/{KEY}").json()["letter"] is None


def test_a_draft_is_watched_and_stopped_on_the_page(
    workbench: str,
    page_of: Callable[..., Any],
    scripted: Callable[..., ScriptedModel],
    tmp_path: Path,
) -> None:
    """Its words come while it is written; stopped, the letter is as it was."""
    go_on = threading.Event()

    def script(_: Request) -> Reply:
        if len(model.requests) > 1:
            go_on.wait(20)
        return Reply(good())

    model = scripted(script)
    folder = tmp_path / "case" / "records"
    folder.mkdir(parents=True)
    for name, content in case_files().items():
        (folder.parent if name == "case.json" else folder).joinpath(name).write_bytes(content)
    page = page_of()
    page.goto(workbench)
    Mouse(page).bring(folder.parent)
    page.click("#taken a")
    page.click("text=Write the draft with scripted-1")
    page.wait_for_selector(ITEM, timeout=30_000)  # a first model draft loads its client
    run = page.inner_text(".run summary")
    assert "round 1 of 1 kept" in run
    assert "tokens in" in run
    assert "cost" in run
    letter = page.inner_text(ITEM)
    page.click("#draft")
    page.click("dialog[open] button.main")
    page.wait_for_selector("#live:not([hidden]) .live-head")
    until(page, "document.querySelector('.live-head .number').textContent > '0.3'")
    page.keyboard.press("Enter")  # the button to stop has the focus
    page.wait_for_selector("#told >> text=Stopped: nothing was changed.")
    go_on.set()
    assert page.inner_text(ITEM) == letter
    page.click("#tab-history")
    assert page.locator("#history .did-drafted").count() == 1
