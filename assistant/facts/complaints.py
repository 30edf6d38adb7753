"""Complaints, with pain scores from 0 to 10."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import Complaint, Fact
from assistant.facts.prose import Prose
from assistant.terms import body_parts_of
from assistant.text.patterns import expression

_NUMBER = r"(?:10|\d)(?:\.\d)?"
_SCORE = expression(
    rf"(?<![\d/.-])({_NUMBER})(?:\s?(?:-|–|to)\s?({_NUMBER}))?\s?"
    r"(?:/\s?10|out of (?:10|ten))(?![\d/])",
    re.IGNORECASE,
)
_PAIN = expression(
    r"\b(?:pain|ach(?:es?|ing|y)|sore(?:ness)?|numbness|tingling|headaches?|discomfort)\b",
    re.IGNORECASE,
)
_REPORTED = expression(
    r"\b(?:complain(?:s|ed|ts?|ing)|reports?|reported|presents?|presented|subjective|symptoms?"
    r"|experienc\w+|den(?:ies|ied|ying)|continues? to have|rated"
    r"|pain (?:scales?|scores?|levels?|ratings?|intensity)|VAS)\b",
    re.IGNORECASE,
)
_SECTION = expression(
    r"complaint|subjective|symptom|\bpain$|\bhpi\b|interval history", re.IGNORECASE
)
_GRADED = expression(
    r"\b(?:strength|grip|reflexes|motor|muscle testing|abduction|flexion)\b", re.IGNORECASE
)


_RATES = expression(r"\b(?:rat(?:es?|ed)|scor(?:es?|ed)) (?:it|this|that|them)\b", re.IGNORECASE)
_HOPED = expression(
    r"\b(?:goals?|targets?|expect\w*|until|should|will|guidelines?|MTUS|ODG|criteria)\b",
    re.IGNORECASE,
)


def _own_score(prose: Prose, text: str) -> bool:
    """Whether a score that nobody is said to report is the worker's: "Low back pain 5/10."."""
    return prose.part.kind not in {"ur_decision", "imr_application"} and not _HOPED.search(text)


def read_complaints(proses: Sequence[Prose]) -> tuple[Fact[Complaint], ...]:
    """Sentences of complaint, oldest first, with the first pain score that stands in each."""
    found: list[Fact[Complaint]] = []
    for prose in proses:
        for start, end in prose.sentences():
            text = prose.text[start:end].rstrip()
            score = _SCORE.search(text)
            pain = _PAIN.search(text) or (_RATES.search(text) if score else None)
            if pain is None or not (
                _REPORTED.search(text)
                or _SECTION.search(prose.heading(start))
                or (score and _own_score(prose, text))
            ):
                continue
            low = float(score.group(1)) if score else None
            high = float(score.group(2) or score.group(1)) if score else None
            if score and _GRADED.search(text, max(score.start() - 60, 0), score.start()):
                low = high = None
            value = Complaint(
                text=text,
                body_parts=body_parts_of(text),
                score=(low, high) if low is not None and high is not None else None,
            )
            denied = denied_before(text, 0, pain.start())
            found.append(
                Fact(
                    status="denied" if denied else "documented",
                    value=value,
                    source=prose.source(start, start + len(text)),
                    on=clause_day(prose, start + pain.start()),
                )
            )
    return by_date(found)
