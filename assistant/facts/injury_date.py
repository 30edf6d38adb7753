"""The date of injury that the records give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from assistant.facts.finding import not_documented, otherwise
from assistant.facts.models import Fact
from assistant.facts.prose import Prose
from assistant.letters.dates import PATTERN, read_date
from assistant.text.patterns import expression

_INJURY = expression(
    r"(?:\b(?:date of (?:industrial |original |the )?(?:injury|loss|accident)|DO[IL]|injury date)\b"
    r"|\binjur(?:y|ies|ed|ing)\b|\b(?:occupational|industrial|work(?:ers['’]?)?[- ]related|"
    r"work(?:ers['’]?)? compensation) (?:claim|accident|incident|strain)\b)"
    r"(?:(?!\b(?:visit|seen|exam|treated|report|request|review)\w{0,6}\b)[^.\n]){0,90}?"
    rf"({PATTERN})",
    re.IGNORECASE,
)
_ON_DATE_INJURED = expression(
    rf"\b(?:on|of) ({PATTERN}),? [^.\n]{{0,60}}?\b(?:was injured|sustained|suffered|injured)\b",
    re.IGNORECASE,
)


def read_injury_date(proses: Sequence[Prose]) -> Fact[date]:
    """The date most records give; of equals, the first read; places of other dates are kept."""
    found: list[Fact[date]] = []
    for prose in proses:
        for pattern in (_INJURY, _ON_DATE_INJURED):
            match = pattern.search(prose.text)
            day = read_date(match.group(1)) if match else None
            if match is not None and day is not None:
                source = prose.source(*match.span(1))
                found.append(Fact(status="documented", value=day, source=source, on=day))
                break
    if not found:
        return not_documented()
    votes = Counter(fact.value for fact in found)
    best = max(found, key=lambda fact: votes[fact.value])
    return best.model_copy(update={"against": otherwise(found, best)})
