"""Complaints, with pain scores from 0 to 10."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import Complaint, Fact, FactStatus
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.terms import body_parts_of
from assistant.text.patterns import expression

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(?:(?:10|\d)(?:\.\d)?|\b(?:{'|'.join(_WORDS)})\b)"
_SCORE = Sought(
    rf"(?<![\d/.-])(?P<low>{_NUMBER})(?:\s?(?:-|–|to)\s?(?P<high>{_NUMBER}))?\s?"
    r"(?:/\s?10|(?:out of|on a scale of)(?: (?:0|1|zero|one)(?: ?-| to))? ?(?:10|ten))(?![\d/])"
    rf"|\b(?:VAS|NRS|pain (?:scale|score|level|rating|intensity)s?)(?: (?:is|was|of|at"
    rf"|today))*[ :=]{{1,2}}"
    rf"(?P<level>{_NUMBER})(?:\s?(?:-|–|to)\s?(?P<top>{_NUMBER}))?(?![\d/.%-])",
    re.IGNORECASE,
)
_PAIN = Sought(
    r"\b(?:pain|ach(?:es?|ing|y)|sore(?:ness)?|numbness|tingling|headaches?|discomfort|VAS|NRS)\b",
    re.IGNORECASE,
)
_REPORTED = Sought(
    r"\b(?:complain(?:s|ed|ts?|ing)|reports?|reported|presents?|presented|subjective|symptoms?"
    r"|experienc\w+|den(?:ies|ied|ying)|continues? to have|rated"
    r"|pain (?:scales?|scores?|levels?|ratings?|intensity)|VAS)\b",
    re.IGNORECASE,
)
_SECTION = Sought(r"complaint|subjective|symptom|\bpain$|\bhpi\b|interval history", re.IGNORECASE)
_GRADED = expression(
    r"\b(?:strength|grip|reflexes|motor|muscle testing|abduction|flexion)\b", re.IGNORECASE
)


_WORST = 10
_RATES = Sought(r"\b(?:rat(?:es?|ed)|scor(?:es?|ed)) (?:it|this|that|them)\b", re.IGNORECASE)
_HOPED = Sought(
    r"\b(?:goals?|targets?|expect\w*|until|should|will|guidelines?|MTUS|ODG|criteria)\b",
    re.IGNORECASE,
)


def _own_score(prose: Prose, text: str) -> bool:
    """Whether a score that nobody is said to report is the worker's: "Low back pain 5/10."."""
    return prose.part.kind not in {"ur_decision", "imr_application"} and not _HOPED.search(text)


def read_complaints(proses: Sequence[Prose]) -> tuple[Fact[Complaint], ...]:
    """Sentences of complaint, oldest first, once for each pain score that stands in them."""
    found: list[Fact[Complaint]] = []
    for prose in proses:
        for start, end in sorted({*_PAIN.sentences(prose), *_RATES.sentences(prose)}):
            text = prose.text[start:end].rstrip()
            scores = list(_SCORE.finditer(text))
            pain = _PAIN.search(text) or (_RATES.search(text) if scores else None)
            if pain is None or not (
                _REPORTED.search(text)
                or _SECTION.told(prose.heading(start))
                or (scores and _own_score(prose, text))
            ):
                continue
            value = Complaint(text=text, body_parts=body_parts_of(text))
            status: FactStatus = "denied" if denied_before(text, 0, pain.start()) else "documented"
            source = prose.source(start, start + len(text))
            on = clause_day(prose, start + pain.start())
            told = [own for one in scores if (own := _told(text, one))]
            found += [
                Fact(
                    status=status,
                    value=value.model_copy(update={"score": own}),
                    source=source,
                    on=on,
                )
                for own in dict.fromkeys(told) or (None,)
            ]
    return by_date(found)


def _told(text: str, score: re.Match[str]) -> tuple[float, float] | None:
    """The score as a range; None for a grade of strength or motion that has the same form."""
    if _GRADED.search(text, max(score.start() - 60, 0), score.start()):
        return None
    low = score["low"] or score["level"]
    high = score["high"] or score["top"] or low
    first, last = _number(low), _number(high)
    return (first, last) if first <= last <= _WORST else (last, first)


def _number(words: str) -> float:
    return float(_WORDS.index(words.lower())) if words.lower() in _WORDS else float(words)
