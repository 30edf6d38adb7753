"""Two runs case by case: what got better, what got worse, and whether it could be chance.

A pair is one case, in one class where the metric has classes, with its value in both runs (over
repeats, the mean). The test is the exact sign test over the pairs that differ, which is McNemar's
for pairs that are right or wrong. A regression is a fall of a gating metric, over the pairs of both
runs, by more than the margin; a case that had a result and has none now is lost, and fails too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assistant.evaluation.logs import Log
from assistant.evaluation.metrics import METRICS, Metric
from assistant.evaluation.samples import Mark
from assistant.evaluation.statistics import sign_test
from assistant.text import Value

Pair = tuple[str, str]


class Changed(Value):
    """A case, in a class where there are classes, that came out otherwise."""

    case: str
    group: str
    before: float
    after: float
    misses: tuple[str, ...] = ()


class MetricChange(Value):
    """One metric in two runs over the pairs that both have scored.

    before, after  the figure over those pairs; `change` is signed so that more is better
    p              of the exact two-sided sign test; `regression` where it gates and fell too far
    """

    suite: str
    metric: str
    pairs: int
    before: float | None
    after: float | None
    change: float
    better: tuple[Changed, ...]
    worse: tuple[Changed, ...]
    same: int
    p: float
    gate: bool
    regression: bool


class Comparison(Value):
    """Two runs side by side. `lost` had a result in the first run and have none in the second.

    not_paired  cases that only one of the runs has, by suite: they say nothing
    """

    before: str
    after: str
    margin: float
    metrics: tuple[MetricChange, ...]
    lost: tuple[str, ...]
    not_paired: dict[str, int]

    @property
    def regressed(self) -> bool:
        """Whether anything fell beyond the margin, or was lost."""
        return bool(self.lost) or any(one.regression for one in self.metrics)


class _Value(NamedTuple):
    right: int
    of: int
    value: float
    misses: tuple[str, ...]


def compare_runs(before: Log, after: Log, margin: float = 0.0) -> Comparison:
    """Compare run `after` with run `before`, over the suites that both have."""
    old, new = _values(before), _values(after)
    shared = [key for key in METRICS if key in old and key in new]
    lost = _lost(before, after)
    cases_old, cases_new = _cases(before), _cases(after)
    suites = {suite for suite, _ in cases_old} & {suite for suite, _ in cases_new}
    apart = {(s, c) for s, c in cases_old ^ cases_new if s in suites}
    return Comparison(
        before=before.head.name,
        after=after.head.name,
        margin=margin,
        metrics=tuple(_change(METRICS[key], key[0], old[key], new[key], margin) for key in shared),
        lost=lost,
        not_paired={name: sum(s == name for s, _ in apart) for name in sorted(suites)},
    )


def _cases(log: Log) -> set[tuple[str, str]]:
    return {(one.suite, one.case) for one in log.samples}


def _lost(before: Log, after: Log) -> tuple[str, ...]:
    had = {(one.suite, one.case) for one in before.samples if one.error is None}
    failed = {(one.suite, one.case) for one in after.samples if one.error is not None}
    return tuple(f"{suite} {case}" for suite, case in sorted(had & failed))


def _values(log: Log) -> dict[tuple[str, str], dict[Pair, _Value]]:
    """The value of each pair of each metric; what was not scored has none."""
    gathered: dict[tuple[str, str], dict[Pair, list[Mark]]] = {}
    for one in log.samples:
        for mark in one.marks:
            if mark.value is not None:
                pairs = gathered.setdefault((one.suite, mark.metric), {})
                pairs.setdefault((one.case, mark.group), []).append(mark)
    return {
        key: {pair: _value(own) for pair, own in pairs.items()} for key, pairs in gathered.items()
    }


def _value(marks: Iterable[Mark]) -> _Value:
    every = list(marks)
    values = [one.value for one in every if one.value is not None]
    return _Value(
        right=sum(one.right for one in every),
        of=sum(one.of for one in every),
        value=sum(values) / len(values),
        misses=tuple(dict.fromkeys(miss for one in every for miss in one.misses)),
    )


def _change(
    metric: Metric,
    suite: str,
    old: Mapping[Pair, _Value],
    new: Mapping[Pair, _Value],
    margin: float,
) -> MetricChange:
    pairs = sorted(old.keys() & new.keys())
    sign = -1 if metric.better == "less" else 1
    better: list[Changed] = []
    worse: list[Changed] = []
    for case, group in pairs:
        was, now = old[case, group], new[case, group]
        if was.value == now.value:
            continue
        changed = Changed(
            case=case, group=group, before=was.value, after=now.value, misses=now.misses
        )
        (better if sign * (now.value - was.value) > 0 else worse).append(changed)
    before = _figure(metric, [old[pair] for pair in pairs])
    after = _figure(metric, [new[pair] for pair in pairs])
    change = sign * (after - before) if before is not None and after is not None else 0.0
    gates = metric.gate and metric.better != ""
    return MetricChange(
        suite=suite,
        metric=metric.name,
        pairs=len(pairs),
        before=before,
        after=after,
        change=change,
        better=tuple(better),
        worse=tuple(worse),
        same=len(pairs) - len(better) - len(worse),
        p=sign_test(len(better), len(worse)),
        gate=gates,
        regression=gates and change < -margin - 1e-12,
    )


def _figure(metric: Metric, values: list[_Value]) -> float | None:
    if not values:
        return None
    if metric.kind == "share":
        of = sum(one.of for one in values)
        return sum(one.right for one in values) / of if of else None
    return sum(one.value for one in values) / len(values)
