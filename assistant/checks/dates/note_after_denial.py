"""A record is dated after the denial that it is to bear on.

What it does
    Compares the dates of notes, reports, examinations and studies in the text with the denial and
    the application. A record later than the denial is information: a reviewer may be sent more than
    the claims administrator had. One later than the application is a warning.

Why it matters
    The dispute is about the request as it was denied. A finding made later was in nobody's hands
    then, and its date may be a slip.

Authority
    8 CCR 9792.10.5(a)(1)(A): the records are those of the six months before the request, and what
    is newly developed; a date is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="note-after-denial",
    severity="warning",
    family="dates",
    summary="a record that the text relies on is later than the denial",
    authority="8 CCR 9792.10.5(a)(1); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_RECORD = expression(
    r"\b(?:notes?|reports?|exam\w*|visit|evaluat\w+|seen|imaging|MRI|x-?rays?|study|stated|noted|"
    r"complain\w*|presented|PR-?2)\b",
    re.IGNORECASE,
)
_NOT_RECORD = expression(
    r"\b(?:utili[sz]ation|UR|appeal\w*|application|IMR|denied|denial|non-?certif\w+|reviewer|"
    r"(?:peer|physician|prior) review\w*|review(?:ed)? (?:of|date|dated|on|by|determin\w+)|"
    r"request for authori[sz]ation|RFA)\b",
    re.IGNORECASE,
)

_AHEAD = expression(
    r"\b(?:by|until|till|effective|starting|due|scheduled|goal|expected)(?: (?:for|on|by|in))? $",
    re.IGNORECASE,
)
"""What leads to a day that a record looks ahead to, on which nobody has written yet."""


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each day of records between the denial and the decision, where first told."""
    dates = context.letter.dates
    denied, decided = dates.ur_denial, dates.decision
    if denied is None:
        return
    told: set[date] = set()
    for one in context.days:
        if one.day is None or one.day <= denied or (decided and one.day > decided):
            continue
        if one.day in told:
            continue
        if _AHEAD.search(one.before):
            continue
        sentence = one.before + one.after
        if not _RECORD.search(sentence) or _NOT_RECORD.search(sentence):
            continue
        told.add(one.day)
        late = dates.application_received is not None and one.day > dates.application_received
        yield Flaw(
            span=one.span,
            issue=one.issue,
            message=f"a record of {one.text} is later than the "
            + ("application" if late else "denial"),
            expected=f"{denied} or earlier",
            found=str(one.day),
            related=context.in_header("ur_denial"),
            severity="warning" if late else "info",
            help="check the date; if it is right, say that the record was not before the "
            "claims administrator",
        )
