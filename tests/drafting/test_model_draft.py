"""The model drafter against a scripted endpoint: good answers, wrong ones, and none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.drafting import Draft, draft
from assistant.drafting.drafting import prompt_of
from assistant.letters import read_letter
from assistant.text import from_text
from tests.drafting.answers import RECORD, TITLE, WRONG, good, wrong
from tests.scripted_model import Reply, ScriptedModel, in_turn

CaseFolder = Callable[..., Path]


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A scripted endpoint that the environment names; its script is set by the test."""
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    monkeypatch.setattr("assistant.drafting.endpoint.PAUSE", lambda _: None)
    with ScriptedModel(in_turn(Reply(good()))) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        yield model


@pytest.fixture
def folder(case_folder: CaseFolder) -> Path:
    """The case of `answers`."""
    return case_folder(TITLE, RECORD)


def new_findings(folder: Path) -> list[dict[str, Any]]:
    """Findings that the template's draft of the same case does not have."""
    draft(folder, out=folder / "plain")
    plain = report_of(folder / "plain")["findings"]
    known = {(one["code"], one["message"]) for one in plain}
    return [
        one for one in report_of(folder)["findings"] if (one["code"], one["message"]) not in known
    ]


def report_of(folder: Path) -> dict[str, Any]:
    """What stands in `findings.json`."""
    report: dict[str, Any] = json.loads((folder / "findings.json").read_text("utf-8"))
    return report


def test_a_good_answer_becomes_the_letter(scripted: ScriptedModel, folder: Path) -> None:
    """Its sentences stand in the letter with their sources, no finding is left, costs are kept."""
    made = draft(folder, model="scripted-1")
    assert new_findings(folder) == []
    assert made.model == "scripted-1"
    assert "She reports low back pain rated 6/10." in " ".join(made.letter.split())
    assert made.run is not None
    assert len(made.run.rounds) == 1
    assert made.run.kept == 1
    assert made.run.usage.input_tokens > 0
    assert made.run.usage.output_tokens > 0
    assert set(made.run.prompts) == {"draft", "mend"}
    back = read_letter(from_text(made.letter))
    assert [(one.title, one.outcome) for one in back.issues] == [(TITLE, "upheld")]
    assert "Therefore, the request" in " ".join((folder / "template.md").read_text().split())
    assert scripted.requests[0]["response_format"]["type"] == "json_schema"


def test_quotes_are_placed_in_the_record(scripted: ScriptedModel, folder: Path) -> None:
    """Each record support slices to its quote."""
    made = draft(folder, model="scripted-1")
    assert scripted.requests
    text = (folder / "records" / "report.txt").read_text()
    quotes = [
        one for statement in made.statements for one in statement.supports if one.kind == "record"
    ]
    assert quotes
    for one in quotes:
        assert " ".join(text[slice(*one.span)].split()) == one.quote


@pytest.mark.parametrize("way", sorted(WRONG))
def test_a_wrong_statement_never_reaches_a_clean_check(
    scripted: ScriptedModel, folder: Path, way: str
) -> None:
    """Said again in every round it stays in the letter, and an error blocks the draft."""
    scripted.script = in_turn(Reply(wrong(way)))
    made = draft(folder, model="scripted-1")
    assert made.run is not None
    assert len(made.run.rounds) == 3
    assert all(one.findings for one in made.run.rounds)
    assert "error" in {one["severity"] for one in new_findings(folder)}
    assert made.items[0].outcome == "upheld"


@pytest.mark.parametrize("way", sorted(WRONG))
def test_a_wrong_statement_is_mended_when_the_model_listens(
    scripted: ScriptedModel, folder: Path, way: str
) -> None:
    """The findings go back with what was expected; a corrected answer gives a clean draft."""
    scripted.script = in_turn(Reply(wrong(way)), Reply(good()))
    made = draft(folder, model="scripted-1")
    assert made.run is not None
    assert made.run.kept == 2
    assert new_findings(folder) == []
    told = scripted.requests[1]["messages"][-1]["content"]
    assert "expected" in told
    assert made.run.rounds[0].findings[0].split(" ", 1)[0] in told


def test_the_better_round_is_kept(scripted: ScriptedModel, folder: Path) -> None:
    """A later answer with more errors does not replace an earlier one; all rounds are kept."""
    twice = json.loads(wrong("no source"))
    twice["statements"].append(WRONG["an outcome"])
    scripted.script = in_turn(Reply(wrong("no source")), Reply(json.dumps(twice)))
    made = draft(folder, model="scripted-1")
    assert made.run is not None
    assert made.run.kept == 1
    assert len(made.run.rounds) == 3


def test_an_item_left_out_keeps_the_template_and_is_found(
    scripted: ScriptedModel, folder: Path
) -> None:
    """A missing rationale is an error, and the template's sentences stand in its place."""
    only = [one for one in json.loads(good())["statements"] if one["item"] == 0]
    scripted.script = in_turn(Reply(json.dumps({"statements": only})))
    draft(folder, model="scripted-1")
    assert "GRD012" in {one["code"] for one in report_of(folder)["findings"]}


