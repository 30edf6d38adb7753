"""Calendar dates as letters write them: 10-11-2016, 10/11/16, October 11, 2016, 2016-10-11.

Two-digit years up to 39 are of this century: an injury of 1940 is no longer in dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from assistant.text import Span, spotted, words_of
from assistant.text.patterns import expression

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH_NAMES = frozenset(
    ("january february march april june july august september october november december sept "
     + " ".join(_MONTHS)).split()
)  # fmt: skip

_MONTH = (
    r"(?=[jfmasond])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTH_REST = (
    r"(?:(?<=j)(?:an(?:uary)?|une?|uly?)|(?<=f)eb(?:ruary)?|(?<=m)(?:ar(?:ch)?|ay)|"
    r"(?<=a)(?:pr(?:il)?|ug(?:ust)?)|(?<=s)ept?(?:ember)?|(?<=o)ct(?:ober)?|(?<=n)ov(?:ember)?|"
    r"(?<=d)ec(?:ember)?)\b\.?"
)

_REST = (
    r"\d?[ ]?(?:[/.](?:[ \r\n]{0,3}\d{1,2}[ ]?)[/.]|-[ \r\n]{0,3}\d{1,2}[ ]?-)"
    r"[ \r\n]{0,3}(?:\d{4}|\d{2})(?![\d/]|-\d)"
    r"|\d{3}-\d{1,2}-\d{1,2}(?![\w/-])"
    rf"|\d?(?:st|nd|rd|th)?\s{{1,3}}(?:of\s{{1,3}})?{_MONTH},?\s{{1,3}}\d{{4}}(?!\d)"
)
"""A date that begins with a digit, behind that digit."""

_DAY_BEHIND_MONTH = (
    rf"{_MONTH_REST}\s{{0,3}}\d{{1,2}}(?:st|nd|rd|th)?\s{{0,3}},?\s{{1,3}}\d{{4}}(?!\d)"
)
"""A date that begins with the name of its month, behind the first letter."""

PATTERN = (
    rf"[0-9JFMASONDjfmasond](?<![\w/.-].)(?i:(?<=[0-9])(?:{_REST})|(?<![0-9]){_DAY_BEHIND_MONTH})"
)
"""A date; it has no groups. Its first character is a set, so that a scan for dates stays in C."""

_DATE = expression(PATTERN)
_DIGITS_FIRST = spotted(expression(rf"[0123456789](?<![\w/.-].)(?i:{_REST})"), *"0123456789")
_MONTH_FIRST = spotted(
    expression(rf"[JFMASONDjfmasond](?<![\w/.-].)(?i:{_DAY_BEHIND_MONTH})"),
    "sep",
    *(f"{name} " for name in _MONTH_NAMES),
)
_DAY_AND_YEAR = expression(r"\d(?i:st|nd|rd|th)?\s{0,3},?\s{1,3}\d{4}")
"""What follows the month in a date that begins with its name."""
_NUMBER = expression(r"\d+")
_NAME = expression(r"[a-z]{3}", re.IGNORECASE)


class DatePlace(NamedTuple):
    """Where a date stands, and its day: None where no calendar has it."""

    start: int
    end: int
    day: date | None


class DateFound(NamedTuple):
    """A date and where it stands."""

    day: date
    span: Span


@lru_cache(maxsize=512)  # a letter gives its few dates many times
def read_date(text: str) -> date | None:
    """The date that `text` writes, or None where no calendar has it."""
    numbers = [int(number) for number in _NUMBER.findall(text)]
    name = next(
        (word.lower() for word in _NAME.findall(text) if word.lower() in _MONTHS),
        None,
    )
    if name is not None:
        if len(numbers) != 2:
            return None
        return _day(numbers[1], _MONTHS.index(name) + 1, numbers[0])
    if len(numbers) != 3:
        return None
    if numbers[0] > 31:
        return _day(*numbers)
    return _day(numbers[2], numbers[0], numbers[1])


def _day(year: int, month: int, day: int) -> date | None:
    if year < 100:
        year += 2000 if year < 40 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateFound]:
    """The dates of `text[start:end]`, in order; impossible ones are passed over."""
    for match in _matches(text, start, len(text) if end is None else end):
        day = read_date(match.group())
        if day is not None:
            yield DateFound(day, Span(*match.span()))


@lru_cache(maxsize=16)  # the summary is read for its dates three times, a rationale twice
def date_places(text: str) -> tuple[DatePlace, ...]:
    """The dates of `text`, in order, with the impossible ones."""
    words = words_of(text)
    # few letters name a month of a date
    named = _MONTH_FIRST.search(words)
    found = _DATE.finditer(text) if named else _DIGITS_FIRST.matches(words)
    return tuple(DatePlace(*match.span(), read_date(match.group())) for match in found)


def impossible_dates(text: str, end: int) -> Iterator[Span]:
    """Where `text[:end]` gives a date that no calendar has."""
    for match in _matches(text, 0, end):
        if read_date(match.group()) is None:
            yield Span(*match.span())


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The dates of `text[start:end]`, with the impossible ones."""
    pattern = _DATE if _DAY_AND_YEAR.search(text, start, end) else _DIGITS_FIRST.pattern
    return pattern.finditer(text, start, end)
