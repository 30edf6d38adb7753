"""Figures with their plots, the same on every part of a report."""

from __future__ import annotations

from assistant.evaluation.reporting.html import Html, el, row
from assistant.evaluation.reporting.plots import interval_plot
from assistant.evaluation.summary import Figure, MetricSummary
from assistant.evaluation.wording import goal, interval, met, number


def state(one: MetricSummary) -> Html:
    """Whether the goal is reached, in a word and a colour."""
    if one.whole.met is None:
        return el("span", "no goal" if one.goal is None else "not scored", class_="soft")
    return el("span", met(one.whole), class_=f"badge {'good' if one.whole.met else 'bad'}")


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
