"""Figures over past runs: a summary is kept beside each log, so that no log is read again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import InputError
from assistant.evaluation.logs import LOG, Log, kept_runs, read_log
from assistant.evaluation.reporting.html import Html, el
from assistant.evaluation.reporting.plots import Point, trend_plot
from assistant.evaluation.samples import Head
from assistant.evaluation.summary import MetricSummary, SuiteSummary, summarise
from assistant.evaluation.wording import amount
from assistant.text import Value

SUMMARY = "summary.json"
_MOST = 30


class Kept(Value):
    """The figures of one run. `stamp` is the size and time of the log that they are of."""

    stamp: tuple[int, int]
    head: Head
    suites: tuple[SuiteSummary, ...]


def figures_of(folder: Path) -> Kept:
    """The figures of the run in `folder`, from its summary, or worked out and kept there."""
    log = folder / LOG
    stat = log.stat()
    stamp = (stat.st_size, stat.st_mtime_ns)
    file = folder / SUMMARY
    try:
        kept = Kept.model_validate_json(file.read_text("utf-8"))
        if kept.stamp == stamp:
            return kept
    except (OSError, ValidationError):
        pass
    run = read_log(log)
    kept = Kept(stamp=stamp, head=run.head, suites=summarise(run))
    with suppress(OSError):  # a folder that cannot be written costs the time, not the figures
        file.write_text(kept.model_dump_json(), "utf-8")
    return kept


def readable(folder: Path) -> Kept | None:
    """The figures of the run in `folder`; None for a log that is torn, or not begun yet."""
    try:
        return figures_of(folder)
    except (InputError, OSError):
        return None


def past_runs(log: Log, folder: Path | None = None) -> list[Kept]:
    """Runs of the same model over the same cases, up to this one, oldest first."""
    places = [one for one in kept_runs(folder) if one != log.place.parent]
    alike: list[Kept] = []
    for place in places:
        kept = readable(place)
        if kept is None:
            continue
        same = kept.head.model == log.head.model and kept.head.settings == log.head.settings
        if same and kept.head.started <= log.head.started:
            alike.append(kept)
    own = Kept(stamp=(0, 0), head=log.head, suites=summarise(log))
    ordered = sorted(alike, key=lambda one: one.head.started)
    return [*ordered[-_MOST + 1 :], own]


def trends(runs: Sequence[Kept], suites: Sequence[SuiteSummary]) -> list[Html]:
    """A plot for each gating metric and for the time, over the runs that have it."""
    found = []
    for suite in suites:
        for metric in suite.metrics:
            if metric.gate or metric.metric == "seconds":
                plot = _trend(metric, runs)
                if plot is not None:
                    found.append(plot)
    return found


def _trend(metric: MetricSummary, runs: Sequence[Kept]) -> Html | None:
    points: list[Point] = []
    for run in runs:
        for one in (m for s in run.suites if s.suite == metric.suite for m in s.metrics):
            whole = one.whole
            if one.metric != metric.metric or whole.value is None:
                continue
            low = whole.value if whole.low is None else whole.low
            high = whole.value if whole.high is None else whole.high
            points.append(Point(run.head.name, whole.value, low, high))
    if len(points) < 2:
        return None
    share = metric.kind == "share"
    form = ".1%" if share else ",.3g"
    change = points[-1].value - points[-2].value
    moved = f"{change * 100:+.1f} points" if share else f"{change:+.3g}"
    now = amount(metric.kind, points[-1].value)
    told = f"{metric.suite}: {metric.metric}, now {now}, {moved} since the run before"
    return el(
        "figure",
        el("figcaption", el("strong", f"{metric.suite}: {metric.metric}"), f" {now}, {moved}"),
        trend_plot(points, goal=metric.goal, bounded=share, told=told, form=form),
    )
