"""Complaints: each pain score with the parts that it is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.facts import CaseFacts

FactsOf = Callable[..., CaseFacts]


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Neck pain 4/10 and low back pain 7/10.", {"neck": 4, "low back": 7}),
        ("Pain is 8/10 in the low back and 3/10 in the neck.", {"low back": 8, "neck": 3}),
        ("Bilateral wrist pain, right 6/10, left 4/10.", {"right wrist": 6, "left wrist": 4}),
        ("Neck and low back pain 6/10.", {"neck": 6, "low back": 6}),
        ("Left knee pain 3/10 at rest, 6/10 on stairs.", {"left knee": 6}),
        ("Low back pain 6/10, no leg pain.", {"low back": 6}),
    ],
)
def test_each_part_has_its_own_score(
    facts_of: FactsOf, text: str, scores: dict[str, float]
) -> None:
    """A score belongs to the parts that stand with it, not to all that the sentence names."""
    told = facts_of(f"Subjective complaints: {text}").complaints
    own = {
        part: fact.value.score[1]
        for fact in told
        if fact.value and fact.value.score
        for part in fact.value.body_parts
    }
    assert own == scores
