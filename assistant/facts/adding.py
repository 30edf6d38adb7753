"""Facts that no record has and the reviewer adds: read by the same readers as a record is.

Such a fact has no place in a record. It says so wherever it is shown, with who added it and when.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from assistant.case_file import CaseFile, Correction, record_of
from assistant.errors import InvalidField
from assistant.facts.models import Fact, Review
from assistant.facts.naming import PREFIXES
from assistant.facts.reading import find_facts
from assistant.letters.dates import read_date
from assistant.text import from_text

_DIGITS = 5
_BEFORE = {
    "requests": "Treatment plan: ",
    "work_status": "Work status: ",
    "diagnoses": "Diagnosis: ",
    "medications": "Current medications: ",
    "findings": "Objective findings: ",
    "surgeries": "Surgical history: ",
    "complaints": "Complains of ",
    "ur_decisions": "Utilization review: ",
}
"""What a report would say before the words, so that the readers know what they are about."""


def addition_of(case: CaseFile, kind: str, words: str, who: str) -> Correction:
    """The reviewer's fact of `kind` (a field of `CaseFacts`) in `words`; a day may follow.

    Nothing is written: `keep_correction` does that.

    Raises:
        InvalidField: no such kind, no name of the reviewer, or words that say nothing of that kind.
    """
    if kind not in PREFIXES:
        raise InvalidField(case.folder, "kind", ", ".join(PREFIXES), kind)
    if not who.strip():
        raise InvalidField(case.folder, "who", "the name of the reviewer", who)
    when = datetime.now(UTC).replace(microsecond=0)
    told = " ".join(words.split())
    digest = hashlib.sha256(f"{kind}\0{told}\0{when}".encode("utf-8", "surrogatepass")).hexdigest()
    made = Correction(
        fact=f"{PREFIXES[kind]}-added-{digest[:_DIGITS]}",
        value=told,
        who=" ".join(who.split()),
        when=when,
        kind=kind,
        added=True,
    )
    added_fact(made)
    return made


def added_fact(correction: Correction) -> Fact[Any]:
    """The fact that the words of `correction` say.

    Raises:
        InvalidField: the readers find nothing of that kind in them.
    """
    words, on = _dated(correction.value or "")
    found: list[Fact[Any]] = []
    for before in ("", _BEFORE.get(correction.kind, "")):
        record = record_of("added", from_text(f"{before}{words}.\n"))
        facts = getattr(find_facts((record,)), correction.kind)
        found = [one for one in facts if one.value is not None]
        if found:
            break
    if not found:
        allowed = f"words that tell one of {correction.kind.replace('_', ' ')}, as a record would"
        raise InvalidField("corrections", correction.fact, allowed, correction.value)
    review = Review(action="added", who=correction.who, when=correction.when)
    return found[0].model_copy(
        update={
            "id": correction.fact,
            "source": None,
            "also": (),
            "against": (),
            "on": on or found[0].on,
            "review": review,
        }
    )


def _dated(words: str) -> tuple[str, date | None]:
    """The words, and the day that closes them: "8 visits completed on 2014-03-01"."""
    told, mark, day = words.rpartition(" on ")
    on = read_date(day) if mark else None
    return (told, on) if on else (words, None)
