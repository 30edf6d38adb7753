"""Which passages count for less, because they are about something else."""

from __future__ import annotations

import pytest

from assistant.guidelines.models import Passage
from assistant.retrieval.fit import (
    OTHER_REGION,
    OTHER_SERVICE,
    OUTSIDE_MTUS,
    OWN_PHASE,
    OWN_SERVICE,
    fit,
    passage_subject,
    query_subject,
)


@pytest.mark.parametrize(
    ("query", "share"),
    [
        ("chiropractic, lumbar spine", OWN_SERVICE),
        ("chiropractic", OWN_SERVICE),
        ("chiropractic, left knee", OWN_SERVICE * OTHER_REGION),
        ("MRI of the lumbar spine", OTHER_SERVICE),
        ("improvement", 1.0),
    ],
)
def test_another_service_or_region_counts_for_less(
    passages: list[Passage], query: str, share: float
) -> None:
    """What either side leaves open takes nothing away; the very service asked for gains."""
    found = fit(query_subject(query), passage_subject(passages[0]))
    assert found == pytest.approx(share)


def test_the_schedule_comes_before_other_guidelines(passages: list[Passage]) -> None:
    """A guideline outside the MTUS is taken after it, 8 CCR 9792.21.1."""
    asked = query_subject("chiropractic")
    outside = passages[0].model_copy(update={"rank": 2})
    inside = fit(asked, passage_subject(passages[0]))
    assert fit(asked, passage_subject(outside)) == pytest.approx(OUTSIDE_MTUS * inside)


def test_postsurgical_passages_are_for_care_after_surgery(passages: list[Passage]) -> None:
    """The postsurgical chapter gains for a post-operative request, and loses for another."""
    chapter = {"chapter": "Postsurgical Treatment", "services": ()}
    subject = passage_subject(passages[4].model_copy(update=chapter))
    assert fit(query_subject("Post-op physical therapy"), subject) == OWN_PHASE
    assert fit(query_subject("Physical therapy"), subject) < 1.0
