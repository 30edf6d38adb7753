"""Plots as SVG of our own: an interval on a scale with its goal, and a figure over runs.

Colours come from the style sheet by class, so that a plot follows the page into the dark. Every
plot has its figures as text, for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.evaluation.reporting.html import Html, el

_WIDE, _HIGH, _EDGE = 180, 22, 6


def interval_plot(
    value: float, low: float, high: float, *, goal: float | None, top: float, told: str
) -> Html:
    """A dot with its 95 % interval on a scale from 0 to `top`; the goal is a bar across."""

    def at(amount: float) -> str:
        inner = _WIDE - 2 * _EDGE
        return f"{_EDGE + inner * min(max(amount, 0), top) / top:.1f}"

    middle = _HIGH / 2
    parts = [
        el("title", told),
        el("line", x1=_EDGE, y1=middle, x2=_WIDE - _EDGE, y2=middle, class_="scale"),
        el("line", x1=at(low), y1=middle, x2=at(high), y2=middle, class_="range"),
    ]
    if goal is not None:
        parts.append(el("line", x1=at(goal), y1=2, x2=at(goal), y2=_HIGH - 2, class_="goal"))
    parts.append(el("circle", cx=at(value), cy=middle, r=4.5, class_="dot"))
    return _svg(_WIDE, _HIGH, parts, told, "interval")


class Point(NamedTuple):
    """A figure of one run: its name, value and interval."""

    run: str
    value: float
    low: float
    high: float


def trend_plot(
    points: Sequence[Point], *, goal: float | None, bounded: bool, told: str, form: str
) -> Html:
    """The figure over runs, oldest left, with its interval as a band; `form` writes a figure.

    `bounded` figures are shares: the scale ends at 100 % and begins below the lowest figure.
    """
    wide, high, left, right, above, below = 340, 120, 52, 10, 10, 16
    values = [one for point in points for one in (point.value, point.low, point.high)]
    values += [goal] if goal is not None else []
    top = 1.0 if bounded else max(values) * 1.05 or 1.0
    bottom = max(min(values) - 0.05, 0.0) if bounded else 0.0
    bottom = min(bottom, top - 0.01)

    def x(number: int) -> float:
        room = wide - left - right
        return left + (room / 2 if len(points) == 1 else room * number / (len(points) - 1))

    def y(value: float) -> float:
        return above + (high - above - below) * (top - value) / (top - bottom)

    upper = [f"{x(at):.1f},{y(point.high):.1f}" for at, point in enumerate(points)]
    lower = [f"{x(at):.1f},{y(point.low):.1f}" for at, point in enumerate(points)]
    line = [f"{x(at):.1f},{y(point.value):.1f}" for at, point in enumerate(points)]
    parts = [el("title", told)]
    for mark in (top, (top + bottom) / 2, bottom):
        parts += [
            el("line", x1=left, y1=_r(y(mark)), x2=wide - right, y2=_r(y(mark)), class_="scale"),
            el("text", format(mark, form), x=left - 6, y=_r(y(mark) + 4), text_anchor="end"),
        ]
    parts.append(el("polygon", points=" ".join([*upper, *reversed(lower)]), class_="band"))
    if goal is not None:
        parts.append(
            el("line", x1=left, y1=_r(y(goal)), x2=wide - right, y2=_r(y(goal)), class_="goal")
        )
    parts.append(el("polyline", points=" ".join(line), class_="curve"))
    for at, point in enumerate(points):
        title = el("title", f"{point.run}: {format(point.value, form)}")
        parts.append(el("circle", title, cx=_r(x(at)), cy=_r(y(point.value)), r=3.5, class_="dot"))
    return _svg(wide, high, parts, told, "trend")


def _r(value: float) -> str:
    return f"{value:.1f}"


def _svg(wide: int, high: int, parts: Sequence[Html], told: str, name: str) -> Html:
    return el(
        "svg",
        *parts,
        viewBox=f"0 0 {wide} {high}",
        width=wide,
        height=high,
        role="img",
        aria_label=told,
        class_=name,
    )
