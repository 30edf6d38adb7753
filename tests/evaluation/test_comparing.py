"""Two runs are paired case by case; a fall beyond the margin is a regression, and named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.evaluation.comparing import Comparison, compare_runs
from assistant.evaluation.logs import Log
from assistant.evaluation.samples import End, Head, Mark, Sample


def head(name: str) -> Head:
    """The head of a run of letters."""
    return Head(
        name=name,
        suites=("letters",),
        model="template",
        repeat=1,
        started="2026-01-01T00:00:00+00:00",
        version="0",
        code="",
        corpus="",
        prompts="",
    )


def log(name: str, rights: dict[str, tuple[int, ...]], failed: tuple[str, ...] = ()) -> Log:
    """A run in which each case has `parsed` right or wrong, once for each repeat."""
    samples = [
        Sample(
            suite="letters",
            case=case,
            source="",
            repeat=number,
            key="",
            marks=(Mark(metric="parsed", right=right, of=1),),
        )
        for case, own in rights.items()
        for number, right in enumerate(own, start=1)
    ]
    samples += [
        Sample(suite="letters", case=case, source="", repeat=1, key="", error="torn")
        for case in failed
    ]
    return Log(Path(name), head(name), tuple(samples), (), End(finished="", seconds=0))


def compared(before: Log, after: Log, margin: float = 0.0) -> Comparison:
    """The comparison of two runs."""
    return compare_runs(before, after, margin)


def test_cases_are_paired_and_named() -> None:
    """Better, worse and same are counted by case, and the figure is over the pairs of both."""
    found = compared(
        log("a", {"1": (1,), "2": (0,), "3": (1,), "gone": (1,)}),
        log("b", {"1": (1,), "2": (1,), "3": (0,), "new": (0,)}),
    )
    (parsed,) = found.metrics
    assert [one.case for one in parsed.better] == ["2"]
    assert [one.case for one in parsed.worse] == ["3"]
    assert parsed.same == 1
    assert parsed.before == parsed.after == pytest.approx(2 / 3)
    assert parsed.p == 1.0
    assert found.not_paired == {"letters": 2}
    assert not found.regressed


def test_a_fall_beyond_the_margin_is_a_regression() -> None:
    """One case in ten worse is a fall of a tenth: beyond no margin, within one of 0.15."""
    before = log("a", {str(one): (1,) for one in range(10)})
    after = log("b", {str(one): (int(one > 0),) for one in range(10)})
    assert compared(before, after).regressed
    assert not compared(before, after, 0.15).regressed
    assert compared(before, after, 0.05).regressed


def test_a_case_without_a_result_is_lost() -> None:
    """A failure in the new run is no zero, but it is no pass either."""
    found = compared(log("a", {"1": (1,), "2": (1,)}), log("b", {"1": (1,)}, failed=("2",)))
    assert found.lost == ("letters 2",)
    assert found.metrics[0].pairs == 1
    assert found.regressed


def test_repeats_are_one_pair() -> None:
    """A case that came out right once of twice is half right, and worse than always right."""
    found = compared(log("a", {"1": (1, 1)}), log("b", {"1": (1, 0)}))
    (parsed,) = found.metrics
    assert parsed.pairs == 1
    assert [(one.before, one.after) for one in parsed.worse] == [(1.0, 0.5)]


def test_the_command_gives_status_1_for_a_regression(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log against itself gives 0, against a worse one 1, with the case named."""
    for name, right in (("a", 1), ("b", 0)):
        made = log(name, {"1": (right,)})
        lines = [made.head, *made.samples]
        text = "".join(one.model_dump_json() + "\n" for one in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, "utf-8")
    first, second = str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")
    assert main(["eval", "compare", first, first]) == 0
    assert main(["eval", "compare", first, second]) == 1
    assert "worse letters parsed 1 1 -> 0" in capsys.readouterr().out
    assert main(["eval", "compare", first, second, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["regressed"] is True
    assert data["metrics"][0]["worse"][0]["case"] == "1"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["compare", "nowhere", "latest"], "RUN"),
        (["compare", "--margin", "2"], "--margin"),
        (["run", "sorcery"], "SUITE"),
        (["run", "letters", "--repeat", "0"], "--repeat"),
        (["run", "letters", "--budget", "-1"], "--budget"),
        (["run", "letters", "--model", "x", "--budget", "1"], "OPENAI_PRICE_PER_MILLION"),
        (["score", "nowhere"], "RUN"),
    ],
)
def test_bad_usage_is_one_line(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong is told in a line that names the option, with status 2."""
    assert main(["eval", *arguments]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert named in lines[0]
