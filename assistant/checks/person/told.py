"""Who the letter says the worker is: ages and sexes as its prose gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistant.checks.prose import matches
from assistant.checks.rule import Context
from assistant.text import Span
from assistant.text.patterns import expression, phrases

Sex = Literal["male", "female"]

_RELATIVES = "son|daughter|mother|father|wife|husband|child|boy|girl|brother|sister"
_AGE = expression(
    r"\d{1,3}"
    r"(?:\s?-?\s?(?:years?|yrs?)\.?\s?-?\s?olds?\b|\s?(?:y/o\b|y\.o\.|yo\b))"
    rf"(?! (?:injury|claim|case|problem|study|MRI|{_RELATIVES}))",
    re.IGNORECASE,
)
_IN_A_NUMBER = frozenset("0123456789./#-")
_OF_OTHERS = expression(
    r"(?:over|under|above|below|than|least|patients?|adults|aged?|ages|to|and|or|[<>≥≤])\s?$",
    re.IGNORECASE,
)
_EARLIER = expression(
    r"at the time|when (?:he|she|the|injured)|at (?:his|her) injury|then a\b|was an? $",
    re.IGNORECASE,
)
_SEX = phrases("male", "female", "gentleman", "lady", "man", "woman")
_BEFORE_SEX = expression(
    r"(?:\bolds?,?[ -](?:[\w-]{1,20} ){0,3}|\b(?:y/o|y\.o\.|yo),? "
    r"|\b(?:patient|worker|applicant|claimant|employee) is an? )$",
    re.IGNORECASE,
)
_AFTER_SEX = expression(
    r",? (?:injured worker|patient|applicant|claimant|employee)\b", re.IGNORECASE
)
_REACH = 80
_SEXES: dict[str, Sex] = {
    "male": "male",
    "man": "male",
    "gentleman": "male",
    "female": "female",
    "woman": "female",
    "lady": "female",
}


class Age(NamedTuple):
    """An age that the letter gives the worker at present, in years, and where."""

    issue: int | None
    span: Span
    years: int


class ToldSex(NamedTuple):
    """A word for the worker's sex, and where."""

    issue: int | None
    span: Span
    sex: Sex


def ages(context: Context) -> Iterator[Age]:
    """Each age of the worker in order; those at the time of the injury and of others left out."""
    for issue, passage, match in matches(context, _AGE, "old", "y/o", "yo ", "y.o."):
        text, start, end = passage.text, *match.span()
        if text[start - 1 : start] in _IN_A_NUMBER and start:
            continue
        if _OF_OTHERS.search(text, max(start - 12, 0), start):
            continue
        if _EARLIER.search(text, max(start - 20, 0), min(end + 60, len(text))):
            continue
        digits = re.match(r"\d+", match.group())
        if digits:
            yield Age(issue, passage.span(start, end), int(digits.group()))


def sexes(context: Context) -> Iterator[ToldSex]:
    """Each word that gives the worker's sex, in order."""
    for issue, passage, match in matches(context, _SEX, "male", "man", "lady"):
        text, start, end = passage.text, *match.span()
        sex = _SEXES[match.group().lower()]
        of_worker = match.group().lower() in ("male", "female") and _AFTER_SEX.match(text, end)
        if of_worker or _BEFORE_SEX.search(text, max(start - _REACH, 0), start):
            yield ToldSex(issue, passage.span(start, end), sex)
