"""The published qualifications of the reviewer: states of licence and specialties.

Two forms are published: two labelled lines ("State(s) of Licensure:",
"Certification(s)/Specialty:"), and a sentence ("is Board Certified in Occupational Medicine, has a
subspecialty in Pain Medicine, and is licensed to practice in California.").
"""

from __future__ import annotations

import re

from assistant.letters.models import Reviewer
from assistant.text.patterns import expression

_LICENSURE = expression(r"\n[ ]*State(?:\(s\)|s)?\s{1,9}of\s{1,9}Licensure[ *_]*:", re.IGNORECASE)
_SPECIALTY = expression(
    r"\n[ ]*(?:Board\s{1,9})?Certi(?:fi|\ufb01)cation(?:\(s\)|s)?"
    r"(?:\s?/\s?(?:Specialt(?:y|ies)|Specialty\(s\)))?[ *_]*:",
    re.IGNORECASE,
)
_CERTIFIED = expression(r"\bboard[\s-]{1,9}certi(?:fi|\ufb01)ed\s{1,9}in\s{1,9}", re.IGNORECASE)
_SUBSPECIALTY = expression(
    r"\bsub-?specialty\s{1,9}(?:certificate\s{1,9})?in\s{1,9}", re.IGNORECASE
)
_LICENSED = expression(
    r"\blicensed\s{1,9}to\s{1,9}practice\s{1,9}(?:\w{1,20}\s{1,9})?in\s{1,9}", re.IGNORECASE
)
_SENTENCE_STOP = expression(
    r"[.;]|,?\s{1,9}(?:and\s{1,9})?(?:has\s{1,9}an?|(?:is\s{1,9})?licensed|with\s{1,9}a|he\b|she\b|who\b)"
)
_LINE_STOP = expression(
    r"\n[ \r]{0,40}\n|\n[ ]*[A-Z][A-Za-z()/ \ufb01]{2,60}:|\n[ ]*[A-Z][A-Z .,]{11,}"
)
_SPLIT = expression(r"\s{0,9}[,;]\s{0,9}(?:and\s{1,9})?")
_STATES = expression(r"\s{0,9}[,;/]\s{0,9}(?:and\s{1,9})?|\s{1,9}and\s{1,9}")
_WORD_BREAK = expression(r"\s+")
_LONGEST = 300


def read_reviewer(text: str, end: int) -> Reviewer:
    """The qualifications in `text[:end]`, each state and specialty as written."""
    told = "\n" + text[:end]  # the first line is a line too
    licensed = _after(told, _LICENSURE, _LINE_STOP) or _after(told, _LICENSED, _SENTENCE_STOP)
    specialties = _after(told, _SPECIALTY, _LINE_STOP)
    if specialties:
        names = _names(specialties, _SPLIT)
    else:
        names = [
            name
            for pattern in (_CERTIFIED, _SUBSPECIALTY)
            for name in _names(_after(told, pattern, _SENTENCE_STOP), _SPLIT)
        ]
    return Reviewer(
        licensed_in=tuple(_names(licensed, _STATES)),
        specialties=tuple(dict.fromkeys(names)),
    )


def _after(text: str, label: re.Pattern[str], stop: re.Pattern[str]) -> str:
    match = label.search(text)
    if match is None:
        return ""
    until = min(len(text), match.end() + _LONGEST)
    found = stop.search(text, match.end(), until)
    return text[match.end() : found.start() if found else until]


def _names(written: str, split: re.Pattern[str]) -> list[str]:
    names = (_WORD_BREAK.sub(" ", name).strip(" .*_") for name in split.split(written))
    return [name for name in names if name and not name.lower().startswith("not stated")]
