"""Facts of notes that are terse: heads and dates with a full stop, scores that nobody reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.facts import CaseFacts

FactsOf = Callable[..., CaseFacts]


@pytest.mark.parametrize(
    ("text", "outcome", "day"),
    [
        (
            "UTILIZATION REVIEW DETERMINATION\n\n05/29/2014. Nerve study: denied. It adds nothing.",
            "denied",
            date(2014, 5, 29),
        ),
        (
            "UTILIZATION REVIEW DETERMINATION\n\n10/07/2014.\nNaproxen: modified, 30 certified.",
            "modified",
            date(2014, 10, 7),
        ),
    ],
)
def test_a_day_that_opens_the_decision_is_its_day(
    facts_of: FactsOf, text: str, outcome: str, day: date
) -> None:
    """Short notices begin with their date and a full stop."""
    fact = facts_of(text).ur_decisions[0]
    assert fact.value is not None
    assert (fact.value.outcome, fact.on) == (outcome, day)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Low back pain after a long week, 6/10.", (6, 6)),
        ("The knee is worse on stairs. He rates it 7/10.", (7, 7)),
        ("Neck and back ache, 4/10.", (4, 4)),
    ],
)
def test_scores_that_nobody_is_said_to_report(
    facts_of: FactsOf, text: str, score: tuple[float, float]
) -> None:
    """Terse notes give a score beside the pain, without a word of reporting."""
    scores = [fact.value.score for fact in facts_of(text).complaints if fact.value]
    assert score in scores


def test_a_score_hoped_for_is_no_complaint(facts_of: FactsOf) -> None:
    """A goal is not what the worker feels."""
    assert facts_of("Goal: pain of 2/10.").complaints == ()


def test_findings_beside_the_part(facts_of: FactsOf) -> None:
    """A movement names its part before its measure; a test loses the s of its name."""
    facts = facts_of("Exam: flexion of the right knee 115 degrees. McMurray's test is positive.")
    first, second = [fact.value for fact in facts.findings if fact.value]
    assert (first.test, first.body_part, first.value) == ("flexion", "right knee", (115, 115))
    assert (second.test, second.result) == ("mcmurray", "positive")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She cannot climb stairs foot over foot.", "limitation"),
        ("He is unable to kneel.", "limitation"),
        ("He walks his dog, which he could not do before.", "improvement"),
    ],
)
def test_limits_and_gains_in_daily_life(facts_of: FactsOf, text: str, kind: str) -> None:
    """What the worker cannot do, and what he can do again."""
    fact = facts_of(text).function[0]
    assert fact.value is not None
    assert (fact.status, fact.value.kind) == ("documented", kind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("DIAGNOSIS. Left L5 and S1 radiculopathy.", "Left L5 and S1 radiculopathy"),
        ("S: Pain.\nA: Lumbar sprain, acute.\nP: Rest.", "Lumbar sprain, acute"),
    ],
)
def test_diagnoses_under_short_heads(facts_of: FactsOf, text: str, words: str) -> None:
    """A head may end in a full stop, or be the A of a note by subjective, objective, assessment."""
    assert words in [fact.value.text for fact in facts_of(text).diagnoses if fact.value]


def test_care_that_did_not_help(facts_of: FactsOf) -> None:
    """Care that "did not improve" function is no gain."""
    fact = facts_of("Acupuncture did not improve his function.").results[0]
    assert fact.value is not None
    assert (fact.value.effect, fact.value.functional) == ("not improved", True)
