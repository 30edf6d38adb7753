"""What a record is, and the date that it gives itself, both from its heading."""

from __future__ import annotations

import re
from datetime import date

from assistant.case_file.models import RecordKind
from assistant.letters.dates import PATTERN, read_date
from assistant.text import Document, fold

_HEADING = 600
_DATED = 4000

# the heading that stands first decides: a PR-2 mentions therapy, a denial mentions the request
_KINDS: tuple[tuple[RecordKind, str], ...] = (
    (
        "ur_decision",
        r"utili[sz]ation review|(?:notice|letter) of (?:non-?certification|denial|modification"
        r"|adverse determination)|\bnon-?certification (?:notice|letter)",
    ),
    ("first_report", r"doctor's first report|first report of (?:occupational )?injury|\bdfr\b"),
    ("progress_report", r"\bpr-?2\b|progress (?:report|note)|follow-?up (?:report|visit|note)"),
    ("request_for_authorization", r"request for authori[sz]ation|\brfa\b"),
    (
        "therapy_note",
        r"(?:physical|occupational|chiropractic|acupuncture)(?: therapy| treatment)?"
        r" (?:daily |visit |treatment |progress )?(?:notes?|log|discharge summary|evaluation)",
    ),
    ("operative_report", r"operative (?:report|note)|operation report|report of operation"),
    (
        "imaging",
        r"(?:radiology|imaging|mri|ct|x-?ray|magnetic resonance imaging)"
        r" (?:report|of|examination)|electrodiagnostic (?:study|report)",
    ),
    ("imr_application", r"application for independent medical review"),
)
_ANY_KIND = re.compile(
    "|".join(f"(?P<k{number}>{pattern})" for number, (_, pattern) in enumerate(_KINDS)),
    re.IGNORECASE,
)
_OWN_DATE = re.compile(
    r"\b(?:date of (?:visit|service|exam(?:ination)?|evaluation|report|this report|decision"
    r"|determination|study|procedure|surgery|request)|(?:visit|exam(?:ination)?|report|service"
    r"|decision|determination|study) date|date seen|seen on|dos|dated?)\s?[:.]?\s?"
    rf"(?:on |of )?({PATTERN})",
    re.IGNORECASE,
)


def record_kind(document: Document) -> RecordKind:
    """What the first heading of `document` says it is."""
    found = _ANY_KIND.search(fold(document.text, 0, min(_HEADING, len(document.text))).text)
    if found is None or found.lastgroup is None:
        return "other"
    return _KINDS[int(found.lastgroup[1:])][0]


def record_date(document: Document) -> date | None:
    """The first date that `document` labels as its own (visit, service, report, decision)."""
    for found in _OWN_DATE.finditer(fold(document.text, 0, min(_DATED, len(document.text))).text):
        day = read_date(found.group(1))
        if day is not None:
            return day
    return None
