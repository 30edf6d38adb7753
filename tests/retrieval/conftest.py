"""Passages of our own, an index folder of our own."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guidelines.models import InForce, Passage


def passage(identifier: str, section: str, text: str, **more: object) -> Passage:
    """A passage in force from 2009 to 2016 unless `more` says otherwise."""
    values: dict[str, object] = {
        "id": f"test/2009/{identifier}",
        "system": "MTUS",
        "chapter": "Chronic Pain Medical Treatment",
        "year": 2009,
        "section": section,
        "title": section,
        "text": text,
        "in_force": InForce(start=date(2009, 7, 18), end=date(2016, 7, 27)),
        "verification": "reported",
    }
    return Passage.model_validate(values | more)


@pytest.fixture
def passages() -> list[Passage]:
    """Six sections, one of them in two editions."""
    return [
        passage(
            "manipulation",
            "Manual therapy & manipulation",
            "A trial of visits, continued with functional improvement.",
            services=("chiropractic",),
            body_parts=("low back",),
        ),
        passage("opioids", "Opioids, criteria for use", "Pain relief and function are recorded."),
        passage("relaxants", "Muscle relaxants (for pain)", "A short course of treatment."),
        passage("electro", "Electrodiagnostic studies", "Indicated where neurologic signs differ."),
        passage("physical", "Physical Medicine", "Supervised exercise that fades in frequency."),
        passage(
            "later",
            "Manual therapy & manipulation",
            "A trial of visits in the later edition.",
            services=("chiropractic",),
            year=2016,
            in_force=InForce(start=date(2016, 7, 28), end=None),
        ),
    ]