def failed(folder: Path) -> Draft:
    """The draft of a failing model: the template's, with the failure told."""
    made = draft(folder, model="scripted-1")
    assert made.model == "template"
    assert made.run is not None
    assert made.run.failure
    assert made.letter == (folder / "draft.md").read_text() == (folder / "template.md").read_text()
    return made


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply("Physical therapy is fine."), "not JSON"),
        (Reply(good()[:-40]), "not JSON"),
        (Reply(good(), finish="length"), "cut off"),
        (Reply('{"statements": []}'), "no statement"),
        (Reply('{"sentences": ["x"]}'), "another form"),
        (Reply(json.dumps({"statements": [{"item": "1", "text": 3}]})), "another form"),
        (Reply(good().replace('"item": 1', '"item": 7')), "item 7"),
        (Reply(""), "empty"),
        (Reply(refusal="I cannot help with that."), "refused"),
        (Reply("the patient has pain. " * 600), "repeats itself"),
        (Reply("a" * 4000), "repeats itself"),
        (Reply(good(), finish="content_filter"), "content filter"),
    ],
)
def test_an_unusable_answer_leaves_the_template(
    scripted: ScriptedModel, folder: Path, reply: Reply, reason: str
) -> None:
    """Malformed, truncated, refused, empty, endless: told in words, the template draft stands."""
    scripted.script = in_turn(reply)
    made = failed(folder)
    assert made.run is not None
    assert reason in str(made.run.failure)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_passing_failure_is_tried_again(
    scripted: ScriptedModel, folder: Path, status: int
) -> None:
    """Rate limits and server failures are waited out, and the tries are counted."""
    scripted.script = in_turn(
        Reply(status=status, headers={"retry-after": "0"}), Reply(status=status), Reply(good())
    )
    made = draft(folder, model="scripted-1")
    assert made.model == "scripted-1"
    assert made.run is not None
    assert made.run.usage.tries == 3


@pytest.mark.parametrize(
    ("reply", "reason", "requests"),
    [
        (Reply(status=503), "status 503, 4 times", 4),
        (Reply(status=429), "status 429, 4 times", 4),
        (Reply(status=401), "status 401", 1),
        (Reply(status=404), "status 404", 1),
        (Reply(good(), cut=True), "", 4),
        (Reply(raw=b"<html>proxy</html>"), "", 1),
    ],
)
def test_a_lasting_failure_leaves_the_template(
    scripted: ScriptedModel, folder: Path, reply: Reply, reason: str, requests: int
) -> None:
    """An endpoint that keeps failing is given up after four tries, a refused key at once."""
    scripted.script = in_turn(reply)
    made = failed(folder)
    assert made.run is not None
    assert reason in str(made.run.failure)
    assert len(scripted.requests) >= min(requests, 1)


def test_a_silent_endpoint_is_given_up(
    scripted: ScriptedModel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No word within the time-out counts as no answer."""
    monkeypatch.setattr("assistant.drafting.endpoint.chat_model.__defaults__", (0.2,))
    scripted.script = in_turn(Reply(good(), stall=1.0))
    made = failed(folder)
    assert made.run is not None
    assert "no answer in time" in str(made.run.failure)


def test_a_price_gives_a_cost(
    scripted: ScriptedModel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With prices for a million tokens the cost is stored; without, it is null and not zero."""
    monkeypatch.setenv("OPENAI_PRICE_PER_MILLION", "1/2")
    made = draft(folder, model="scripted-1")
    assert scripted.requests
    assert made.run is not None
    used = made.run.usage
    assert used.cost == round((used.input_tokens + 2 * used.output_tokens) / 1e6, 6)
    monkeypatch.delenv("OPENAI_PRICE_PER_MILLION")
    again = draft(folder, model="scripted-1")
    assert again.run is not None
    assert again.run.usage.cost is None


def test_the_prompt_shown_is_the_prompt_sent(scripted: ScriptedModel, folder: Path) -> None:
    """`--show-prompt` prints the messages of the first request."""
    shown = prompt_of(folder)
    draft(folder, model="scripted-1")
    for message in scripted.requests[0]["messages"]:
        assert message["content"] in shown


def test_tracing_stays_off(
    scripted: ScriptedModel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tracing service that the environment asks for is not used."""
    import os  # noqa: PLC0415 - the environment after the call is what is tested

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    draft(folder, model="scripted-1")
    assert scripted.requests
    assert os.environ["LANGSMITH_TRACING"] == "false"


def test_azure_is_reached_by_its_own_variables(
    scripted: ScriptedModel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the variables of Azure the model is a deployment there, and the draft the same."""
    plain = draft(folder, model="scripted-1")
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", scripted.url.removesuffix("/v1"))
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "scripted")
    monkeypatch.setenv("OPENAI_API_VERSION", "2024-10-21")
    made = draft(folder, model="deployed")
    assert made.model == "deployed"
    assert made.letter == plain.letter
    assert len(scripted.requests) == 2


def test_the_form_asked_for_is_shown_with_the_prompt(scripted: ScriptedModel, folder: Path) -> None:
    """`--show-prompt` prints the response format of the request too."""
    draft(folder, model="scripted-1")
    form = scripted.requests[0]["response_format"]["json_schema"]
    shown = prompt_of(folder).split("--- response format ---\n", 1)[1]
    assert json.loads(shown) == form
