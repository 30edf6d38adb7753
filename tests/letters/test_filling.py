from __future__ import annotations

import pytest

from assistant.letters import Issue, read_letter
from assistant.text import from_text


def item(title: str, summary: str) -> Issue:
    """The item `title` of a letter whose summary holds the sentence `summary`."""
    text = (
        f"CLINICAL CASE SUMMARY\nA 40-year-old man fell. {summary}\n\n"
        f"IMR ISSUES, DECISIONS AND RATIONALES\n\n{title}: Upheld\n\n"
        "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004.\n\n"
        "Decision rationale: No.\n"
    )
    return read_letter(from_text(text)).issues[0]


def test_a_frequency_of_the_denied_request_completes_a_total() -> None:
    """Eight sessions and "2x4" are the same request: the frequency is filled and named."""
    issue = item(
        "Eight physical therapy sessions for the neck",
        "Utilization review denied physical therapy 2x4 for the neck.",
    )
    assert issue.request.per_week == (2, 2)
    assert issue.request.weeks == (4, 4)
    assert issue.request.visits == (8, 8)
    assert issue.request.visits_explicit
    assert set(issue.filled_from_summary) == {"per_week", "weeks"}


def test_a_title_without_numbers_takes_those_of_the_denial() -> None:
    """All of frequency, weeks and their product come from the summary then."""
    issue = item(
        "Chiropractic treatment for the low back",
        "The request for chiropractic treatment 3 times a week for 2 weeks for the low back was "
        "non-certified.",
    )
    assert issue.request.visits == (6, 6)
    assert set(issue.filled_from_summary) >= {"per_week", "weeks", "visits"}


@pytest.mark.parametrize(
    "summary",
    [
        "He completed 8 sessions of physical therapy 2x4 for the neck, and more was requested.",
        "Utilization review denied acupuncture 2x4 for the neck.",
        "Utilization review denied physical therapy 2x4 for the left knee.",
        "Utilization review denied physical therapy 2x6 for the neck.",
        "Physical therapy 2x4 for the neck helped.",
    ],
)
def test_nothing_is_taken_from_another_request(summary: str) -> None:
    """Care given, other services, other parts and contradicting numbers fill nothing."""
    issue = item("Eight physical therapy sessions for the neck", summary)
    assert issue.request.per_week is None
    assert issue.request.weeks is None
    assert issue.filled_from_summary == ()


def test_each_clause_of_a_list_is_a_request_of_its_own() -> None:
    """The numbers of one service of a list are not those of its neighbour."""
    summary = (
        "The UR denied acupuncture 1x6 for the neck, physical therapy 2x4 for the neck and an MRI."
    )
    assert item("Physical therapy for the neck", summary).request.visits == (8, 8)
    assert item("Acupuncture for the neck", summary).request.visits == (6, 6)
    assert item("MRI of the neck", summary).request.visits is None


def test_a_drug_is_completed_by_the_same_drug_only() -> None:
    """Strength and count come from the clause on that drug, whatever its class."""
    summary = "The UR modified Norco 10/325mg #90 and denied Flexeril 7.5mg #60."
    norco = item("Norco", summary)
    assert norco.request.strength == "10/325mg"
    assert norco.request.count == 90
    assert item("Tramadol", summary).request.strength is None


def test_what_the_title_says_is_never_replaced() -> None:
    """A number of the title stands, and no field is named as filled."""
    issue = item(
        "Physical therapy 2 times a week for 6 weeks for the neck",
        "Utilization review denied physical therapy 2 times a week for 6 weeks for the neck.",
    )
    assert issue.request.visits == (12, 12)
    assert issue.filled_from_summary == ()
