"""Titles that ask for several services."""

from __future__ import annotations

import pytest

from assistant.quantities import read_request, split_parts


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        (
            "Chiropractic 2x4 and acupuncture 2x4",
            ["Chiropractic 2x4", "acupuncture 2x4"],
        ),
        (
            "Physical therapy 2 times a week for 6 weeks, acupuncture once a week for 6 weeks and "
            "massage therapy x 6",
            [
                "Physical therapy 2 times a week for 6 weeks",
                "acupuncture once a week for 6 weeks",
                "massage therapy x 6",
            ],
        ),
        (
            "6 sessions of chiropractic plus 4 sessions of acupuncture",
            ["6 sessions of chiropractic", "4 sessions of acupuncture"],
        ),
        (
            "Naproxen 550mg #60 and Omeprazole 20mg #60",
            ["Naproxen 550mg #60", "Omeprazole 20mg #60"],
        ),
    ],
)
def test_each_service_with_its_quantity_is_a_part(title: str, parts: list[str]) -> None:
    """A title parts where both sides name a service and say how much of it."""
    found = split_parts(title)
    assert [part.text for part in found] == parts
    assert all(title[slice(*part.span)] == part.text for part in found)


@pytest.mark.parametrize(
    "title",
    [
        "EMG/NCV of the bilateral lower extremities",
        "Physical therapy to the neck and back 2x6",
        "Physical therapy 2 times a week for 6 weeks (12 sessions) to the neck, back and hip",
        "Physical therapy and acupuncture 2x6",
        "12 sessions of physical therapy and a re-evaluation",
        "Norco 10/325mg #60, 1-2 tabs every 4-6 hours",
        "MRI of the cervical and thoracic spine",
        "",
    ],
)
def test_one_service_or_one_quantity_is_one_part(title: str) -> None:
    """A title stays whole where a service or a quantity is missing on one side."""
    assert [part.text for part in split_parts(title)] == [title]


def test_the_request_of_several_services_is_the_first() -> None:
    """The quantities of a title with several services are those of the first."""
    request = read_request("Chiropractic 2x4 and acupuncture 1x6").request
    assert (request.per_week, request.weeks, request.visits) == ((2, 2), (4, 4), (8, 8))
