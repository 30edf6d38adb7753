"""A run keeps what it made, goes on after a kill, and can be marked again without making it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InvalidField, UnreadableFile
from assistant.evaluation import running
from assistant.evaluation.logs import find_run, read_log, slim
from assistant.evaluation.metrics import METRICS
from assistant.evaluation.plan import Plan
from assistant.evaluation.recording import record, rescore
from assistant.evaluation.samples import Task
from assistant.evaluation.suites import SUITES, Made
from assistant.evaluation.summary import summarise


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the cases that are produced, as they are."""
    names: list[str] = []
    letters = SUITES["letters"]

    def produce(task: Task, plan: Plan) -> Made:
        names.append(task.case)
        return letters.produce(task, plan)

    monkeypatch.setitem(SUITES, "letters", letters._replace(produce=produce))
    return names


def run(plan: Plan, out: Path, **options: Any) -> Path:
    """Run the suite of letters into `out`; the path of its log."""
    options = {"label": "letters", "fresh": True, **options}
    return record(plan, ["letters"], out=out, **options).log.place


def test_a_log_holds_what_was_made_and_its_marks(plan: Plan, tmp_path: Path) -> None:
    """Each line of the log is a sample with product, target and marks; the last line ends it."""
    log = read_log(run(plan, tmp_path))
    assert log.end is not None
    assert log.end.stopped is None
    assert len(log.samples) >= 9
    for one in log.samples:
        assert one.output is not None
        assert one.target["case"] == one.case
        assert {mark.metric for mark in one.marks} >= {"parsed", "fields", "seconds"}
        assert all((one.suite, mark.metric) in METRICS for mark in one.marks)


def test_a_killed_run_goes_on_where_it_stopped(plan: Plan, tmp_path: Path, made: list[str]) -> None:
    """Whole lines are kept, a torn one is cut off, and only what is missing is produced."""
    path = run(plan, tmp_path)
    whole = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(whole[:4]) + whole[4][:50], "utf-8")
    done = [json.loads(line)["case"] for line in whole[1:4]]
    made.clear()
    log = read_log(run(plan, tmp_path))
    assert not set(done) & set(made)
    assert len(made) == len(log.samples) - 3
    assert log.end is not None
    assert summarise(log)[0].metrics[0].whole.cases == len(log.samples)


def test_the_same_content_is_not_produced_twice(
    plan: Plan, tmp_path: Path, made: list[str]
) -> None:
    """A second run takes its products from the cache, and says so; --fresh produces anew."""
    run(plan, tmp_path / "a", fresh=False)
    made.clear()
    log = read_log(run(plan, tmp_path / "b", fresh=False))
    assert made == []
    assert all(one.cached for one in log.samples)
    run(plan, tmp_path / "c", fresh=True)
    assert len(made) == len(log.samples)


def test_another_run_in_the_same_folder_is_refused(plan: Plan, tmp_path: Path) -> None:
    """A log of other options is not added to."""
    run(plan, tmp_path)
    with pytest.raises(InvalidField, match="the same suites, model and options"):
        run(plan.model_copy(update={"only": ("CM13-*",)}), tmp_path)


def test_marks_are_given_again_from_the_log_alone(
    plan: Plan, tmp_path: Path, made: list[str]
) -> None:
    """With another target in the log the marks change, and nothing is produced."""
    path = run(plan, tmp_path)
    before = read_log(path)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    first = json.loads(lines[1])
    first["target"]["summary_facts"]["age"] += 1
    path.write_text("".join([lines[0], json.dumps(first) + "\n", *lines[2:]]), "utf-8")
    made.clear()
    rescore(path)
    after = read_log(path)
    assert made == []
    exact = [mark for mark in after.samples[0].marks if mark.metric == "letter exact"]
    assert exact[0].right == 0
    assert after.samples[1:] == before.samples[1:]
    assert after.end == before.end


def test_a_failure_is_told_and_not_scored(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case that fails has no marks; the others are done, and the figure is over those."""
    letters = SUITES["letters"]

    def produce(task: Task, plan: Plan) -> Made:
        if task.case == "CM13-1000004":
            raise UnreadableFile(task.source, "torn")
        if task.case == "CM14-1000008":
            raise ValueError("odd")
        return letters.produce(task, plan)

    monkeypatch.setitem(SUITES, "letters", letters._replace(produce=produce))
    log = read_log(run(plan, tmp_path))
    failed = {one.case: one.error or "" for one in log.samples if one.error}
    assert set(failed) == {"CM13-1000004", "CM14-1000008"}
    assert "torn" in failed["CM13-1000004"]
    assert "ValueError: odd" in failed["CM14-1000008"]
    summary = summarise(log)[0]
    assert summary.failed == 2
    assert summary.metrics[0].whole.of == len(log.samples) - 2
    assert summary.metrics[0].whole.value == 1.0


def test_processes_give_the_same_marks(plan: Plan, tmp_path: Path) -> None:
    """Two processes make what one makes, times aside."""
    alone = read_log(run(plan, tmp_path / "1"))
    both = read_log(run(plan, tmp_path / "2", jobs=2))

    def told(log: Any) -> list[Any]:
        return sorted(
            (one.case, [mark for mark in one.marks if mark.metric != "seconds"])
            for one in log.samples
        )

    assert told(alone) == told(both)


def test_a_budget_stops_the_run(plan: Plan, tmp_path: Path) -> None:
    """Once the tokens are spent no further case is begun; the end says why."""
    letters = SUITES["letters"]

    def produce(task: Task, plan: Plan) -> Made:
        made = letters.produce(task, plan)
        return made._replace(spent=made.spent.model_copy(update={"input_tokens": 60}))

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SUITES, "letters", letters._replace(produce=produce))
        log = read_log(run(plan, tmp_path, budget=running.Budget(tokens=100)))
        assert len(log.samples) == 2
        assert log.end is not None
        assert log.end.stopped == "the budget of 100 tokens is spent"
        patch.setitem(SUITES, "letters", letters)
    again = read_log(run(plan, tmp_path, budget=running.Budget(tokens=1000)))
    assert len(again.samples) > 2
    assert again.end is not None
    assert again.end.stopped is None


def test_a_missing_folder_is_skipped_with_its_reason(plan: Plan, tmp_path: Path) -> None:
    """A suite without cases is no failure and no zero."""
    gone = plan.model_copy(update={"letters": tmp_path / "gone"})
    log = read_log(run(gone, tmp_path / "out"))
    assert log.samples == ()
    assert "gone" in log.skipped[0].reason


def test_a_baseline_keeps_marks_and_no_text(plan: Plan, tmp_path: Path) -> None:
    """What is committed holds no letter, and is read like any log, but not scored again."""
    path = run(plan, tmp_path)
    log = read_log(path)
    file = tmp_path / "baseline.jsonl"
    file.write_text(slim(log), "utf-8")
    kept = read_log(find_run(str(file)))
    assert all(one.output is None and not one.target for one in kept.samples)
    assert [one.case for one in kept.samples] == sorted(one.case for one in log.samples)
    assert len(slim(log)) < len(path.read_text("utf-8")) / 3
    with pytest.raises(UnreadableFile, match="holds no products"):
        rescore(file)


def test_a_wrong_line_is_named(plan: Plan, tmp_path: Path) -> None:
    """A log that is no log is refused with its file and line."""
    path = run(plan, tmp_path)
    path.write_text('{"kind": "sample"}\n', "utf-8")
    with pytest.raises(InvalidField, match=r"log\.jsonl:1: suite"):
        read_log(path)
