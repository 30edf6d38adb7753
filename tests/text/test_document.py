"""Lines, columns and pages of a document."""

from __future__ import annotations

import pytest

from assistant.text import Span, from_text


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (5, (3, 1)), (6, (3, 2))]
)
def test_lines_and_columns_count_from_one(offset: int, place: tuple[int, int]) -> None:
    """The first character stands at line 1, column 1; a line break belongs to its line."""
    assert from_text("ab\nc\nde").line_column(offset) == place


def test_form_feeds_part_the_pages() -> None:
    """The character after a form feed stands on the next page."""
    document = from_text("one\ftwo\fthree")
    assert [document.page(offset) for offset in (0, 3, 4, 8)] == [1, 1, 2, 3]


def test_a_line_is_given_without_its_break() -> None:
    """Line text has neither carriage return nor line feed."""
    assert from_text("a\r\nb\n").line_text(1) == "a"


def test_a_span_slices_to_its_text() -> None:
    """Slicing by a span gives the characters it covers."""
    assert from_text("abcdef").slice(Span(2, 4)) == "cd"
