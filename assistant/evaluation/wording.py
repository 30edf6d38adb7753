"""Figures of a run in words, the same on a terminal and on the page of a report."""

from __future__ import annotations

from assistant.evaluation.samples import Kind
from assistant.evaluation.summary import Figure, MetricSummary


def amount(kind: Kind, value: float | None) -> str:
    """A figure alone: "98.1 %", or a mean with three digits that count."""
    if value is None:
        return "not scored"
    return f"{value * 100:.1f} %" if kind == "share" else f"{value:,.3g}"


def number(one: MetricSummary, figure: Figure) -> str:
    """The figure with its count: "98.1 % (357 of 364)"; "not scored" where there is none.

    A mean has no unit: its metric names it.
    """
    counted = one.kind == "share" and figure.value is not None
    count = f" ({figure.right} of {figure.of})" if counted else ""
    return amount(one.kind, figure.value) + count


def interval(one: MetricSummary, figure: Figure) -> str:
    """The 95 % interval; empty where nothing was scored."""
    if figure.low is None or figure.high is None:
        return ""
    if one.kind == "share":
        return f"{figure.low * 100:.1f} to {figure.high * 100:.1f} %"
    return f"{figure.low:,.3g} to {figure.high:,.3g}"


def goal(one: MetricSummary) -> str:
    """The goal; empty where none is set."""
    if one.goal is None:
        return ""
    bound = "at most" if one.better == "less" else "at least"
    return f"{bound} {one.goal * 100:.4g} %" if one.kind == "share" else f"{bound} {one.goal:g}"


def met(figure: Figure) -> str:
    """Whether the goal is reached, in a word; empty where there is none or nothing was scored."""
    return {True: "reached", False: "missed", None: ""}[figure.met]
