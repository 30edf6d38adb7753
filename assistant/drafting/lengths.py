"""How long a drug has been taken, as a sentence of the records tells it."""

from __future__ import annotations

import re
from datetime import date

from assistant.case_file import CaseFile
from assistant.drafting.documented import generics, proses_of, quotation
from assistant.facts import Source
from assistant.facts.prose import Prose
from assistant.terms import Service
from assistant.text.patterns import expression

SHORT_TERM: frozenset[Service] = frozenset({"muscle_relaxant", "benzodiazepine"})
"""Services whose number of weeks bounds the whole use, not one phase of it."""

_LONG = expression(
    r"\bsince (?:at least )?(?:(?P<month>\d{1,2})/(?:\d{1,2}/)?|(?P<name>(?:Jan|Feb|Mar|Apr|May|Jun"
    r"|Jul|Aug|Sep|Oct|Nov|Dec))[a-z]*,? |(?:the )?(?:\w+ (?:of )?)?)?"
    r"(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?:for|over|x) (?:at least |over |more than |about |the past |the last )?"
    r"(?P<many>\d{1,3}|several|many) (?P<unit>weeks|months|years)\b"
    r"|\b(?P<chronic>long[- ]term|chronically|chronic use|for years|for months)\b",
    re.IGNORECASE,
)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"


def told_length(
    case: CaseFile, asked: frozenset[str], most: float, today: date | None
) -> Source | None:
    """A sentence on the drug that gives a length of use beyond `most` days."""
    for prose in proses_of(case):
        for found in _LONG.finditer(prose.text):
            start, end = prose.sentence(found.start())
            if asked & generics(prose.text[start:end]) and _beyond(found, prose, most, today):
                return quotation(prose, start, end, found.start(), found.end())
    return None


def _beyond(found: re.Match[str], prose: Prose, most: float, today: date | None) -> bool:
    if found["chronic"]:
        return True
    if found["unit"]:
        many = float(found["many"]) if found["many"].isdigit() else 3.0
        return many * {"weeks": 7.0, "months": 30.44, "years": 365.25}[found["unit"].lower()] > most
    until = prose.part.written or today
    named = _MONTHS.find((found["name"] or "").lower()) // 3 + 1 if found["name"] else 12
    month = int(found["month"] or named)
    if until is None or not 1 <= month <= 12:
        return False
    return (until - date(int(found["year"]), month, 28)).days > most
