"""Sex, from a field of the record or from the words that follow the age."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, cast

from assistant.facts.finding import latest, not_documented, otherwise
from assistant.facts.models import Fact
from assistant.facts.prose import Prose
from assistant.text.patterns import expression

Sex = Literal["male", "female"]

_WORDS: dict[str, Sex] = {
    "male": "male",
    "man": "male",
    "gentleman": "male",
    "m": "male",
    "female": "female",
    "woman": "female",
    "lady": "female",
    "f": "female",
}
_SEX = expression(
    r"\b(?:sex|gender):?[ \ufffc]{1,8}(?:(?:\[ ?x ?\]|\( ?x ?\)|[☑☒■●✓✔]|_+x_+) ?)?"
    r"(male|female|m|f)\b"
    r"|\b(?:age ?/ ?sex|sex ?/ ?age)\b[^\n]{0,12}?\b(male|female|m|f)\b"
    r"|(?:\bolds?\b|\by/o|\by\.o\.|\byo\b|\byrs? old|\baged? \d{2}),?[ -][^.\n]{0,60}?\b"
    r"(male|female|gentleman|lady|man|woman)\b"
    r"|\b(?:injured worker|patient|applicant|claimant|employee) is an? [^.\n]{0,40}?\b"
    r"(male|female|gentleman|lady|man|woman)\b"
    r"|\b(male|female|man|woman|gentleman|lady) (?:injured worker|patient|applicant|claimant)\b"
    r"|(?:(?<=[:.;\n] )|(?<=\n)|(?<= a )|^)\d{2}[ ]?(?:y/?o[ ]?)?(?-i:([MF]))(?=[ ,;.]|$)",
    re.IGNORECASE,
)
_TITLE = expression(r"\b(?:(?P<male>Mr)|(?P<female>Mrs|Ms|Miss))\.? [A-Z]")
_PRONOUN = expression(
    r"\b(?:(?P<male>he|his|him|himself)|(?P<female>she|her|hers|herself))\b", re.IGNORECASE
)
_LEAST = 2
"""Pronouns without one of the other sex from which on they tell the worker's."""


class ToldSex(NamedTuple):
    """A sex that records tell: by a field or a noun, a title or a pronoun; and how many times."""

    how: Literal["said", "title", "pronoun"]
    times: int
    fact: Fact[Sex]


def read_sex(proses: Sequence[Prose]) -> Fact[Sex]:
    """The sex of the injured worker, as `settled_sex` chooses among `sexes_of`."""
    return settled_sex(sexes_of(proses))


def settled_sex(told: Sequence[ToldSex]) -> Fact[Sex]:
    """The sex that the latest dated record gives.

    Where none gives it, titles tell it ("Ms. Lee"), else pronouns, if all of all records agree: one
    of the other sex may be the worker's or somebody else's, and then the records do not say it.
    """
    found = [one.fact for one in told if one.how == "said"]
    if found:
        best = latest(found)
        return best.model_copy(update={"against": otherwise(found, best)})
    for how, least in (("title", 1), ("pronoun", _LEAST)):
        own = [one for one in told if one.how == how]
        if len({one.fact.value for one in own}) == 1 and sum(one.times for one in own) >= least:
            return own[0].fact
    return not_documented()


def sexes_of(proses: Sequence[Prose]) -> tuple[ToldSex, ...]:
    """What each record says of the sex; titles and pronouns only where none of them says it."""
    found: list[ToldSex] = []
    for prose in proses:
        match = _SEX.search(prose.text)
        if match is not None:
            place = match.span(match.lastindex or 0)
            value = _WORDS[prose.text[slice(*place)].lower()]
            found.append(ToldSex("said", 1, _fact(prose, place, value)))
    if found:
        return tuple(found)
    return (*_by_words(proses, _TITLE, "title"), *_by_words(proses, _PRONOUN, "pronoun"))


def _by_words(
    proses: Sequence[Prose], words: re.Pattern[str], how: Literal["title", "pronoun"]
) -> Iterator[ToldSex]:
    """Each sex that `words` in the records tell, at its first place."""
    found = [(prose, match) for prose in proses for match in words.finditer(prose.text)]
    for sex, times in Counter(match.lastgroup for _, match in found).items():
        prose, match = next(one for one in found if one[1].lastgroup == sex)
        yield ToldSex(how, times, _fact(prose, match.span(), cast(Sex, sex)))


def _fact(prose: Prose, place: tuple[int, int], value: Sex) -> Fact[Sex]:
    source = prose.source(*place)
    return Fact(status="documented", value=value, source=source, on=source.written)
