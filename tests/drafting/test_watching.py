"""The sentences of an answer that comes in pieces."""

from __future__ import annotations

import json

import pytest

from assistant.drafting.placeholders import Placeholders
from assistant.drafting.watching import Sentences
from tests.drafting.answers import said

TOLD = [
    said(0, 'She said "better", and\nwent on: \\ 6/10 \u00fc.', 'a "text": quoted'),
    said(12, "The record of [PERSON-1] names 6 visits."),
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_sentences_come_out_however_the_answer_is_cut(size: int) -> None:
    """Each with its item, escapes read, placeholders restored; nothing else of the answer."""
    answer = json.dumps({"statements": TOLD}, indent=1)
    names = Placeholders(["Patient: Maria Example\n"])
    sentences = Sentences(names)
    heard: dict[int, str] = {}
    for at in range(0, len(answer), size):
        for item, words in sentences.add(answer[at : at + size]):
            heard[item] = heard.get(item, "") + words
    assert heard == {one["item"]: names.restore(one["text"]) + " " for one in TOLD}


@pytest.mark.parametrize("answer", ["", "I cannot.", '{"statements": [', "[[[", '"\\u12'])
def test_what_is_no_answer_has_no_sentences(answer: str) -> None:
    """Nothing is shown, and nothing fails: the whole answer is judged elsewhere."""
    assert list(Sentences(Placeholders()).add(answer)) == []


def test_a_next_round_begins_anew() -> None:
    """An answer that was cut off leaves nothing behind."""
    sentences = Sentences(Placeholders())
    assert list(sentences.add('{"statements": [{"item": 1, "text": "Half')) != []
    sentences.again()
    heard = list(sentences.add(json.dumps({"statements": [said(0, "Whole.")]})))
    assert "".join(words for _, words in heard) == "Whole. "
    assert {item for item, _ in heard} == {0}
