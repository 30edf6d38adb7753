"""Folding prose onto one line keeps every character's place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.text import Span, fold

_TEXTS = st.text(alphabet=st.sampled_from("ab1-. \n\f\t\u00a0é"), max_size=200)


def test_wrapped_lines_and_page_breaks_become_single_spaces() -> None:
    """A sentence wrapped over lines and a page break reads as one line."""
    assert fold("  six\n  visits \f\n over\t2 weeks\n").text == "six visits over 2 weeks"


def test_a_hyphen_at_a_line_end_keeps_the_word_together() -> None:
    """The break after a line-end hyphen is dropped, the hyphen stays."""
    assert fold("on 11-22-\n  2016").text == "on 11-22-2016"
    assert fold("a - \n b").text == "a - b"


def test_spans_map_back_to_the_words_they_came_from() -> None:
    """A span of folded words slices to the same words in the original."""
    text = "a trial of 6\n   visits over"
    folded = fold(text)
    at = folded.text.index("6 visits")
    assert folded.span(at, at + 8) == Span(11, 22)
    assert text[11:22] == "6\n   visits"


@given(_TEXTS)
def test_every_folded_character_stands_at_its_original_place(text: str) -> None:
    """Each folded character is the one at its mapped offset, or a space for white space."""
    folded = fold(text)
    for index, character in enumerate(folded.text):
        source = text[folded.original(index)]
        assert source == character or (character == " " and source.isspace())


@given(_TEXTS)
def test_offsets_round_trip(text: str) -> None:
    """Mapping a folded offset to the original and back gives the same offset."""
    folded = fold(text)
    for index in range(len(folded.text)):
        assert folded.offset(folded.original(index)) == index
