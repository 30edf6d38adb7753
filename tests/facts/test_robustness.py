"""Readers survive any text, in time, and point only at words that stand there."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.facts import CaseFacts

FactsOf = Callable[..., CaseFacts]

FRAGMENTS = (
    "He completed 6 of 12 chiropractic visits",
    "Date of injury: 1/2/2016",
    "Diagnoses:\n1. Lumbar strain\n2. Neck pain",
    "Physical therapy 2x6 is requested",
    "function improved",
    "no",
    "pain 8-9/10 reported",
    "underwent left knee arthroscopy on 3/4/15",
    "UR denied it on 5/6/16",
    "temporarily totally disabled",
    "\f",
    "\n\n",
    ". ",
    " - ",
    "a 44-\nyear-old woman",
    "\u00a0",
    "(",
    ";",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join),
    )
)
def test_any_text_is_read_and_spans_slice_to_quotes(facts_of: FactsOf, text: str) -> None:
    """No text makes a reader fail, and each fact's span holds the words of its quote."""
    facts = facts_of(text)
    for kind in CaseFacts.model_fields:
        value = getattr(facts, kind)
        for fact in value if isinstance(value, tuple) else (value,):
            assert (fact.source is None) == (fact.status == "not documented")
            if fact.source is not None:
                words = text[slice(*fact.source.span)]
                assert "".join(words.split()) == "".join(fact.source.quote.split())


@pytest.mark.parametrize(
    "fragment",
    [
        "- a\n",
        "1. x\n",
        "6 visits of physical therapy ",
        "function improved, ",
        "a ",
        "12-",
        "A:\n",
    ],
)
def test_hostile_text_is_read_in_time(facts_of: FactsOf, fragment: str) -> None:
    """A hundred thousand characters without a full stop take seconds at most, not minutes."""
    started = time.process_time()
    facts_of((fragment * (100_000 // len(fragment) + 1))[:100_000])
    assert time.process_time() - started < 10
