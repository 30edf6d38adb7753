"""Intervals take clusters into account, and tests of pairs are exact."""

from __future__ import annotations

import pytest

from assistant.evaluation.statistics import NOTHING, clustered_share, mean, sign_test, wilson


def test_one_unit_a_case_gives_wilsons_interval() -> None:
    """With one unit in each cluster the interval is that of independent trials."""
    found = clustered_share([(1, 1)] * 8 + [(0, 1)] * 2)
    assert found.value == 0.8
    assert (found.low, found.high) == pytest.approx(wilson(0.8, 10))


def test_units_that_fail_together_widen_the_interval() -> None:
    """Ten cases of ten units, right or wrong as a whole, say no more than ten cases."""
    together = clustered_share([(10, 10)] * 8 + [(0, 10)] * 2)
    apart = clustered_share([(8, 10)] * 10)
    assert together.value == apart.value == 0.8
    assert together.low is not None
    assert apart.low is not None
    assert together.low < wilson(0.8, 10)[0] + 0.02
    assert apart.low == pytest.approx(wilson(0.8, 100)[0])


def test_all_right_rests_on_the_number_of_cases() -> None:
    """A hundred right numbers in two letters are two letters."""
    found = clustered_share([(50, 50), (50, 50)])
    assert found.value == 1.0
    assert found.low == pytest.approx(wilson(1.0, 2)[0])


def test_nothing_scored_has_no_figure() -> None:
    """Neither a share nor a mean of nothing is zero."""
    assert clustered_share([]) == clustered_share([(0, 0)]) == mean([]) == NOTHING


def test_a_mean_has_the_same_interval_each_time() -> None:
    """The bootstrap has a fixed seed, and holds the mean between its bounds."""
    values = [0.0, 1.0, 1.0, 0.5, 0.25]
    first = mean(values)
    assert first == mean(values)
    assert first.low is not None
    assert first.high is not None
    assert first.low <= 0.55 <= first.high
    assert first.low < first.high


@pytest.mark.parametrize(
    ("better", "worse", "p"), [(0, 0, 1.0), (5, 0, 0.0625), (0, 6, 0.03125), (3, 3, 1.0)]
)
def test_the_sign_test_is_exact(better: int, worse: int, p: float) -> None:
    """Two-sided, from the binomial distribution, ties left out."""
    assert sign_test(better, worse) == pytest.approx(p)
