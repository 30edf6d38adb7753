"""Amounts of running prose."""

from __future__ import annotations

import time

import pytest

from assistant.quantities import Range, find_amounts


@pytest.mark.parametrize(
    ("prose", "value", "unit", "bound", "over"),
    [
        ("a trial of 6 visits over 2 weeks", (6, 6), "visits", None, "2-2 weeks"),
        ("1-2 visits over a week", (1, 2), "visits", None, "1-1 weeks"),
        ("8 visits in the first month of care", (8, 8), "visits", None, "1-1 months"),
        ("20 full-day sessions", (20, 20), "visits", None, None),
        ("9-10 visits over 8 weeks", (9, 10), "visits", None, "8-8 weeks"),
        ("up to 18 visits over 6-8 weeks", (18, 18), "visits", "up to", "6-8 weeks"),
        ("a total of up to 18 visits, over 6-8 weeks", (18, 18), "visits", "up to", "6-8 weeks"),
        ("1-2 visits every 4-6 months", (1, 2), "visits", None, "every 4-6 months"),
        ("at least three months", (3, 3), "months", "at least", None),
        ("exceeds 6 sessions", (6, 6), "visits", "more than", None),
        ("in excess of 24 visits", (24, 24), "visits", "more than", None),
        ("more than 4 weeks", (4, 4), "weeks", "more than", None),
        ("longer than 2 to 3 weeks", (2, 3), "weeks", "more than", None),
        ("no more than 4 weeks", (4, 4), "weeks", "up to", None),
        ("should not exceed 6 visits", (6, 6), "visits", "up to", None),
        ("a maximum of 8 weeks", (8, 8), "weeks", "up to", None),
        ("fewer than 10 sessions", (10, 10), "visits", "less than", None),
        ("10+ visits", (10, 10), "visits", "at least", None),
        ("6 PT (physical therapy) sessions", (6, 6), "visits", None, None),
        ("at least a month", (1, 1), "months", "at least", None),
        ("doses above 100 mg MED/day", (100, 100), "mg_med", "more than", None),
        ("6 or more visits", (6, 6), "visits", "at least", None),
        ("3 months or longer", (3, 3), "months", "at least", None),
        ("for 4 to 6 weeks", (4, 6), "weeks", None, None),
        ("between 4 and 6 weeks", (4, 6), "weeks", None, None),
        ("two to three (2-3) weeks", (2, 3), "weeks", None, None),
        ("six [6] months", (6, 6), "months", None, None),
        ("24 hours", (24, 24), "hours", None, None),
        ("120 mg MED", (120, 120), "mg_med", None, None),
        ("80 mg/day MED", (80, 80), "mg_med", None, None),
        ("32 g per day", (32, 32), "g", None, "every 1-1 days"),
        ("more than 50% of the tendon", (50, 50), "percent", "more than", None),
        ("64.7% of them", (64.7, 64.7), "percent", None, None),
        ("from up to 3 visits per week", (3, 3), "per_week", "up to", None),
        ("1 to 3 times per week", (1, 3), "per_week", None, None),
        ("twice a week for 3 weeks", (2, 2), "per_week", None, "3-3 weeks"),
        ("3 to 6 treatments", (3, 6), "visits", None, None),
        ("a 6 visit clinical trial", (6, 6), "visits", None, None),
        ("ten physical therapy sessions over 4 weeks", (10, 10), "visits", None, "4-4 weeks"),
        ("up to 10 supervised PT visits over 8 weeks", (10, 10), "visits", "up to", "8-8 weeks"),
        ("up to an additional 3-4 sessions", (3, 4), "visits", "up to", None),
        ("has had 8 sessions", (8, 8), "visits", None, None),
        ("to date 8 sessions", (8, 8), "visits", None, None),
        ("24 visits over 14 weeks", (24, 24), "visits", None, "14-14 weeks"),
        ("26 visits over a 16 week period", (26, 26), "visits", None, "16-16 weeks"),
        ("4 times a day", (4, 4), "times", None, "every 1-1 days"),
        ("at least 180 days", (180, 180), "days", "at least", None),
        ("three months", (3, 3), "months", None, None),
        ("12 weeks", (12, 12), "weeks", None, None),
        ("up to 35 hours per week", (35, 35), "hours", "up to", "every 1-1 weeks"),
    ],
)
def test_one_amount(
    prose: str, value: Range, unit: str, bound: str | None, over: str | None
) -> None:
    """Number, unit, bound and period of one amount are read from the middle of a sentence."""
    found = find_amounts(f"The guideline mentions {prose} in such cases.")
    assert len(found) == 1, found
    amount = found[0]
    period = None
    if amount.over:
        low, high = amount.over.value
        period = f"{'every ' if amount.every else ''}{low}-{high} {amount.over.unit}"
    assert (amount.value, amount.unit, amount.bound, period) == (value, unit, bound, over)


@pytest.mark.parametrize(
    ("prose", "value", "whole"),
    [
        ("has completed 6 of 12 PT visits", (6, 6), (12, 12)),
        ("attended 5 of 6 sessions", (5, 5), (6, 6)),
        ("attended 8/12 PT visits", (8, 8), (12, 12)),
        ("attended three out of the six authorized visits", (3, 3), (6, 6)),
    ],
)
def test_a_part_of_a_whole(prose: str, value: Range, whole: Range) -> None:
    """Six of twelve visits are six visits, with the twelve that they are part of."""
    (amount,) = find_amounts(prose)
    assert (amount.value, amount.unit, amount.out_of) == (value, "visits", whole)


def test_spans_cover_the_number_and_its_extent() -> None:
    """`span` is number and unit; `extent` adds the bound before and the period behind."""
    prose = "The MTUS allows up to 18 visits over 6-8 weeks."
    (amount,) = find_amounts(prose)
    assert prose[slice(*amount.span)] == "18 visits"
    assert prose[slice(*amount.extent)] == "up to 18 visits over 6-8 weeks"
    assert amount.over is not None
    assert prose[slice(*amount.over.span)] == "6-8 weeks"


def test_several_amounts_come_in_order() -> None:
    """A list of limits gives each with its own period."""
    prose = (
        "Myalgia: 9-10 visits over 8 weeks; neuralgia: 8-10 visits over 4 weeks; CRPS: 24 visits."
    )
    assert [amount.value for amount in find_amounts(prose)] == [(9, 10), (8, 10), (24, 24)]


def test_an_amount_does_not_reach_into_the_next_sentence() -> None:
    """A number at the end of a sentence takes no unit from the next."""
    assert find_amounts("The score was 8. Visits were not counted.") == ()


def test_a_long_rationale_takes_little_time() -> None:
    """Four thousand characters of rationale are read within milliseconds."""
    sentence = (
        "The patient completed 6 of 12 visits and the guideline allows up to 10 over 8 weeks. "
    )
    prose = (sentence + "There was no objective evidence of functional improvement. " * 6) * 9
    start = time.process_time()
    find_amounts(prose)
    assert time.process_time() - start < 0.05
