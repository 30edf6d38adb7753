"""Which passages count for less, because they are about something else."""

from __future__ import annotations

import pytest

from assistant.guidelines.models import Passage
from assistant.retrieval.fit import (
    OTHER_REGION,
    OTHER_SERVICE,
    OUTSIDE_MTUS,
    fit,
    passage_subject,
    query_subject,
)


@pytest.mark.parametrize(
    ("query", "share"),
    [
        ("chiropractic, lumbar spine", 1.0),
        ("chiropractic", 1.0),
        ("chiropractic, left knee", OTHER_REGION),
        ("MRI of the lumbar spine", OTHER_SERVICE),
        ("improvement", 1.0),
    ],
)
def test_another_service_or_region_counts_for_less(
    passages: list[Passage], query: str, share: float
) -> None:
    """What either side leaves open takes nothing away."""
    assert fit(query_subject(query), passage_subject(passages[0])) == share


def test_the_schedule_comes_before_other_guidelines(passages: list[Passage]) -> None:
    """A guideline outside the MTUS is taken after it, 8 CCR 9792.21.1."""
    outside = passages[0].model_copy(update={"rank": 2})
    assert fit(query_subject("chiropractic"), passage_subject(outside)) == OUTSIDE_MTUS


def test_postsurgical_passages_are_for_care_after_surgery(passages: list[Passage]) -> None:
    """The postsurgical chapter counts in full for a post-operative request only."""
    chapter = {"chapter": "Postsurgical Treatment", "services": ()}
    subject = passage_subject(passages[4].model_copy(update=chapter))
    assert fit(query_subject("Post-op physical therapy"), subject) == 1.0
    assert fit(query_subject("Physical therapy"), subject) < 1.0
