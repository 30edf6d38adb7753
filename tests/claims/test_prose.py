"""Passages in sentences."""

from __future__ import annotations

import time

import pytest

from assistant.claims.prose import read_passage
from assistant.text import Span, from_text


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    passage = read_passage(from_text(text), Span(0, len(text)))
    return [passage.sentence(index) for index in range(len(passage.starts))]


def test_a_sentence_ends_before_a_capital_and_not_at_an_abbreviation() -> None:
    """A full stop ends a sentence, one of an abbreviation does not."""
    assert sentences("Seen by Dr. Roe. It helped, e.g. at work. The end.") == [
        "Seen by Dr. Roe.",
        "It helped, e.g. at work.",
        "The end.",
    ]


@pytest.mark.parametrize("piece", ["exceeds ", "medically necessary ", "x", "the request is "])
def test_a_sentence_without_end_is_read_in_parts(piece: str) -> None:
    """No part is longer than a sentence may be, none is lost, and it takes no time."""
    text = (piece * 100_000)[:100_000].strip()
    begin = time.process_time()
    parts = sentences(text)
    assert time.process_time() - begin < 1
    assert max(map(len, parts)) <= 2500
    assert "".join("".join(parts).split()) == "".join(text.split())
