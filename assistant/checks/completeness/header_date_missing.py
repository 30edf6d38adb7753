"""A date that the header must give is missing.

What it does
    Looks in the header of a letter in the published case-number form for the dates of injury,
    denial, application, assignment and decision. A missing decision date is an error, since the
    edition in force depends on it; another one is a warning. In the older forms, which print fewer
    dates, it is information.

Why it matters
    Without the dates nobody can tell which guideline governed, or whether the steps were in time.

Authority
    Labor Code 4610.6(d)-(e); 8 CCR 9792.10.6(d).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.models import Severity
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span

RULE = Rule(
    name="header-date-missing",
    severity="error",
    family="completeness",
    summary="the header lacks a date",
    authority="Labor Code 4610.6(d)-(e); 8 CCR 9792.10.6(d)",
    ordinary_knowledge=True,
)

_NAMES = {
    "decision": "decision date",
    "injury": "date of injury",
    "ur_denial": "UR denial date",
    "application_received": "date of application",
    "assigned": "date assigned",
}


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each date that the header does not give."""
    letter = context.letter
    if letter.layout == "excerpt":
        return
    printed = letter.layout == "case-number-header"
    first = letter.document.text.find("\n", 1)
    for field, name in _NAMES.items():
        if getattr(letter.dates, field) is not None:
            continue
        severity: Severity = "error" if field == "decision" else "warning"
        yield Flaw(
            span=Span(0, max(first, 0)),
            issue=None,
            message=f"the header gives no {name}",
            expected=f"the {name}",
            found="none",
            severity=severity if printed else "info",
            help="take it from the application and its attachments",
        )
