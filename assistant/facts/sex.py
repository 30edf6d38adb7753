"""Sex, from a field of the record or from the words that follow the age."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

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
    r"\b(?:sex|gender):? (male|female|m|f)\b"
    r"|(?:\bolds?\b|\by/o|\by\.o\.|\byo\b|\baged? \d{2}),?[ -][^.\n]{0,60}?\b"
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


def read_sex(proses: Sequence[Prose]) -> Fact[Sex]:
    """The sex that the latest dated record gives.

    Where none gives it, titles tell it ("Ms. Lee"), else pronouns, if all of all records agree: one
    of the other sex may be the worker's or somebody else's, and then the records do not say it.
    """
    found: list[Fact[Sex]] = []
    for prose in proses:
        match = _SEX.search(prose.text)
        if match is not None:
            place = match.span(match.lastindex or 0)
            source = prose.source(*place)
            value = _WORDS[prose.text[slice(*place)].lower()]
            found.append(Fact(status="documented", value=value, source=source, on=source.written))
    if not found:
        return _agreed(proses, _TITLE, 1) or _agreed(proses, _PRONOUN, _LEAST) or not_documented()
    best = latest(found)
    return best.model_copy(update={"against": otherwise(found, best)})


def _agreed(proses: Sequence[Prose], words: re.Pattern[str], least: int) -> Fact[Sex] | None:
    """The sex that all of `words` in the records tell; None where they differ or are too few."""
    found = [(prose, match) for prose in proses for match in words.finditer(prose.text)]
    told = {match.lastgroup for _, match in found}
    if len(found) < least or len(told) != 1:
        return None
    prose, match = found[0]
    source = prose.source(*match.span())
    sex = cast(Sex, match.lastgroup)
    return Fact(status="documented", value=sex, source=source, on=source.written)
