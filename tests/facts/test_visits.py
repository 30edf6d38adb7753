"""Visits of earlier care: completed, authorised and prescribed told apart; denials; conflicts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.facts import CaseFacts, prior_care
from assistant.terms import Service

FactsOf = Callable[..., CaseFacts]


@pytest.mark.parametrize(
    ("text", "service", "stage", "count"),
    [
        ("He has completed 5 of 6 chiropractic sessions.", "chiropractic", "completed", 5),
        (
            "Prior treatment included 5 sessions of physical therapy.",
            "physical_therapy",
            "completed",
            5,
        ),
        (
            "She had attended 1 out of 12 physical therapy sessions.",
            "physical_therapy",
            "completed",
            1,
        ),
        (
            "Treatment to date has included 6 PT (physical therapy) sessions.",
            "physical_therapy",
            "completed",
            6,
        ),
        (
            "He was authorized for 6 sessions of physical therapy.",
            "physical_therapy",
            "authorised",
            6,
        ),
        ("12 visits of acupuncture were requested.", "acupuncture", "prescribed", 12),
        (
            "A request has been received for 8 physical therapy sessions.",
            "physical_therapy",
            "prescribed",
            8,
        ),
    ],
)
def test_stages(facts_of: FactsOf, text: str, service: Service, stage: str, count: int) -> None:
    """The stage and the number of visits are read from the words around the service."""
    first = facts_of(text).visits[0]
    assert first.value is not None
    assert (first.value.service, first.value.stage) == (service, stage)
    assert first.value.count == (count, count)


def test_no_earlier_care_is_a_denial(facts_of: FactsOf) -> None:
    """A record that says there was no therapy gives zero visits, not an unknown number."""
    facts = facts_of("There is no previous physical therapy noted.")
    assert prior_care(facts, "physical_therapy").count == 0


def test_no_report_of_results_is_no_denial_of_visits(facts_of: FactsOf) -> None:
    """Missing reports of results do not say that the visits did not take place."""
    facts = facts_of("There are no reports of the results of this chiropractic care.")
    care = prior_care(facts, "chiropractic")
    assert care.denied is None
    assert care.count is None


def test_a_condition_is_no_completion(facts_of: FactsOf) -> None:
    """A sentence with "if the visits were completed" completes nothing."""
    facts = facts_of("Send chiropractic notes if the 12 chiropractic visits were completed.")
    assert prior_care(facts, "chiropractic").completed is None


def test_therapy_without_number_has_no_count(facts_of: FactsOf) -> None:
    """Care that was given without a number stays without one."""
    care = prior_care(facts_of("Prior treatment included acupuncture."), "acupuncture")
    assert care.given is not None
    assert care.count is None


def test_differing_counts_are_kept_as_a_conflict(facts_of: FactsOf) -> None:
    """Of two counts the larger is taken and the other shown beside it, not added."""
    facts = facts_of(
        "She completed 6 physical therapy visits.", "She completed 8 physical therapy visits."
    )
    care = prior_care(facts, "physical_therapy")
    assert care.count == 8
    assert [fact.value.count for fact in care.conflict if fact.value] == [(6, 6)]


def test_pt_is_the_patient_unless_counted(facts_of: FactsOf) -> None:
    """The patient is meant by "Pt" at the head of a sentence."""
    facts = facts_of("Pt completed 6 chiropractic visits.")
    assert prior_care(facts, "chiropractic").count == 6
    assert prior_care(facts, "physical_therapy").given is None


def test_a_lower_bound_is_no_exact_count(facts_of: FactsOf) -> None:
    """Three where limits are compared, and told as "at least 3"."""
    facts = facts_of("04/02/2015. Treatment has included at least 3 sessions of acupuncture.")
    care = prior_care(facts, "acupuncture")
    assert (care.count, care.at_least) == (3, True)
    exact = prior_care(facts_of("04/02/2015. Completed 3 acupuncture visits."), "acupuncture")
    assert (exact.count, exact.at_least) == (3, False)
