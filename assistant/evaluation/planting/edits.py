"""What a planted error is, and the places of a letter where one can be planted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.letters.models import Issue, Letter
from assistant.text import Span

_SENTENCE_END = re.compile(r"[.!?][\"')]?\s+(?=[A-Z\"'(])")


@dataclass(frozen=True, slots=True)
class Edit:
    """`span` of a letter's text is to become `words`; `issue` is the item that it spoils.

    `issue` is None where the error is not one item's.
    """

    span: Span
    words: str
    issue: int | None

    def applied(self, text: str) -> str:
        """`text` with the error in it."""
        return text[: self.span.start] + self.words + text[self.span.end :]


Planter = Callable[[Letter], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """One kind of error that a careful reader would flag.

    family  the family of checks that should catch it
    plant   the edits that put one such error into a letter, in order of their place
    """

    name: str
    family: str
    plant: Planter


def sentences(letter: Letter, span: Span) -> Iterator[Span]:
    """The sentences inside `span`, roughly: good enough to choose a place for an error."""
    text = letter.document.text[span.start : span.end]
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield Span(span.start + start, span.start + match.start() + 1)
        start = match.end()
    end = len(text.rstrip())
    if end > start:
        yield Span(span.start + start, span.start + end)


_CLOSES = re.compile(r"medical(?:ly)?\s+necess|medical\s+necessity|certified", re.IGNORECASE)


def closing(letter: Letter, issue: Issue) -> Span | None:
    """The last sentence of the rationale that states the conclusion; None where none does."""
    if issue.rationale is None:
        return None
    stated = [
        span
        for span in sentences(letter, issue.rationale.span)
        if _CLOSES.search(letter.document.slice(span))
    ]
    return stated[-1] if stated else None


def matches(letter: Letter, span: Span | None, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Each match of `pattern` inside `span`; none where the letter has no such part."""
    if span is not None:
        yield from pattern.finditer(letter.document.text, span.start, span.end)


def capitalised_like(model: str, words: str) -> str:
    """`words` with the capitals that `model` has: all, first, or none."""
    if model.isupper() and len(model) > 1:
        return words.upper()
    return words[:1].upper() + words[1:] if model[:1].isupper() else words
