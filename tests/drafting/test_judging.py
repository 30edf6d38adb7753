"""A model as judge of the prose: its grade, what it is sent, and answers that are none."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from assistant.drafting import endpoint
from assistant.drafting.judging import judge
from assistant.errors import ModelError
from tests.scripted_model import Reply, ScriptedModel, in_turn

GOOD = json.dumps({"grade": 4, "why": "Dates come in order."})


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A scripted endpoint that the environment names."""
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    with ScriptedModel(in_turn(Reply(GOOD))) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        yield model


def test_a_grade_comes_with_its_reason(scripted: ScriptedModel) -> None:
    """The letter is sent with the names of the records hidden; grade and reason come back."""
    records = ["Patient: Maria Delgado\nDate of exam: 01/02/2014\n"]
    found = judge("Maria Delgado was seen on 01/02/2014.", "judge-1", records)
    assert (found.grade, found.why, found.model) == (4, "Dates come in order.", "judge-1")
    sent = json.dumps(scripted.requests)
    assert "was seen on" in sent
    assert "Delgado" not in sent


@pytest.mark.parametrize("answer", ["fine", '{"grade": 9, "why": "x"}', '{"grade": 3}'])
def test_an_answer_without_a_grade_is_refused(scripted: ScriptedModel, answer: str) -> None:
    """Nothing is mended by guessing."""
    scripted.script = in_turn(Reply(answer))
    with pytest.raises(ModelError, match="no grade"):
        judge("A letter.", "judge-1")


def test_requests_keep_their_distance(
    scripted: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 600 a minute the third request leaves a fifth of a second after the first."""
    assert scripted.requests == []
    waits: list[float] = []
    monkeypatch.setattr(endpoint, "PAUSE", waits.append)
    monkeypatch.setattr(time, "monotonic", lambda: 50.0)
    endpoint.limit_requests(600)
    try:
        for _ in range(3):
            endpoint._wait_for_turn()
    finally:
        endpoint.limit_requests(None)
    assert waits == pytest.approx([0.1, 0.2])
