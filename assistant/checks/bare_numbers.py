"""The numbers of a sentence, with or without what they count: "the 12 asked for", "14 in all"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.quantities.lexicon import WORDS
from assistant.text.patterns import expression

NUMBER_WORDS = {word: value for word, (kind, value) in WORDS.items() if kind == "num"}
"""The number words and what they stand for."""

_UNITS = {
    "visits": r"visits?|sessions?|treatments?",
    "days": "days?",
    "weeks": "weeks?",
    "months": "months?",
    "hours": "hours?",
    "mg": "mg|milligrams?",
    "injections": "injections?",
}
_UNIT = "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS.items())
_NUMBER = expression(
    rf"(?<![\w.,/#$-])(?P<number>\d{{1,4}}(?:\.\d{{1,2}})?"
    rf"|{'|'.join(word for word in NUMBER_WORDS if word not in ('one', 'zero'))})"
    rf"(?![\w/%:]|[.,-]\d)(?:[ -](?:{_UNIT})\b)?",
    re.IGNORECASE,
)
"""Years, dates, shares, scores, levels and strengths such as "10/325" are none."""


class Number(NamedTuple):
    """A number, its unit where one follows, and its place in the text that was read."""

    value: float
    unit: str | None
    start: int
    end: int


def bare_numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """The numbers of `text[start:end]`, in order; "one" is a pronoun too often to be among them."""
    for match in _NUMBER.finditer(text, start, end):
        yield _number(match)


def bare_number_at(text: str, start: int, end: int) -> Number | None:
    """The number that begins at `start`."""
    match = _NUMBER.match(text, start, end)
    return _number(match) if match else None


def number_of(written: str) -> float:
    """The number that digits or a word stand for, in small letters or capitals."""
    return float(written) if written[0].isdigit() else float(str(NUMBER_WORDS[written.lower()]))


def _number(match: re.Match[str]) -> Number:
    unit = match.lastgroup if match.lastgroup in _UNITS else None
    return Number(number_of(match["number"]), unit, *match.span())
