"""Intervals for shares, so that no figure stands without its uncertainty."""

from __future__ import annotations

from math import sqrt

from assistant.text import Value

_Z95 = 1.959963984540054


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
    z2 = _Z95 * _Z95
    rate = right / total
    centre = (rate + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z95 / (1 + z2 / total) * sqrt(rate * (1 - rate) / total + z2 / (4 * total * total))
    return Share(
        right=right,
        total=total,
        value=rate,
        low=max(0.0, centre - half),
        high=min(1.0, centre + half),
    )
