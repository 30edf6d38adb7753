"""Where one disputed item stands in a letter, before its words are read."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.letters.models import Outcome
from assistant.letters.page import trimmed
from assistant.text import Span


class ItemPlace(NamedTuple):
    """The parts of one item; None where the letter has none.

    `administrator` and `reviewer` are the guideline lines, `rationale` the reviewer's reasons.
    """

    title: Span
    outcome: Outcome | None = None
    outcome_span: Span | None = None
    administrator: Span | None = None
    reviewer: Span | None = None
    rationale: Span | None = None


VERDICT = re.compile(
    r"\b(?:(?P<partly>partial(?:ly)?|partly|in\s{1,9}part)\s{1,20})?"
    r"(?P<not>not?\s{0,20}|non[ -]?)?medically\s{0,20}necessary"
    r"(?:\s{0,20}(?:and|or|&)\s{0,20}appropriate)?",
    re.IGNORECASE,
)
"""A statement of necessity; the spaces are missing in some letters ("is notmedically necessary")."""

_SENTENCE_END = re.compile(r"[.!?][\"')]{0,2}\s")
_NEGATION = re.compile(
    r"\b(?:not|cannot|no|nor|neither|never|fails?\s{1,9}to|lacks?|without)\b|n't\b", re.IGNORECASE
)


def closing_outcome(text: str, span: Span) -> tuple[Outcome, Span] | None:
    """The outcome that the last statement of necessity in `span` gives, with its place."""
    last = None
    for match in VERDICT.finditer(text, span.start, span.end):
        last = match
    if last is None:
        return None
    if last["partly"]:
        return "partially_overturned", Span(*last.span())
    before = text[max(span.start, last.start() - 80) : last.start()]
    sentence = _SENTENCE_END.split(before)[-1]
    denied = bool(last["not"]) or bool(_NEGATION.search(sentence))
    return ("upheld" if denied else "overturned"), Span(*last.span())


def filled(text: str, start: int, end: int) -> Span | None:
    """`[start, end)` trimmed, or None where only white space and mark-up stands there."""
    span = trimmed(text, start, end)
    return span if any(char.isalnum() for char in text[span.start : span.end]) else None
