"""Lengths of time, doses and shares of a claim beside those of a limit, across units."""

from __future__ import annotations

from typing import NamedTuple

from assistant.claims import GuidelineLimit
from assistant.guidelines import Limit

_DAYS_IN = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.44, "years": 365.25}
_TIME = tuple(_DAYS_IN)
_SLACK = 0.1
"""A month is said for four weeks and half a year for 180 days: units differ by so much at most."""


class Length(NamedTuple):
    """The number of a claim in its unit, and the units of limits that it can be compared with."""

    low: float
    high: float
    unit: str
    units: tuple[str, ...]


def length_of(claim: GuidelineLimit) -> Length | None:
    """The length, dose or share of `claim`; None for numbers of visits and other counts."""
    amount = claim.amount
    if amount.unit == "times" and amount.every and amount.over is not None:
        # "every 3 months" is an interval
        amount = amount.over
    low, high = amount.value
    unit = amount.unit
    if unit in _DAYS_IN and amount.over is None:
        return Length(low, high, unit, _TIME)
    if unit == "mg_med":
        return Length(low, high, unit, ("mg morphine equivalents per day",))
    if unit == "percent":
        return Length(low, high, unit, ("percent",))
    if unit == "injections":
        return Length(low, high, unit, ("injections",))
    return None


def same_length(said: Length, limit: Limit) -> bool:
    """Whether `said` is the number of `limit`, or the end of its range that bounds."""
    if limit.unit not in said.units:
        return False
    low, high = (one * _factor(said.unit, limit.unit) for one in (said.low, said.high))
    slack = 0.0 if said.unit == limit.unit or limit.unit not in _DAYS_IN else _SLACK
    first, last = limit.value
    if _near(high, last, slack):
        # "2 to 3 weeks" of an upper bound of 3 weeks, "1 to 3 months" of its range
        return low == high or _near(low, first, slack) or limit.operator in ("<=", "<")
    return low == high and _near(low, first, slack)


def _factor(unit: str, into: str) -> float:
    if unit == into or into not in _DAYS_IN or unit not in _DAYS_IN:
        return 1.0
    return _DAYS_IN[unit] / _DAYS_IN[into]


def _near(one: float, other: float, slack: float) -> bool:
    return abs(one - other) <= slack * abs(other)
