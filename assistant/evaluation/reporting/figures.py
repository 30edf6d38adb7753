"""Figures in words and plots, the same on every part of a report."""

from __future__ import annotations

from assistant.evaluation.reporting.html import Html, el, row
from assistant.evaluation.reporting.plots import interval_plot
from assistant.evaluation.summary import Figure, MetricSummary


def number(one: MetricSummary, figure: Figure) -> str:
    """The figure with its count: "98.1 % (357 of 364)"; "not scored" where there is none."""
    if figure.value is None:
        return "not scored"
    if one.kind == "share":
        return f"{figure.value * 100:.1f} % ({figure.right} of {figure.of})"
    return f"{figure.value:,.3g}"


def interval(one: MetricSummary, figure: Figure) -> str:
    """The 95 % interval in words."""
    if figure.low is None or figure.high is None:
        return ""
    if one.kind == "share":
        return f"{figure.low * 100:.1f} to {figure.high * 100:.1f} %"
    return f"{figure.low:,.3g} to {figure.high:,.3g}"


def goal(one: MetricSummary) -> str:
    """The goal in words."""
    if one.goal is None:
        return ""
    bound = "at most" if one.better == "less" else "at least"
    return f"{bound} {one.goal * 100:.4g} %" if one.kind == "share" else f"{bound} {one.goal:g}"


def state(one: MetricSummary) -> Html:
    """Whether the goal is reached, in a word and a colour."""
    if one.whole.met is None:
        return el("span", "no goal" if one.goal is None else "not scored", class_="soft")
    words, role = ("reached", "good") if one.whole.met else ("missed", "bad")
    return el("span", words, class_=f"badge {role}")


def plot(one: MetricSummary, figure: Figure) -> Html | None:
    """The interval plot of a figure; None where there is nothing to show."""
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    top = 1.0 if one.kind == "share" else max(figure.high, one.goal or 0.0) * 1.1
    if top <= 0:
        return None
    told = f"{number(one, figure)}, 95 % interval {interval(one, figure)}"
    return interval_plot(figure.value, figure.low, figure.high, goal=one.goal, top=top, told=told)


def metric_row(one: MetricSummary, *, suite: bool, repeated: bool) -> Html:
    """A metric as a row: name with what it counts, figure, plot, interval, goal."""
    name = el("span", f"{one.suite}: {one.metric}" if suite else one.metric, title=one.means)
    cells = [name, number(one, one.whole), plot(one, one.whole), interval(one, one.whole)]
    cells += [goal(one), state(one)]
    if repeated:
        flicker = one.whole.flicker
        cells.append("" if flicker is None else f"{flicker * 100:.0f} %")
    return row(*cells)


def header(*, repeated: bool) -> tuple[str, ...]:
    """The header of rows of metrics."""
    flicker = ("Flicker",) if repeated else ()
    return ("Metric", "Figure", "0 to 100 %", "95 % interval", "Goal", "", *flicker)
