from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.errors import InvalidField
from assistant.guidelines import library
from assistant.guidelines.differences import diff

if TYPE_CHECKING:
    from assistant.guidelines.differences import Difference


def found(service: str, metric: str, about: str = "") -> list[Difference]:
    """The differences between 2009 and 2016 for a service and what is measured."""
    return [
        one
        for one in diff(library(), 2009, 2016)
        if service in one.services and one.metric == metric and about in one.about
    ]


KNOWN = {
    "visits for complex regional pain": ("physical_therapy", "visits", "complex", 24, 26),
    "daily dose of opioids": ("opioid", "dose", "", 120, 80),
}


@pytest.mark.parametrize("change", KNOWN)
def test_known_changes_stand_side_by_side(change: str) -> None:
    """24 visits became 26, and 120 mg of morphine equivalents became 80."""
    service, metric, about, earlier, later = KNOWN[change]
    (one,) = found(service, metric, about)
    assert one.change == "changed"
    assert one.earlier is not None
    assert one.later is not None
    assert (one.earlier.value[1], one.later.value[1]) == (earlier, later)


def test_revisits_changed_from_a_range_to_at_least_quarterly() -> None:
    """Long-term opioid users were seen every 1-6 months, then at least every 3 months."""
    (one,) = [one for one in found("opioid", "visit_interval") if one.change == "changed"]
    assert one.earlier is not None
    assert one.later is not None
    assert (one.earlier.value, one.later.value) == ((1, 6), (3, 3))
    assert (one.earlier.operator, one.later.operator) == ("range", "<=")


def test_numeric_criteria_for_epidural_injections_stand_only_in_2009() -> None:
    """The edition of 2016 refers to chapter 12 and gives no numbers of its own."""
    changes = {one.change for one in diff(library(), 2009, 2016) if "esi" in one.services}
    assert changes == {"earlier only"}


def test_rows_that_kept_their_number_are_the_same() -> None:
    """9-10 visits over 8 weeks for muscle pain stand in both editions."""
    (one,) = found("physical_therapy", "visits", "myalgia")
    assert one.change == "same"


def test_each_limit_stands_in_one_row() -> None:
    """No limit is matched twice, and none is lost."""
    rows = diff(library(), 2009, 2016)
    for year in ("earlier", "later"):
        ids = [limit.id for one in rows if (limit := getattr(one, year)) is not None]
        assert len(ids) == len(set(ids))
    later = sum(1 for one in rows if one.later is not None)
    books = library()
    assert later == sum(
        len(books.contents(key).limits)
        for key, header in books.headers.items()
        if header.system == "MTUS" and header.year == 2016
    )


@pytest.mark.parametrize("years", [(2009, 2015), (1990, 2016), (2016, 2009), (2016, 2016)])
def test_years_without_limits_or_out_of_order_are_refused(years: tuple[int, int]) -> None:
    """A year that no edition has, and a later year that is not later, are errors."""
    with pytest.raises(InvalidField, match="year"):
        diff(library(), *years)
