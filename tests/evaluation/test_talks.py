"""Talks over the sample cases: they fit their cases, and each flaw of an answer costs its mark."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from assistant.case_file import read_case
from assistant.errors import InvalidField
from assistant.evaluation.plan import Plan
from assistant.evaluation.samples import Task
from assistant.evaluation.suites import SUITES, Absent
from assistant.evaluation.talks import problems, read_talk
from tests.scripted_model import Reply, ScriptedModel, in_turn

ROOT = Path(__file__).parents[2]
TALKS = sorted((ROOT / "evals" / "talks").glob("*.toml"))
PLAN = Plan(
    cases=ROOT / "evals" / "cases", letters=ROOT / "evals" / "letters", only=("mri-knee-left*",)
)
Change = Callable[[dict[str, Any], dict[str, Any]], None]


def test_the_talks_are_many_and_of_every_kind() -> None:
    """At least sixty turns over fifteen cases, with questions, edits, nonsense and attacks."""
    turns = [turn for path in TALKS for turn in read_talk(path).turns]
    assert len(TALKS) >= 15
    assert len(turns) >= 60
    assert {one.kind for one in turns} >= {
        *("records", "count", "missing", "guideline", "finding", "rewrite", "edit", "outcome"),
        *("beyond", "attack", "nonsense"),
    }


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
def test_a_talk_fits_its_case(path: Path) -> None:
    """Each page, section and item that a turn expects exists."""
    case = read_case(PLAN.cases / path.stem)
    assert list(problems(read_talk(path), case)) == []


@lru_cache(maxsize=1)
def _made() -> tuple[Task, dict[str, Any]]:
    (task,) = SUITES["chat"].tasks(PLAN)
    return task, SUITES["chat"].produce(task, PLAN).output


def missed(change: Change) -> set[str]:
    """The metrics in which something is missing after `change`."""
    task, made = _made()
    output, target = copy.deepcopy(made), copy.deepcopy(task.target)
    change(output, target)
    return {one.metric for one in SUITES["chat"].score(output, target) if one.misses}


def _silent(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["turns"][0]["text"] = "nothing"


def _nowhere(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["turns"][0] |= {"places": [], "text": "left knee"}


def _changed(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["turns"][0]["changed"] = True


def _unasked(output: dict[str, Any], _: dict[str, Any]) -> None:
    made = {"item": 1, "outcome": "overturned", "before": "a", "after": "b"}
    output["turns"][0]["proposals"] = [made]


def _not_proposed(_: dict[str, Any], target: dict[str, Any]) -> None:
    edit = {"item": 1, "outcome": None, "has": ["x"], "lacks": [], "shorter": False}
    target["turns"][0]["proposes"] = edit


def _answers_all(_: dict[str, Any], target: dict[str, Any]) -> None:
    target["turns"][0]["declines"] = "always"


@pytest.mark.parametrize(
    ("change", "metric"),
    [
        (_silent, "answered"),
        (_nowhere, "placed"),
        (_changed, "unchanged"),
        (_unasked, "proposed"),
        (_not_proposed, "proposed"),
        (_answers_all, "declined"),
    ],
)
def test_a_flaw_of_an_answer_costs_its_mark(change: Change, metric: str) -> None:
    """Each measure of the chat falls by the flaw that it is there for, and by no flaw not."""
    assert metric in missed(change)
    assert missed(lambda _, __: None) == set()


def test_talks_that_are_not_there_are_skipped(tmp_path: Path) -> None:
    """No folder and no talk of the name are told, and are no zero."""
    for plan in (
        PLAN.model_copy(update={"cases": tmp_path / "cases"}),
        PLAN.model_copy(update={"only": ("none-of-these",)}),
    ):
        with pytest.raises(Absent):
            list(SUITES["chat"].tasks(plan))


def test_a_wrong_talk_names_its_field(tmp_path: Path) -> None:
    """An unknown kind of turn is refused with the file and the field."""
    path = tmp_path / "talk.toml"
    path.write_text('about = "x"\n[[turns]]\nask = "y"\nkind = "small talk"\n', "utf-8")
    with pytest.raises(InvalidField, match=r"talk\.toml: turns\.0\.kind"):
        read_talk(path)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A model that answers every question alike."""
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    with ScriptedModel(in_turn(Reply("The left knee (2016-05-10-pr2.txt, page 1)."))) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        yield model


def test_a_model_is_held_to_the_same_talks(scripted: ScriptedModel) -> None:
    """Its words and places count as those of the engine, and what it used is kept."""
    plan = PLAN.model_copy(update={"model": "scripted-1"})
    (task,) = SUITES["chat"].tasks(plan)
    made = SUITES["chat"].produce(task, plan)
    marks = list(SUITES["chat"].score(made.output, task.target))
    assert scripted.requests
    assert made.spent.requests == len(task.target["turns"])
    assert made.spent.output_tokens > 0
    first = [one for one in marks if one.metric in {"answered", "placed"}][:2]
    assert all(one.right == one.of for one in first)
    assert any(one.misses for one in marks)
