"""Where one disputed item stands in a letter, before its words are read."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.letters.models import Outcome
from assistant.letters.page import trimmed
from assistant.text import Span
from assistant.text.patterns import expression


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


VERDICT = expression(
    r"\b(?:(?P<partly>partial(?:ly)?|partly|in\s{1,9}part)\s{1,20})?"
    r"(?P<not>not?\s{0,20}|non[ -]?)?medically\s{0,20}necessary"
    r"(?:\s{0,20}(?:and|or|&)\s{0,20}appropriate)?",
    re.IGNORECASE,
)
"""A statement of necessity; some letters lack the spaces ("is notmedically necessary")."""

_SENTENCE_END = expression(r"[.!?][\"')]{0,2}\s")
_DENIED = expression(
    r"(?:\b(?:not|cannot|no|nor|neither|never)\b|n't\b)"
    r"(?:,?\s{1,9}(?!(?:is|are|was|were)\b)[\w'-]{1,20}){0,6},?\s{0,9}$",
    re.IGNORECASE,
)
"""A negation of the statement itself: nothing but its own words between the two."""
_NOT_SHOWN = expression(
    r"(?:\b(?:not|cannot|no|unable\s{1,9}to|fails?\s{1,9}to|failed\s{1,9}to)\b|n't\b)(?:\s{1,9}\w{1,20}){0,3}\s{1,9}"
    r"(?:establish|show|support|demonstrat|document|prove|indicat|conclud|find|found|believ|agree)\w{0,4}"
    r"\s{1,9}(?:that|the|this|these|those|any|an?|why|how|whether)\b",
    re.IGNORECASE,
)
"""Necessity that is said not to be shown: "the record does not establish that X is necessary"."""


def closing_outcome(text: str, span: Span) -> tuple[Outcome, Span] | None:
    """The outcome that the last statement of necessity in `span` gives, with its place."""
    last = None
    for match in VERDICT.finditer(text, span.start, span.end):
        last = match
    if last is None:
        return None
    if last["partly"]:
        return "partially_overturned", Span(*last.span())
    before = text[max(span.start, last.start() - 200) : last.start()]
    sentence = _SENTENCE_END.split(before)[-1]
    denied = bool(last["not"] or _DENIED.search(sentence) or _NOT_SHOWN.search(sentence))
    return ("upheld" if denied else "overturned"), Span(*last.span())


def filled(text: str, start: int, end: int) -> Span | None:
    """`[start, end)` trimmed, or None where only white space and mark-up stands there."""
    span = trimmed(text, start, end)
    return span if any(char.isalnum() for char in text[span.start : span.end]) else None
