"""Lengths of time as letters write them: "20 days", "several months", "a year and a half"."""

from __future__ import annotations

_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "couple": 2,
    "several": 3,
    "many": 3,
    "few": 2,
}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
UNITS = tuple(_DAYS)
"""The units of lengths, in the singular."""

LENGTH = (
    r"(?P<count>\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?: of)?[ -]"
    r"(?P<unit>day|week|month|year)s?"
)
"""A length, as groups `count` and `unit`."""


def days_of(count: str, unit: str) -> int:
    """The days of a length, at the least that its words allow: "several months" are 90."""
    number = int(count) if count.isdigit() else _WORDS[count.lower()]
    return number * _DAYS[unit.lower()]
