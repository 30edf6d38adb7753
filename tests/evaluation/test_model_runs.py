"""Runs with a model, by the command itself against a scripted endpoint."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.evaluation.logs import read_log
from assistant.evaluation.summary import summarise
from tests.drafting.answers import answer, said
from tests.scripted_model import Reply, Request, ScriptedModel

ROOT = Path(__file__).parents[2]
RUN = [sys.executable, "-c", "from assistant.cli import run; run()", "eval", "run"]
CASES = ("mri-knee-l*", "pt-wrong-*")  # three cases of one item each
GRADE = '{"grade": 4, "why": "Short sentences."}'


def weak(request: Request) -> Reply:
    """A draft that says one thing without a source, and a good grade for any letter."""
    if request["model"] == "judge-1":
        return Reply(GRADE)
    return Reply(answer([said(1, "The reviewer may wish to read the file.")]))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder, in which the index is built once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch, data: Path) -> Iterator[ScriptedModel]:
    """A scripted endpoint that the environment names."""
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    monkeypatch.setenv("IMR_DATA_DIR", str(data))
    monkeypatch.chdir(ROOT)
    with ScriptedModel(weak) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        yield model


def options(out: Path, *more: str) -> list[str]:
    """The options of a run of the drafts of three cases with the scripted model."""
    only = [part for pattern in CASES for part in ("--only", pattern)]
    fixed = ("--out", str(out), "--jobs", "1", "--fresh")
    return ["drafts", "--model", "scripted-1", *only, *fixed, *more]


def test_a_run_that_is_killed_asks_nothing_twice(scripted: ScriptedModel, tmp_path: Path) -> None:
    """Killed hard while the model answers the second case, it goes on there when begun again."""

    def slow(request: Request) -> Reply:
        return Reply(weak(request).content, stall=0.4)

    scripted.script = slow
    log = tmp_path / "run" / "log.jsonl"
    first = subprocess.Popen([*RUN, *options(tmp_path / "run")], cwd=ROOT, env=dict(os.environ))
    give_up = time.monotonic() + 120
    while not (log.is_file() and log.read_bytes().count(b"\n") >= 2):
        assert time.monotonic() < give_up
        assert first.poll() is None
        time.sleep(0.05)
    time.sleep(0.2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    done = {one.case for one in read_log(log).samples}
    assert len(done) == 1
    assert read_log(log).end is None
    scripted.script = weak
    scripted.requests.clear()
    assert main(["eval", "run", *options(tmp_path / "run")]) == 0
    whole = read_log(log)
    assert len(whole.samples) == 3
    assert whole.end is not None
    # three rounds for each case that was left, none for the one that stood in the log
    assert len(scripted.requests) == 6


def test_tokens_are_bounded_and_the_rest_is_done_later(
    scripted: ScriptedModel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Past the bound no case is begun, status 2 says so; --resume without it does the rest."""
    asked = options(tmp_path / "run", "--budget-tokens", "10")
    assert main(["eval", "run", *asked]) == 2
    assert "the budget of 10 tokens is spent" in capsys.readouterr().err
    assert len(read_log(tmp_path / "run" / "log.jsonl").samples) < 3
    assert main(["eval", "run", *options(tmp_path / "run")]) == 0
    log = read_log(tmp_path / "run" / "log.jsonl")
    assert len(log.samples) == 3
    assert all(one.spent.input_tokens > 10 for one in log.samples)
    assert scripted.requests


def test_requests_keep_to_their_rate_and_are_counted_once(
    scripted: ScriptedModel, tmp_path: Path
) -> None:
    """At 600 a minute nine requests take at least eight tenths of a second."""
    at: list[float] = []

    def timed(request: Request) -> Reply:
        at.append(time.monotonic())
        return weak(request)

    scripted.script = timed
    assert main(["eval", "run", *options(tmp_path / "run", "--per-minute", "600")]) == 0
    assert len(at) == 9
    assert at[-1] - at[0] >= 0.8
    log = read_log(tmp_path / "run" / "log.jsonl")
    assert sum(one.spent.requests for one in log.samples) == 9


def test_repeats_flicker_and_scores_need_no_model(
    scripted: ScriptedModel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What came out otherwise in a repeat is told; marks are given again without a request."""

    def wavering(request: Request) -> Reply:
        # the first repeat asks three rounds for each of three cases
        return weak(request) if len(scripted.requests) <= 9 else Reply("no answer at all")

    scripted.script = wavering
    log = tmp_path / "run" / "log.jsonl"
    assert main(["eval", "run", *options(log.parent, "--repeat", "2")]) == 0
    (suite,) = summarise(read_log(log))
    figures = {one.metric: one.whole for one in suite.metrics}
    assert figures["drafted"].flicker == 1.0
    assert figures["drafted"].value == 0.5
    assert figures["limit right"].flicker == 0.0
    before = [one.marks for one in read_log(log).samples]
    scripted.requests.clear()
    capsys.readouterr()
    assert main(["eval", "score", str(log)]) == 0
    assert scripted.requests == []
    assert [one.marks for one in read_log(log).samples] == before
    assert "100 % of cases flicker" in capsys.readouterr().out


def test_a_worse_model_is_a_regression_and_a_grade_is_none(
    scripted: ScriptedModel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The template against a weak model: status 1, cases by name; readability never decides."""
    only = [part for pattern in CASES for part in ("--only", pattern)]
    plain, judged = tmp_path / "a", tmp_path / "b"
    assert main(["eval", "run", "drafts", *only, "--out", str(plain), "--jobs", "1"]) == 0
    assert main(["eval", "run", *options(judged, "--judge", "judge-1")]) == 0
    capsys.readouterr()
    assert main(["eval", "compare", str(plain), str(judged)]) == 1
    shown = capsys.readouterr().out
    assert "worse drafts errors left" in shown
    assert "mri-knee-left-right-2016" in shown
    log = read_log(judged / "log.jsonl")
    grades = [mark for one in log.samples for mark in one.marks if mark.metric == "readability"]
    assert [one.amount for one in grades] == [4.0, 4.0, 4.0]

    def harsh(request: Request) -> Reply:
        if request["model"] == "judge-1":
            return Reply(GRADE.replace("4", "1"))
        return weak(request)

    scripted.script = harsh
    assert main(["eval", "run", *options(tmp_path / "c", "--judge", "judge-1")]) == 0
    capsys.readouterr()
    assert main(["eval", "compare", str(judged), str(tmp_path / "c"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["regressed"] is False
    (grade,) = [one for one in found["metrics"] if one["metric"] == "readability"]
    assert len(grade["worse"]) == 3
