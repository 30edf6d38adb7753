"""Figures with their uncertainty: shares over clustered cases, means, and paired differences.

A case that gives many units (the numbers of a letter) is one cluster: its units are right or wrong
together. The interval of a share is Wilson's with the number of units divided by the design effect
of the clusters (Rao and Scott 1992); where every unit is right, or none, the number of cases takes
its place. The interval of a mean is a percentile bootstrap over cases, with a fixed seed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import comb, sqrt
from typing import NamedTuple

_Z95 = 1.959963984540054
_RESAMPLES = 1000
_SEED = 20140101


class Interval(NamedTuple):
    """A figure with its 95 % interval; all None where there was nothing to score."""

    value: float | None
    low: float | None
    high: float | None


NOTHING = Interval(None, None, None)


def wilson(rate: float, total: float) -> tuple[float, float]:
    """The Wilson score interval (Wilson 1927) of a rate over `total` trials, not always whole."""
    z2 = _Z95 * _Z95
    centre = (rate + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z95 / (1 + z2 / total) * sqrt(rate * (1 - rate) / total + z2 / (4 * total * total))
    return max(0.0, centre - half), min(1.0, centre + half)


def clustered_share(clusters: Sequence[tuple[int, int]]) -> Interval:
    """The share of right units over clusters of `(right, of)`."""
    counted = [one for one in clusters if one[1]]
    total = sum(of for _, of in counted)
    if not total:
        return NOTHING
    rate = sum(right for right, _ in counted) / total
    count = len(counted)
    effective = float(count if rate in {0.0, 1.0} or count == 1 else total)
    if 0.0 < rate < 1.0 and count > 1 and total > count:
        spread = sum((right - rate * of) ** 2 for right, of in counted)
        variance = count / (count - 1) * spread / total**2
        effective = rate * (1 - rate) / variance if variance else float(total)
        effective = min(max(effective, 1.0), float(total))
    return Interval(rate, *wilson(rate, effective))


def mean(values: Sequence[float]) -> Interval:
    """The mean of a figure over cases."""
    if not values:
        return NOTHING
    centre = sum(values) / len(values)
    if len(values) == 1 or min(values) == max(values):
        return Interval(centre, centre, centre)
    # one seed for all, so that the same log gives the same report
    chance = random.Random(_SEED)  # noqa: S311 - resampling, no secret
    size = len(values)
    means = sorted(sum(chance.choices(values, k=size)) / size for _ in range(_RESAMPLES))
    return Interval(centre, means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES) - 1])


def sign_test(better: int, worse: int) -> float:
    """The exact two-sided p of `better` against `worse` discordant pairs, ties left out.

    With cases that are right or wrong this is the exact form of McNemar's test (McNemar 1947).
    """
    count = better + worse
    if count == 0:
        return 1.0
    tail: int = sum(comb(count, at) for at in range(min(better, worse) + 1))
    return float(min(1.0, 2 * tail / 2**count))
