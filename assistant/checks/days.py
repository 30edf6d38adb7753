"""The dates of a letter's prose, read once for all checks that measure by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from assistant.text.patterns import expression

if TYPE_CHECKING:
    from assistant.claims import LetterClaims
    from assistant.claims.prose import Passage
    from assistant.text import Span

_NOT_A_DATE = expression(r"\s?(?:%|mg\b|mcg\b|ml\b|gm?\b)", re.IGNORECASE)
"""What follows the strengths of a compound, which look like a date."""


class Day(NamedTuple):
    """A date of the summary (`issue` None) or of a rationale; `day` None where no calendar has it.

    `start` and `end` are offsets into the passage's folded text.
    """

    issue: int | None
    passage: Passage
    start: int
    end: int
    day: date | None

    @property
    def text(self) -> str:
        """The date as it is written."""
        return self.passage.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The place in the letter."""
        return self.passage.span(self.start, self.end)

    @property
    def before(self) -> str:
        """The words of its sentence before it."""
        return self.passage.text[self.passage.around(self.start)[0] : self.start]

    @property
    def after(self) -> str:
        """The words of its sentence after it."""
        return self.passage.text[self.end : self.passage.around(self.start)[1]]


def read_days(claims: LetterClaims) -> tuple[Day, ...]:
    """Every date of the summary and of the rationales, in order."""
    return tuple(_days(claims))


def _days(claims: LetterClaims) -> Iterator[Day]:
    for issue, passage in claims.passages:
        for one in passage.dates:
            if one.day is None and _NOT_A_DATE.match(passage.text, one.end):
                continue
            yield Day(issue, passage, *one)
