"""The suites over sample cases: right products score, and each wrong one costs its own mark."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InvalidField
from assistant.evaluation.plan import Plan
from assistant.evaluation.samples import Mark
from assistant.evaluation.suites import SUITES, Absent
from assistant.evaluation.suites.facts import fits
from assistant.evaluation.supported import units

ROOT = Path(__file__).parents[2]
SEED = Plan(
    cases=ROOT / "evals" / "cases", letters=ROOT / "evals" / "letters", only=("chiropractic-tri*",)
)
Change = Callable[[dict[str, Any], dict[str, Any]], None]


@cache
def product(suite: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a suite makes of the seed's case, and the key it is held against."""
    (task,) = SUITES[suite].tasks(SEED)
    return SUITES[suite].produce(task, SEED).output, task.target


def marks(suite: str, change: Change = lambda _, __: None) -> list[Mark]:
    """The marks of the seed's case, after a change of its product and key."""
    output, target = copy.deepcopy(product(suite))
    change(output, target)
    return list(SUITES[suite].score(output, target))


def missed(found: list[Mark]) -> set[str]:
    """The metrics in which something is missing."""
    return {one.metric for one in found if one.misses}


@pytest.mark.parametrize("suite", ["facts", "limits", "drafts"])
def test_the_seed_has_nothing_wrong(suite: str) -> None:
    """The seed's case is read and drafted as its key has it."""
    found = marks(suite)
    assert found
    assert missed(found) == set()


