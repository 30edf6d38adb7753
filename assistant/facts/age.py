"""Age in years, as the latest dated record gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.finding import latest
from assistant.facts.models import Fact
from assistant.facts.prose import Prose
from assistant.text.patterns import expression

_AGE = expression(
    r"(?<![\d./-])(\d{1,3})(?:\s{0,2}-?\s{0,2}(?:years?|yrs?)\.?\s{0,2}-?\s{0,2}olds?\b"
    r"|\s?(?:y/o\b|y\.o\.|yo\b))(?! (?:injury|claim|son|daughter|mother|father|wife|husband|child))"
    r"|\b(?:aged?|age is|age of):? (\d{1,3})\b(?!\s?(?:%|percent|mg|days|weeks|months))",
    re.IGNORECASE,
)
_YOUNGEST, _OLDEST = 14, 99


def read_age(proses: Sequence[Prose]) -> Fact[int]:
    """The age of the injured worker; ages outside a working life are not read."""
    found: list[Fact[int]] = []
    for prose in proses:
        for match in _AGE.finditer(prose.text):
            years = int(match.group(1) or match.group(2))
            if _YOUNGEST <= years <= _OLDEST:
                source = prose.source(*match.span())
                found.append(
                    Fact(status="documented", value=years, source=source, on=source.written)
                )
                break
    return latest(found)
