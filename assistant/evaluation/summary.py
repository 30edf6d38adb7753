"""What a run comes to: each metric of each suite, whole and by class, with interval and flicker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.evaluation.logs import Log
from assistant.evaluation.metrics import METRICS, Metric
from assistant.evaluation.samples import Kind, Mark, Sample
from assistant.evaluation.statistics import Interval, clustered_share, mean
from assistant.text import Value


class Figure(Value):
    """One figure. `right` and `of` count units for shares, `of` samples for means.

    value, low, high  None where nothing was scored
    flicker  share of cases that did not come out alike in every repeat; None without repeats
    met      whether the goal is reached; None where none is set or nothing scored
    """

    group: str
    cases: int
    right: int
    of: int
    value: float | None
    low: float | None
    high: float | None
    flicker: float | None = None
    met: bool | None = None


class MetricSummary(Value):
    """One metric of a suite with its classes, the worst first."""

    suite: str
    metric: str
    means: str
    kind: Kind
    better: str
    gate: bool
    goal: float | None
    whole: Figure
    groups: tuple[Figure, ...] = ()


class SuiteSummary(Value):
    """One suite: how many samples, how many gave nothing, its metrics."""

    suite: str
    samples: int
    failed: int
    seconds: float
    metrics: tuple[MetricSummary, ...]


Row = tuple[Sample, Mark]


def summarise(log: Log) -> tuple[SuiteSummary, ...]:
    """The suites of a run, in the order of their first sample."""
    return tuple(
        _suite(name, [one for one in log.samples if one.suite == name])
        for name in dict.fromkeys(one.suite for one in log.samples)
    )


def _suite(name: str, samples: Sequence[Sample]) -> SuiteSummary:
    rows: dict[str, list[Row]] = {}
    for one in samples:
        for mark in one.marks:
            rows.setdefault(mark.metric, []).append((one, mark))
    metrics = [
        _metric(name, METRICS[name, metric], rows[metric])
        for suite, metric in METRICS
        if suite == name and metric in rows
    ]
    return SuiteSummary(
        suite=name,
        samples=len(samples),
        failed=sum(one.error is not None for one in samples),
        seconds=round(sum(one.spent.seconds for one in samples), 3),
        metrics=tuple(metrics),
    )


def _metric(suite: str, metric: Metric, rows: Sequence[Row]) -> MetricSummary:
    names = sorted({mark.group for _, mark in rows if mark.group})
    groups = [figure(metric, [row for row in rows if row[1].group == name], name) for name in names]
    worst = sorted(groups, key=lambda one: (_worth(metric, one), one.group))
    return MetricSummary(
        suite=suite,
        metric=metric.name,
        means=metric.means,
        kind=metric.kind,
        better=metric.better,
        gate=metric.gate,
        goal=metric.goal,
        whole=figure(metric, rows),
        groups=tuple(worst),
    )


def _worth(metric: Metric, one: Figure) -> float:
    if one.value is None:
        return float("inf")
    return -one.value if metric.better == "less" else one.value


def figure(metric: Metric, rows: Sequence[Row], group: str = "") -> Figure:
    """The figure of a metric over rows of samples and marks."""
    by_case = by_cases(rows)
    if metric.kind == "share":
        clusters = [(sum(one.right for one in own), sum(one.of for one in own)) for own in by_case]
        interval = clustered_share(clusters)
        right, of = sum(one for one, _ in clusters), sum(one for _, one in clusters)
    else:
        means = [_mean(own) for own in by_case]
        values = [one for one in means if one is not None]
        interval, right, of = mean(values), 0, len(values)
    return Figure(
        group=group,
        cases=len(by_case),
        right=right,
        of=of,
        value=interval.value,
        low=interval.low,
        high=interval.high,
        flicker=_flicker(rows),
        met=_met(metric, interval) if not group else None,
    )


def by_cases(rows: Iterable[Row]) -> list[list[Mark]]:
    """The marks of each case, over its repeats and classes."""
    found: dict[str, list[Mark]] = {}
    for one, mark in rows:
        found.setdefault(one.case, []).append(mark)
    return list(found.values())


def _mean(marks: Sequence[Mark]) -> float | None:
    amounts = [one.amount for one in marks if one.amount is not None]
    return sum(amounts) / len(amounts) if amounts else None


def _met(metric: Metric, interval: Interval) -> bool | None:
    if metric.goal is None or interval.value is None:
        return None
    if metric.better == "less":
        return interval.value <= metric.goal
    return interval.value >= metric.goal


def _flicker(rows: Sequence[Row]) -> float | None:
    """The share of cases whose value is not the same in every repeat."""
    values: dict[str, dict[int, list[float]]] = {}
    for one, mark in rows:
        if mark.value is not None:
            values.setdefault(one.case, {}).setdefault(one.repeat, []).append(mark.value)
    repeated = [own for own in values.values() if len(own) > 1]
    if not repeated:
        return None
    changed = sum(len({tuple(sorted(one)) for one in own.values()}) > 1 for own in repeated)
    return changed / len(repeated)
