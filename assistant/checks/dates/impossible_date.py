"""A date that no calendar has.

What it does
    Reads every date of the header, the summary and the rationales. A month above 12, or a day that
    its month does not have, is reported. With a year of two digits it is a warning, since numbers
    of another kind are sometimes written that way.

Why it matters
    What happened on 2/30 cannot be found in any record, and the right day may fall on the other
    side of a deadline or of a change of guidelines.

Authority
    8 CCR 9792.10.6(d); a date is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.letters.dates import impossible_dates
from assistant.text import Span
from assistant.text.patterns import expression

RULE = Rule(
    name="impossible-date",
    severity="error",
    family="dates",
    summary="a date does not exist",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_LONG_YEAR = expression(r"\d{4}")
_HEADER = 1500
"""Characters of a letter that hold its header at the most."""


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each date that cannot be."""
    text = context.letter.document.text
    summary = context.letter.summary.span
    end = min(_HEADER, summary.start if summary else _HEADER)
    for span in impossible_dates(text, end):
        yield _flaw(span, None, text[span.start : span.end])
    for day in context.days:
        if day.day is None and not ("-" in day.text and "/" in day.text):
            yield _flaw(day.span, day.issue, day.text)


def _flaw(span: Span, issue: int | None, text: str) -> Flaw:
    return Flaw(
        span=span,
        issue=issue,
        message=f"{text} is no day of the calendar",
        expected="a date that exists",
        found=text,
        severity="error" if _LONG_YEAR.search(text) else "warning",
        help="take the date from the record",
    )
