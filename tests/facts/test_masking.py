"""Forms, questions and relatives are not the worker's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.facts import CaseFacts
from assistant.facts.masking import masked

FactsOf = Callable[..., CaseFacts]


@pytest.mark.parametrize(
    ("text", "capacity"),
    [
        ("[ ] Full duty  [X] Modified duty  [ ] Temporarily totally disabled", "modified duty"),
        ("☐ Return to full duty ☒ Remain off work until 1/2/14", "off work"),
        ("____ Return to full duty\n__X__ Return to modified duty", "modified duty"),
    ],
)
def test_only_ticked_boxes_count(facts_of: FactsOf, text: str, capacity: str) -> None:
    """Of the boxes of a form the ticked one is read."""
    found = facts_of(text).work_status
    assert [fact.value.capacity for fact in found if fact.value] == [capacity]


def test_a_question_of_a_form_is_no_fact(facts_of: FactsOf) -> None:
    """What a form asks was not answered by asking."""
    facts = facts_of("Have you had physical therapy before? Have you been off work since?")
    assert facts.visits == ()
    assert facts.work_status == ()


@pytest.mark.parametrize(
    "text",
    [
        "His wife is a 45 year old woman.",
        "Family history: mother, 70 years old, underwent left knee replacement on 3/4/2001.",
        "His father had back surgery: lumbar fusion at age 50.",
        "Lives with a 20 year old son.",
    ],
)
def test_relatives_are_not_the_worker(facts_of: FactsOf, text: str) -> None:
    """Age, sex and operations of a relative are not the worker's."""
    facts = facts_of(text)
    assert facts.age.value is None
    assert facts.sex.value is None
    assert facts.surgeries == ()


def test_who_lives_with_a_relative_keeps_the_own_facts(facts_of: FactsOf) -> None:
    """A relative named in passing hides nothing."""
    facts = facts_of("He lives with his wife and completed 6 physical therapy visits.")
    assert [fact.value.count for fact in facts.visits if fact.value] == [(6, 6)]


@given(st.text(alphabet=st.sampled_from("[ ]xX_(☐☑?. \nabMother is:"), max_size=200))
def test_masking_keeps_every_place(text: str) -> None:
    """Length and white space stay, so that every span stays right."""
    found = masked(text)
    assert len(found) == len(text)
    assert [c.isspace() for c in found] == [c.isspace() for c in text]