def _age(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["facts"]["age"]["value"] = 55


def _elsewhere(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["facts"]["age"]["source"]["span"] = [0, 3]


def _attended(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["facts"]["visits"][0]["value"] |= {"stage": "completed", "service": "chiropractic"}


@pytest.mark.parametrize(
    ("change", "metric"),
    [(_age, "facts found"), (_elsewhere, "fact spans"), (_attended, "not invented")],
)
def test_a_fact_misread_costs_its_mark(change: Change, metric: str) -> None:
    """Another value, another place, and a fact that the records do not hold are told apart."""
    assert metric in missed(marks("facts", change))


def _other_limit(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["items"][0]["limit"] = "chronic-pain/2009/physical-medicine:myalgia-visits"


def test_another_limit_costs_its_mark() -> None:
    """The limit is compared by id; one that the key calls equal is right too."""
    assert missed(marks("limits", _other_limit)) == {"governing limit"}

    def equal(output: dict[str, Any], target: dict[str, Any]) -> None:
        _other_limit(output, target)
        target["items"][0]["equal"] = [output["items"][0]["limit"]]

    assert missed(marks("limits", equal)) == set()

    def chapter(output: dict[str, Any], target: dict[str, Any]) -> None:
        output["items"][0]["edition"] = "chronic-pain/2016"
        target["items"][0]["equal"] = ["chronic-pain/2016"]

    assert missed(marks("limits", chapter)) == set()


def _draft_limit(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["draft"]["items"][0]["limit"] = None


def _draft_outcome(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["draft"]["items"][0]["outcome"] = "overturned"


def _number(output: dict[str, Any], _: dict[str, Any]) -> None:
    for one in output["draft"]["statements"]:
        one["text"] = one["text"].replace("56", "65")


def _side(output: dict[str, Any], _: dict[str, Any]) -> None:
    for one in output["draft"]["statements"]:
        one["text"] += " The right wrist hurts."


def _no_criteria(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["draft"]["items"][0]["criteria"] = []


def _stale(_: dict[str, Any], target: dict[str, Any]) -> None:
    target["items"][0]["not_cite"] = target["items"][0]["cite"]


def _untold(output: dict[str, Any], _: dict[str, Any]) -> None:
    output["draft"]["statements"] = output["draft"]["statements"][-1:]
    output["evidence"] = output["evidence"][-1:]


def _trapped(_: dict[str, Any], target: dict[str, Any]) -> None:
    target["traps"] = [target["facts"][0] | {"why": "of another patient"}]


def _finding(_: dict[str, Any], target: dict[str, Any]) -> None:
    target["findings"] = [{"code": "ARI001", "why": "the request does not add up"}]


@pytest.mark.parametrize(
    ("change", "metric"),
    [
        (_draft_limit, "limit right"),
        (_draft_outcome, "outcome acceptable"),
        (_number, "numbers supported"),
        (_side, "sides supported"),
        (_no_criteria, "items complete"),
        (_stale, "citations right"),
        (_untold, "facts told"),
        (_trapped, "traps avoided"),
        (_finding, "findings expected"),
    ],
)
def test_a_flaw_of_a_draft_costs_its_mark(change: Change, metric: str) -> None:
    """Each measure of a draft falls by the flaw that it is there for."""
    assert metric in missed(marks("drafts", change))


def test_an_error_that_the_key_expects_is_not_left() -> None:
    """A request that does not add up is found, and is no flaw of the draft that repeats it."""
    error = {"code": "ARI001", "severity": "error", "message": "does not add up"}

    def found(output: dict[str, Any], _: dict[str, Any]) -> None:
        output["report"]["findings"].append(error)

    def expected(output: dict[str, Any], target: dict[str, Any]) -> None:
        found(output, target)
        target["findings"] = [{"code": "ARI001", "why": "the request itself"}]

    assert "errors left" in missed(marks("drafts", found))
    assert missed(marks("drafts", expected)) == set()


def test_an_item_left_open_is_not_wrong_and_not_decided() -> None:
    """The two are told apart: a wrong suggestion misleads, an open item leaves work."""

    def open_item(output: dict[str, Any], _: dict[str, Any]) -> None:
        output["draft"]["items"][0]["outcome"] = None

    assert missed(marks("drafts", open_item)) >= {"outcome acceptable"}
    assert "outcome not wrong" not in missed(marks("drafts", open_item))
    assert "outcome not wrong" in missed(marks("drafts", _draft_outcome))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Together with the 8 visits completed that makes 20 in all.", True),
        ("Together with the 8 visits completed that makes 21 in all.", False),
    ],
)
def test_a_sum_with_the_request_is_supported(text: str, found: bool) -> None:
    """The request that a sentence cites may be added to a number of the sentence, and no other."""
    told = units(text, ["8 visits", "2x6 (12 sessions)"], ["2x6 (12 sessions)"])
    assert all(one.found for one in told) is found


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        ("1 a week for 6 weeks", "once a week for 6 weeks", True),
        ("2 a week for 6 weeks", "once a week for 6 weeks", False),
        ("The initial course is half of that, 12 visits.", "24 visits over 14 weeks", True),
        ("The initial course is 12 visits.", "24 visits over 14 weeks", False),
        ("107 weeks have passed.", "2014-10-20\n2016-11-07", True),
        ("107 months have passed.", "2014-10-20\n2016-11-07", False),
        ("pain in the bilateral knees", "both knees hurt", True),
        ("pain in the bilateral knees", "the left knee hurts", False),
    ],
)
def test_numbers_in_words_and_halves(text: str, source: str, found: bool) -> None:
    """Once and twice are numbers; halves, spans and both sides count where they are said."""
    assert all(one.found for one in units(text, [source])) is found


@pytest.mark.parametrize(
    ("value", "wanted", "fit"),
    [
        ({"service": "mri", "count": [12.0, 12.0]}, {"count": [12, 12]}, True),
        ({"service": "mri", "count": [12.0, 12.0]}, {"count": [11, 12]}, False),
        ({"text": "Lumbar  Strain, chronic"}, {"text": "lumbar strain"}, True),
        ({"text": "lumbar strain"}, {"text": "cervical strain"}, False),
        ({"improved": True}, {"improved": False}, False),
        (["a", "b"], ["b", "a"], True),
        ("left", "left knee", False),
    ],
)
def test_a_value_fits_that_of_a_key(value: Any, wanted: Any, fit: bool) -> None:
    """Entries that the key gives have to be the same; words have to stand in the words read."""
    assert fits(value, wanted) is fit


def test_no_cases_is_no_zero(tmp_path: Path) -> None:
    """A missing folder and one without keys are skipped with their reason."""
    for folder in (tmp_path / "gone", tmp_path):
        with pytest.raises(Absent, match=str(folder)):
            list(SUITES["drafts"].tasks(SEED.model_copy(update={"cases": folder})))


def test_a_key_that_does_not_fit_stops_the_run(tmp_path: Path) -> None:
    """A wrong key is told with its path, before anything is measured."""
    source = SEED.cases / "chiropractic-trial-2014"
    for path in source.rglob("*"):
        if path.is_file():
            copied = tmp_path / "chiropractic-tri" / path.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_text(path.read_text("utf-8").replace('"Age: 56"', '"Age: 57"'), "utf-8")
    with pytest.raises(InvalidField, match=r"key\.toml.*Age: 57"):
        list(SUITES["facts"].tasks(SEED.model_copy(update={"cases": tmp_path})))
