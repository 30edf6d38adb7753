"""Sex, from a field of the record or from the words that follow the age."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.facts.finding import latest, otherwise
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
    r"|\b(male|female|man|woman|gentleman|lady) (?:injured worker|patient|applicant|claimant)\b",
    re.IGNORECASE,
)


def read_sex(proses: Sequence[Prose]) -> Fact[Sex]:
    """The sex that the latest dated record gives; pronouns are no evidence."""
    found: list[Fact[Sex]] = []
    for prose in proses:
        match = _SEX.search(prose.text)
        if match is not None:
            place = match.span(match.lastindex or 0)
            source = prose.source(*place)
            value = _WORDS[prose.text[slice(*place)].lower()]
            found.append(Fact(status="documented", value=value, source=source, on=source.written))
    best = latest(found)
    return best.model_copy(update={"against": otherwise(found, best)})
