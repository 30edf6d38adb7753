"""Titles that tell of a partial certification."""

from __future__ import annotations

import pytest

from assistant.quantities import read_partial


@pytest.mark.parametrize(
    ("title", "parts", "visits"),
    [
        (
            "Eight acupuncture sessions was the original request. Six acupuncture sessions was "
            "authorized by the Claims Administrator. The remaining IMR eligible portion of the "
            "original request, Two acupuncture sessions is",
            ("Eight acupuncture sessions", "Six acupuncture sessions", "Two acupuncture sessions"),
            (8, 6, 2),
        ),
        (
            "Massage 2 times a week for 4 weeks was the original request. The Claims Administrator "
            "authorized 3 sessions of massage, leaving the original request IMR eligible. The "
            "original request, massage 2 times a week for 4 weeks is",
            (
                "Massage 2 times a week for 4 weeks",
                "3 sessions of massage",
                "massage 2 times a week for 4 weeks",
            ),
            (8, 3, 8),
        ),
        (
            "Chiropractic 2x6 was the original request. Chiropractic x 6 was certified by the "
            "claims administrator. The remaining portion of the original request, "
            "chiropractic x 6 is",
            ("Chiropractic 2x6", "Chiropractic x 6", "chiropractic x 6"),
            (12, 6, 6),
        ),
        (
            "Chiropractic 12 visits was the original request. Chiropractic 4 visits was approved "
            "by Utilization Review. The remaining IMR eligible portion, chiropractic 8 visits is",
            ("Chiropractic 12 visits", "Chiropractic 4 visits", "chiropractic 8 visits"),
            (12, 4, 8),
        ),
        (
            "12 sessions of physical therapy was modified to 6 sessions",
            ("12 sessions of physical therapy", "6 sessions", None),
            (12, 6, None),
        ),
        (
            "The original request was for 12 visits. The Claims Administrator approved 4 visits. "
            "The remaining 8 visits are",
            ("12 visits", "4 visits", "8 visits"),
            (12, 4, 8),
        ),
        (
            "Norco 10/325mg #60 was the original request. Norco 10/325mg #25 was authorized by the "
            "Claims Administrator. The remaining IMR eligible portion of the original request, "
            "Norco 10/325mg #35 is",
            ("Norco 10/325mg #60", "Norco 10/325mg #25", "Norco 10/325mg #35"),
            (None, None, None),
        ),
        (
            "Home aide 8 hours per day, 5 times a week for 4 weeks was the original request. Home "
            "aide 4 hours per day, 5 times a week for 4 weeks was authorized by the Claims "
            "Administrator. The remaining IMR eligible portion of the original request, Home aide "
            "4 hours per day, 5 times a week for 4 weeks is",
            (
                "Home aide 8 hours per day, 5 times a week for 4 weeks",
                "Home aide 4 hours per day, 5 times a week for 4 weeks",
                "Home aide 4 hours per day, 5 times a week for 4 weeks",
            ),
            (None, None, None),
        ),
    ],
)
def test_the_three_parts(
    title: str,
    parts: tuple[str, str, str | None],
    visits: tuple[int | None, int | None, int | None],
) -> None:
    """Original, authorized and remaining parts are found, with visits where they split visits."""
    partial = read_partial(title)
    assert partial is not None
    found = (partial.original, partial.authorized, partial.remaining)
    assert tuple(part.text if part else None for part in found) == parts
    for part in found:
        assert part is None or title[slice(*part.span)] == part.text
    counted = (partial.original_visits, partial.authorized_visits, partial.remaining_visits)
    assert counted == visits


def test_the_reading_is_of_the_original_request() -> None:
    """The request is what was asked for first, with spans into the whole title."""
    title = (
        "Massage 2x4 was the original request. Massage x 4 was authorized by the Claims "
        "Administrator. The remaining IMR eligible portion of the original request, massage x 4 is"
    )
    partial = read_partial(title)
    assert partial is not None
    assert partial.reading.request.visits == (8, 8)
    span = partial.reading.span_of("per_week")
    assert span is not None
    assert title[slice(*span)] == "2x4"


@pytest.mark.parametrize(
    "title",
    [
        "Physical therapy 2 times a week for 6 weeks",
        "MRI of the lumbar spine",
        "Transportation to all authorized appointments",
        "",
    ],
)
def test_other_titles_are_not_partial(title: str) -> None:
    """A title that tells of no decision of the claims administrator is not partial."""
    assert read_partial(title) is None
