"""The words of a text: what they are, where they stand, and how they begin."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.text import Words, stems, words_of
from assistant.text.words import lower

WORD = re.compile(r"[^\W_]+")


@given(st.text(alphabet=st.sampled_from("aB3_ -’éİß–\n.(ﬁ"), max_size=60))
def test_words_are_the_runs_of_letters_and_digits_each_at_its_place(text: str) -> None:
    """Whatever stands between the words, each is found once, in order, with its own offsets."""
    words = Words(text)
    expected = [match.span() for match in WORD.finditer(lower(text))]
    assert [(words.start(at), words.end(at)) for at in range(len(words.words))] == expected
    assert [text[start:end].lower() for start, end in expected] == [
        text[words.start(at) : words.end(at)].lower() for at in range(len(words.words))
    ]


def test_the_gap_between_two_words_has_no_white_space_around() -> None:
    """What stands between is what joins them; a space alone is no joint."""
    words = words_of("L4 - L5 disc")
    assert (words.gap(1), words.gap(2)) == ("-", "")


def test_a_text_tells_how_its_words_begin() -> None:
    """Beginnings count, in any case; the middle of a word does not."""
    words = words_of("The request EXCEEDS what is unnecessary.")
    assert words.begin(stems("exceed"))
    assert words.begin(stems("zebra", "necess", "unneces"))
    assert not words.begin(stems("necess"))


def test_beginnings_that_are_made_later_are_found_in_a_text_already_asked() -> None:
    """A module that is loaded after a text was read gets a true answer from that text."""
    words = words_of("A quokka was seen.")
    assert not words.begin(stems("wombat"))
    assert words.begin(stems("quok"))


def test_a_word_of_a_hundred_thousand_letters_costs_no_more_than_its_beginning() -> None:
    """Damage without spaces is one word; only as much of it is looked at as a stem is long."""
    assert words_of("x" * 100_000).begin(stems("xxx"))
