"""The words with which a sentence tells how far one number lies from another."""

from __future__ import annotations

import re

from assistant.checks.bare_numbers import NUMBER_WORDS, number_of
from assistant.text import stems
from assistant.text.patterns import expression

SHARES = {
    "twice": 2, "double": 2, "three times": 3, "four times": 4, "half": 1 / 2, "a half": 1 / 2,
    "one half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3,
    "a quarter": 1 / 4, "one quarter": 1 / 4, "three quarters": 3 / 4,
}  # fmt: skip
_WORDS = "|".join(word for word in NUMBER_WORDS if word != "zero")
DISTANCE = expression(
    r"[iIaAwWbBmMoO,](?:(?<=,)|(?<!\w.)(?i:(?<=i)s|(?<=a)(?:re|nd)|(?<=w)(?:as|ere)|(?<=b)e|"
    r"(?<=m)akes?|(?<=o)r)) (?i:(?:or |and |thus |still |just |only |exactly |fully )?"
    rf"(?P<by>\d{{1,3}}|{_WORDS})"
    r"(?: (?P<unit>visit|session|treatment|day|week|month)s?)? "
    r"(?:(?P<more>more than|beyond|above|over|past)|(?P<less>fewer than|less than|short of|below|"
    r"under)) (?P<right>[^.,;]{2,60})"
    rf"|(?:just |only |exactly |about )?"
    rf"(?P<share>{'|'.join(sorted(SHARES, key=len, reverse=True))})(?: of)? "
    r"(?P<whole>[^.,;]{2,60}))"
)
"""From the verb, or the comma, in front of the number: letters have few words that begin so."""
POINTING = expression(
    r"(?:what |the |this|that|it\b|its |these|those|both)"
    r"(?![^.,;]{0,40}\b(?:ago|pain|dose|score)\b)",
    re.IGNORECASE,
)
LED = expression(r"(?:(?:the|an?|of|its|limit|maximum|total) ){0,4}", re.IGNORECASE)
STEMS = stems(
    "more ", "beyond ", "above ", "over ", "past ", "fewer ", "less ", "short ", "below ", "under ",
    "twice ", "double ", "times ", "half ", "third ", "thirds ", "quarter ", "quarters ",
)  # fmt: skip
UNITS = {"visit": "visits", "session": "visits", "treatment": "visits"}


def value_of(word: str, *, share: bool) -> float:
    """The number, or the share, that `word` stands for."""
    return SHARES[word.lower()] if share else number_of(word)
