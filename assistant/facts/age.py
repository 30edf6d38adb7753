"""Age in years, as the latest dated record gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.finding import latest
from assistant.facts.models import Fact
from assistant.facts.prose import Prose
from assistant.text.patterns import expression

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELT = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|(?:six|seven|eight|nine)teen"
_AGE = expression(
    rf"(?<![\d./-])(\d{{1,3}}|\b(?:{_SPELT}))(?:\s{{0,2}}-?\s{{0,2}}(?:years?"
    rf"|yrs?)\.?\s{{0,2}}-?\s{{0,2}}olds?\b"
    r"|\s?(?:y/o\b|y\.o\.|yo\b|yom\b|yof\b))"
    r"(?! (?:injury|claim|son|daughter|mother|father|wife|husband|child))"
    r"|\b(?:aged?|age is|age of):? (\d{1,3})\b(?!\s?(?:%|percent|mg|days|weeks|months))"
    r"|\b(\d{2}) years of age\b"
    r"|\bage ?/ ?sex ?:? ?(\d{2})(?= ?/)"
    r"|\b(?:s?he|(?:patient|worker|applicant|claimant|examinee) (?:is|was)) (?:is |was )?"
    r"(?:now |currently )?(\d{2})(?=[.,;]| and\b)"
    r"|(?:(?<=[:.;\n] )|(?<=\n)|(?<= a )|^)(\d{2})[ ]?(?-i:[MF])(?=[ ,;.]|$)",
    re.IGNORECASE,
)
_BARE = expression(r"[A-Za-z]+ (?:is|was)\b(?!.*\b(?:age|years?)\b)", re.IGNORECASE)
"""The words of an age like "she is 61"."""
_TEENS = {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}
_YOUNGEST, _OLDEST = 14, 99


def read_age(proses: Sequence[Prose]) -> Fact[int]:
    """The age of the injured worker, as `settled_age` chooses among `ages_of`."""
    return settled_age(ages_of(proses))


def settled_age(found: Sequence[Fact[int]]) -> Fact[int]:
    """The age of the latest record; a number that nothing calls years only where no record does."""
    called = [one for one in found if one.source and not _BARE.match(one.source.quote)]
    return latest(called or found)


def ages_of(proses: Sequence[Prose]) -> tuple[Fact[int], ...]:
    """The age that each record gives; ages outside a working life are not read."""
    found: list[Fact[int]] = []
    for prose in proses:
        for match in _AGE.finditer(prose.text):
            years = _years(next(filter(None, match.groups())))
            if _YOUNGEST <= years <= _OLDEST:
                source = prose.source(*match.span())
                found.append(
                    Fact(status="documented", value=years, source=source, on=source.written)
                )
                break
    return tuple(found)


def _years(words: str) -> int:
    """The number that figures or words tell: "52", "fifty-two", "nineteen"."""
    if words.isdigit():
        return int(words)
    tens, _, ones = re.sub(r"[- ]", " ", words.lower()).partition(" ")
    if tens.endswith("teen"):
        return _TEENS[tens]
    return (_TENS.index(tens) + 2) * 10 + (_ONES.index(ones) + 1 if ones else 0)
