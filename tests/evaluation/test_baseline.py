"""A quick run against the committed baseline: whoever makes something worse is told which case."""

from __future__ import annotations

from pathlib import Path

from assistant.evaluation.comparing import compare_runs
from assistant.evaluation.logs import read_log
from assistant.evaluation.plan import Plan
from assistant.evaluation.recording import record
from assistant.evaluation.suites import SUITES

BASELINE = Path(__file__).parents[2] / "evals" / "baseline.jsonl"
MARGIN = 0.02  # a fall of one case in fifty is looked at when the baseline is made anew


def test_nothing_is_worse_than_the_baseline(plan: Plan, tmp_path: Path) -> None:
    """A quarter of all cases, paired with the baseline: no gating metric falls, none is lost.

    After a change that is meant: `imr eval run all`, `imr eval compare`, `imr eval baseline`.
    """
    before = read_log(BASELINE)
    # by name and not as a quick run, which plants fewer errors in a letter than the baseline has
    names = {one.case for one in before.samples if plan.takes(one.case)}
    plan = plan.model_copy(update={"quick": False, "only": tuple(sorted(names))})
    after = record(plan, tuple(SUITES), label="quick", out=tmp_path, fresh=True).log
    found = compare_runs(before, after, MARGIN)
    worse = [
        f"{one.suite} {one.metric}: {case}"
        for one in found.metrics
        if one.regression
        for case in one.worse
    ]
    assert worse == []
    assert found.lost == ()
    assert {one.suite for one in found.metrics} >= {"letters", "retrieval", "checker"}
