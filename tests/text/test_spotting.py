"""Expressions that are tried where their first words stand find what a search finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import Spotted, Words, spotted, spotted_kinds, spotted_phrases, stems, words_of
from assistant.text.patterns import expression

ENDING = spotted_phrases("not", "nor(?:mal)?", r"no\slonger", "ab?c", "non-?b")
GOING_ON = spotted(expression(r"(?i:not? \w+ not)"), "no ", "not ")
TEXTS = st.lists(
    st.sampled_from(["not", "No", "nor", "normal", "no longer", "ABC", "ac", "non-b", "nonb", "-",
                     "_", " ", " ", "\n", "é"]), max_size=24
).map("".join)  # fmt: skip


@pytest.mark.parametrize("found", [ENDING, GOING_ON], ids=["phrases", "expression"])
@given(text=TEXTS, start=st.integers(0, 20), length=st.integers(0, 60))
def test_matches_are_those_of_a_search(found: Spotted, text: str, start: int, length: int) -> None:
    """Over the whole text and over a part of it: the same places, in the same order."""
    words = Words(text)
    for bounds in ((), (start, start + length)):
        wanted = [
            one.span()
            for one in found.pattern.finditer(text, *bounds)
            # a search that starts inside a word may find its end; words begin at their first letter
            if one.start() != start or not bounds or not text[: one.start()][-1:].isalnum()
        ]
        assert [one.span() for one in found.matches(words, *bounds)] == wanted
        first = found.search(words, *bounds)
        assert (first.span() if first else None) == (wanted[0] if wanted else None)


def test_the_first_words_follow_from_the_phrases() -> None:
    """As far as a phrase is letters: to the end of its word, or to what may differ."""
    found = spotted_phrases("guidelines?", "up to", "criteri(?:a|on)", r"no\slonger", "mtus", "s/p")
    assert sorted(found.first) == ["criteri", "guideline", "mtus ", "no ", "s ", "up "]
    assert spotted_phrases("each", "non-?x", tail="").first == stems("each", "non")


def test_kinds_are_told() -> None:
    """The kind of a phrase is the last group of its match."""
    found = spotted_kinds(more=("exceeds?", "more than"), less=("less than",))
    words = words_of("Less than that, it exceeds.")
    assert [one.lastgroup for one in found.matches(words)] == ["less", "more"]


def test_a_phrase_that_may_begin_with_nothing_is_refused() -> None:
    """Its first word could be any."""
    with pytest.raises(ValueError, match="x\\?"):
        spotted_phrases("x?y")
