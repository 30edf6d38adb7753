"""Intervals for shares, so that no figure stands without its uncertainty."""

from __future__ import annotations

from assistant.evaluation.statistics import wilson
from assistant.text import Value


class Share(Value):
    """`right` of `total`, with the 95 % Wilson score interval; unscored is not zero.

    `value`, `low` and `high` are None when there was nothing to score.
    """

    right: int
    total: int
    value: float | None
    low: float | None
    high: float | None


def share(right: int, total: int) -> Share:
    """The share `right / total` with its Wilson interval (Wilson 1927), both in [0, 1]."""
    if total == 0:
        return Share(right=right, total=total, value=None, low=None, high=None)
    low, high = wilson(right / total, total)
    return Share(right=right, total=total, value=right / total, low=low, high=high)
