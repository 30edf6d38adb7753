"""Amounts that a summary says were asked for, refused or allowed."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.claims.prose import Passage
from assistant.quantities import Amount
from assistant.text.patterns import expression, kinds_of_phrases

_ASKED_BEFORE = kinds_of_phrases(
    asked=(
        "requests?", "requested", "requesting", "ask(?:s|ed|ing)? for", "sought", "seeks?",
        "seeking", "want(?:s|ed)", "prescribed", "ordered", "proposed",
    ),
    allowed=("allowed", "authori[sz]ed", "approved", "certified", "modified"),
)  # fmt: skip
_ASKED_BEHIND = expression(
    r"[^.,;\d]{0,40}?\b(?=[iawb])(?:(?:is|are|was|were|been|being) (?:\w+ly )?)"
    r"(?:requested|sought|asked for|denied|refused|non-certified|not certified|proposed)\b",
    re.IGNORECASE,
)
_OTHER = expression(
    r"\b(?:completed|attended|received|underwent|had|finished|prior|previous\w*|earlier|after|"
    r"since|for|over|last|past|appeal\w*|initial\w*|first|per|each|every|followed|evaluat\w+|"
    r"within|of age|old|ago|pain|because|due)\b",
    re.IGNORECASE,
)
_CLAUSE = expression(r"[,;.]| and ")
_NEAR = 50


class Said(NamedTuple):
    """Whether an amount is told as asked for or as allowed, and the words that tell of what."""

    role: str
    words: str


def said_of(summary: Passage, amount: Amount) -> Said | None:
    """What the summary says of the amount; None where it is of neither kind."""
    text, (start, end) = summary.text, summary.around(amount.span.start)
    high = min(end, amount.extent.end + _NEAR)
    after = _CLAUSE.split(text[amount.extent.end : high])[0]
    asked = list(_ASKED_BEFORE.finditer(text, start, amount.span.start))
    if asked:
        between = text[asked[-1].end() : amount.span.start]
        if _OTHER.search(between):
            return None
        return Said("allowed" if asked[-1].lastgroup == "allowed" else "asked", between + after)
    near = text[max(start, amount.span.start - _NEAR) : amount.span.start]
    if _ASKED_BEHIND.match(text, amount.extent.end, end) is None or _OTHER.search(near):
        return None
    return Said("asked", _CLAUSE.split(near)[-1] + text[slice(*amount.span)] + after)
