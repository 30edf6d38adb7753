"""What a reviewer asks for in words: an outcome, a waiver."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.checks.waiving import Waiver
from assistant.errors import InvalidField
from assistant.letters.models import Outcome

PRINTED: dict[Outcome, str] = {
    "upheld": "Upheld",
    "overturned": "Overturned",
    "partially_overturned": "Partially Overturned",
}
"""Each outcome as a letter prints it."""


def read_outcome(words: str) -> Outcome:
    """The outcome that `words` name. Raises `InvalidField` for others."""
    for outcome in PRINTED:
        if words.strip().lower().replace(" ", "_") == outcome:
            return outcome
    raise InvalidField("command line", "outcome", " ".join(PRINTED), words)


def waiver(code: str, reason: str, who: str, *, item: int | None, text: str | None) -> Waiver:
    """A waiver of today.

    Raises `InvalidField` without code or reason, without item and text, and for an empty text or
    an item below 1.
    """
    today = datetime.now(UTC).date()
    if not reason.strip():
        raise InvalidField("command line", "--reason", "why the finding may stand", reason)
    if not code.strip():
        raise InvalidField("command line", "--waive", "the code of a finding", code)
    if item is not None and item < 1:
        raise InvalidField("command line", "ITEM", "an item from 1", item)
    if not (text or item):
        raise InvalidField("command line", "--waive", "an item, or --text, to say which", code)
    return Waiver(code=code, issue=item, text=text, reason=reason, who=who, when=today)
