"""What a letter tells of the worker: age and sex, read once for all checks that measure by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.text import Span, spotted_phrases
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from assistant.claims import LetterClaims
    from assistant.claims.prose import Passage

Sex = Literal["male", "female"]

_RELATIVES = "son|daughter|mother|father|wife|husband|child|boy|girl|brother|sister"
_AGE = expression(
    r"(\d{1,3})(?:\s?-?\s?(?:years?|yrs?)\.?\s?-?\s?old|\s?(?:y/o|y\.o\.|yo))\Z", re.IGNORECASE
)
_SIGNS = ("old", "y/o", "y.o.", "yo")
"""How an age ends; letters have few such words, and many numbers."""
_LONGEST_AGE = 24
_BEHIND_OLD = expression(r"s?\b|(?<=\.)", re.IGNORECASE)
_NOT_OF_WORKER = expression(
    rf" (?:injury|claim|case|problem|study|MRI|{_RELATIVES})", re.IGNORECASE
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
_SEX = spotted_phrases("male", "female", "gentleman", "lady", "man", "woman")
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


def read_ages(claims: LetterClaims) -> tuple[Age, ...]:
    """Each age of the worker in order; those at the time of the injury and of others left out."""
    return tuple(
        Age(issue, passage.span(start, end), years)
        for issue, passage in claims.passages
        for start, end, years in _ages(passage)
    )


def _ages(passage: Passage) -> Iterator[tuple[int, int, int]]:
    text = passage.text
    for sign_end in _sign_ends(passage.lowered):
        match = _AGE.search(text, max(sign_end - _LONGEST_AGE, 0), sign_end)
        behind = _BEHIND_OLD.match(text, sign_end)
        if match is None or behind is None or (behind.group() and text[sign_end - 1] in ".oO"):
            continue
        start, end = match.start(), behind.end()
        if (start and text[start - 1] in _IN_A_NUMBER) or _NOT_OF_WORKER.match(text, end):
            continue
        if _OF_OTHERS.search(text, max(start - 12, 0), start):
            continue
        if _EARLIER.search(text, max(start - 20, 0), min(end + 60, len(text))):
            continue
        yield start, end, int(match.group(1))


def _sign_ends(lowered: str) -> list[int]:
    ends = []
    for sign in _SIGNS:
        at = lowered.find(sign)
        while at != -1:
            ends.append(at + len(sign))
            at = lowered.find(sign, at + 1)
    return sorted(ends)


def read_sexes(claims: LetterClaims) -> tuple[ToldSex, ...]:
    """Each word that gives the worker's sex, in order."""
    return tuple(_sexes(claims))


def _sexes(claims: LetterClaims) -> Iterator[ToldSex]:
    for issue, passage in claims.passages:
        for match in _SEX.matches(passage.words):
            text, start, end = passage.text, *match.span()
            sex = _SEXES[match.group().lower()]
            of_worker = match.group().lower() in ("male", "female") and _AFTER_SEX.match(text, end)
            if of_worker or _BEFORE_SEX.search(text, max(start - _REACH, 0), start):
                yield ToldSex(issue, passage.span(start, end), sex)
