"""The quantities of requests, as titles word them."""

from __future__ import annotations

import pytest

from assistant.quantities import Range, read_request


@pytest.mark.parametrize(
    ("title", "per_week", "weeks", "visits"),
    [
        ("Physical therapy 2 times a week for 6 weeks", (2, 2), (6, 6), (12, 12)),
        ("Acupuncture 2x6", (2, 2), (6, 6), (12, 12)),
    ],
)
def test_a_course_is_frequency_and_weeks(
    title: str, per_week: Range | None, weeks: Range | None, visits: Range | None
) -> None:
    """Frequency, weeks and their product are read in whatever form they are written."""
    request = read_request(title).request
    assert (request.per_week, request.weeks, request.visits) == (per_week, weeks, visits)
