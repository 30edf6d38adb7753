"""Results of care, work status, function, diagnoses, complaints, surgery and utilization review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.facts import CaseFacts

FactsOf = Callable[..., CaseFacts]


@pytest.mark.parametrize(
    ("text", "status", "effect", "functional"),
    [
        ("Function improved after 6 visits of acupuncture.", "documented", "improved", True),
        (
            "He reports vast improvement in pain with chiropractic treatment.",
            "documented",
            "improved",
            False,
        ),
        ("He has not improved with physical therapy.", "documented", "not improved", False),
        (
            "Six chiropractic treatments without documentation of functional improvement.",
            "denied",
            "improved",
            True,
        ),
    ],
)
def test_results(facts_of: FactsOf, text: str, status: str, effect: str, functional: bool) -> None:
    """Effect, its denial, and whether it is one of function are told apart."""
    fact = facts_of(text).results[0]
    assert fact.value is not None
    assert (fact.status, fact.value.effect, fact.value.functional) == (status, effect, functional)


@pytest.mark.parametrize(
    "text",
    [
        "Physical therapy is requested to improve range of motion.",
        "Therapy should improve function.",
        "More chiropractic care needs functional improvement.",
    ],
)
def test_a_hope_is_no_result(facts_of: FactsOf, text: str) -> None:
    """What care is meant to bring is not what it brought."""
    facts = facts_of(text)
    assert facts.results == ()
    assert [
        fact for fact in facts.function if fact.value and fact.value.kind == "improvement"
    ] == []


@pytest.mark.parametrize(
    ("text", "capacity"),
    [
        ("Work status: temporarily totally disabled.", "temporarily totally disabled"),
        ("He is working modified duty.", "modified duty"),
        ("Return to work with restrictions.", "modified duty"),
        ("She returned to full duty.", "full duty"),
        ("He remains off work.", "off work"),
        ("The patient is permanent and stationary.", "permanent"),
    ],
)
def test_work_status(facts_of: FactsOf, text: str, capacity: str) -> None:
    """Each work status is read as what it allows."""
    fact = facts_of(text).work_status[0]
    assert fact.value is not None
    assert fact.value.capacity == capacity


def test_no_functional_goals_are_denied(facts_of: FactsOf) -> None:
    """A statement that there are no goals is no goal."""
    fact = facts_of("There are no functional goals in the report.").function[0]
    assert fact.status == "denied"


def test_listed_diagnoses(facts_of: FactsOf) -> None:
    """Diagnoses of a numbered list come one by one with their places; prose lists stay whole."""
    facts = facts_of("Diagnoses:\n1. Lumbar strain\n2. Left hip osteoarthritis\n\nPlan: rest.")
    assert [fact.value.text for fact in facts.diagnoses if fact.value] == [
        "Lumbar strain",
        "Left hip osteoarthritis",
    ]
    prose = facts_of("Diagnoses include cervical strain and low back pain.")
    assert [fact.value.text for fact in prose.diagnoses if fact.value] == [
        "cervical strain and low back pain"
    ]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("The patient reports low back pain, 8-9/10 and constant.", (8, 9)),
        ("He complained of knee pain rated 5 out of 10.", (5, 5)),
        ("He complained of pain; grip strength 4/10.", None),
        ("He complained of pain since 9/10/2016.", None),
    ],
)
def test_pain_scores(facts_of: FactsOf, text: str, score: tuple[float, float] | None) -> None:
    """Scores out of ten are read; strength grades and dates are not."""
    fact = facts_of(text).complaints[0]
    assert fact.value is not None
    assert fact.value.score == score


def test_surgery_with_its_day(facts_of: FactsOf) -> None:
    """An operation that was done is read with its day; a requested one is not."""
    facts = facts_of(
        "He underwent right shoulder arthroscopic rotator cuff repair on 10/03/2016.",
        "Authorization is requested for left knee arthroscopy.",
    )
    assert [fact.on for fact in facts.surgeries] == [date(2016, 10, 3)]


def test_utilization_review_with_its_day(facts_of: FactsOf) -> None:
    """The day behind the review is taken, not the day of the request before it."""
    fact = facts_of(
        "On December 16, 2016 a request was received that was non-certified by Utilization Review "
        "on December 26, 2016."
    ).ur_decisions[0]
    assert fact.value is not None
    assert (fact.on, fact.value.outcome) == (date(2016, 12, 26), "denied")


def test_spans_slice_to_their_quotes(facts_of: FactsOf) -> None:
    """Every fact of the sample case points at words of its record."""
    case = read_case(Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014")
    facts = facts_of(*(record.document.text for record in case.records))
    texts = {f"{number}.txt": record.document.text for number, record in enumerate(case.records, 1)}
    found = 0
    for kind in CaseFacts.model_fields:
        value = getattr(facts, kind)
        for fact in value if isinstance(value, tuple) else (value,):
            if fact.source is not None:
                found += 1
                words = texts[fact.source.document][slice(*fact.source.span)]
                assert " ".join(words.split()) == " ".join(fact.source.quote.split())
    assert found > 20
