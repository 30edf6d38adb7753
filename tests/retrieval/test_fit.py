"""Which passages count for less, because they are about something else."""

from __future__ import annotations

import pytest

from assistant.guidelines.models import Passage
from assistant.retrieval.analysis import opening_of
from assistant.retrieval.fit import (
    OTHER_CONDITION,
    OTHER_PHASE,
    OTHER_REGION,
    OTHER_SERVICE,
    OUTSIDE_MTUS,
    OWN_PHASE,
    OWN_SERVICE,
    family_of,
    fit,
    passage_subject,
    query_subject,
)
from assistant.retrieval.spreading import KEPT, spread


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


def test_background_that_tells_of_an_operation_keeps_care_after_it(passages: list[Passage]) -> None:
    """A case summary with a recent repair takes nothing from passages on care after surgery."""
    chapter = {"chapter": "Postsurgical Treatment"}
    subject = passage_subject(passages[0].model_copy(update=chapter))
    told = (
        "Chiropractic for the low back. The worker came back after lumbar fusion. " + "Pain. " * 40
    )
    asked = query_subject(told)
    assert asked.operated
    assert not asked.after_surgery
    without = fit(asked._replace(operated=False), subject)
    assert fit(asked, subject) == pytest.approx(without / OTHER_PHASE)


def test_a_patch_of_an_opioid_is_no_topical_analgesic() -> None:
    """The form of a drug that acts through the blood does not make it a cream."""
    assert query_subject("Fentanyl 50 mcg/hr patch").services == {"opioid"}
    assert "topical" in query_subject("Lidocaine patch 5%").services
    assert query_subject("Norco and Terocin patch").services >= {"opioid", "topical"}


@pytest.mark.parametrize(
    ("identifier", "section", "unread", "expected"),
    [
        ("opioids/2016/testing", "3.3.6 Urine tests", False, (("opioids/2016", "3"), 3)),
        (
            "low-back/2019/not-on-record#studies",
            "x",
            True,
            (("low-back", "not-on-record#studies"), 1),
        ),
        ("low-back/2004/special-studies#mri", "Special Studies", False, None),
        ("chronic-pain-2009-e754f993a1e9:p57", "3.1 A heading of a text brought", False, None),
    ],
)
def test_families(
    identifier: str, section: str, unread: bool, expected: tuple[tuple[str, str], int] | None
) -> None:
    """Parts of a numbered section, and what stands for unread texts, are families."""
    assert family_of(identifier, section, unread=unread) == expected


def test_of_a_family_the_later_ones_keep_less() -> None:
    """The third of a family that may hold one falls behind one of no family."""
    ranked = [(0, 1.0), (1, 0.99), (2, 0.98), (3, 0.3)]
    found = spread(ranked, lambda place: None if place == 3 else ("one", 1), 4)
    assert [place for place, _ in found] == [0, 1, 3, 2]
    assert found[3][1] == pytest.approx(0.98 * KEPT**2)


def test_a_chapter_for_a_condition_is_for_it(passages: list[Passage]) -> None:
    """A chapter on asthma counts for less where nobody speaks of asthma."""
    subject = passage_subject(passages[0].model_copy(update={"conditions": ("asthma",)}))
    with_it = fit(query_subject("chiropractic and asthma"), subject)
    assert fit(query_subject("chiropractic"), subject) == pytest.approx(OTHER_CONDITION * with_it)


def test_what_a_long_query_opens_with_is_no_label() -> None:
    """The label "Retrospective" is not what is asked for."""
    opening, rest = opening_of("Retrospective: Release of the wrist. " + "The case is long. " * 20)
    assert opening == "Retrospective: Release of the wrist"
    assert rest.startswith("The case")
