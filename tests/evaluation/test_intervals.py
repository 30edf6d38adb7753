"""Shares carry their Wilson interval."""

from __future__ import annotations

import pytest

from assistant.evaluation.intervals import share


def test_nothing_scored_is_not_zero() -> None:
    """A share of nothing has no value and no interval."""
    assert share(0, 0).model_dump() == {
        "right": 0,
        "total": 0,
        "value": None,
        "low": None,
        "high": None,
    }


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(10, 10, 0.7225, 1.0), (0, 10, 0.0, 0.2775), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(right: int, total: int, low: float, high: float) -> None:
    """The bounds are those of the Wilson score interval without continuity correction."""
    measured = share(right, total)
    assert measured.low == pytest.approx(low, abs=5e-5)
    assert measured.high == pytest.approx(high, abs=5e-5)
