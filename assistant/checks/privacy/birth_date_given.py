"""A published letter gives the worker's date of birth.

What it does
    Finds a date or a year after "date of birth", "DOB" or "born". A blank or redacted field passes,
    and so does an age below 90.

Why it matters
    A date of birth with a date of injury and a place of work identifies most people.

Authority
    Labor Code 4610.6(m): determinations are published after removing individually identifiable
    information; 45 CFR 164.514(b)(2)(i)(C): dates related to the person, except the year of events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span
from assistant.text.patterns import expression

RULE = Rule(
    name="birth-date-given",
    severity="error",
    family="privacy",
    summary="the letter gives the worker's date of birth",
    authority="Labor Code 4610.6(m); 45 CFR 164.514(b)(2)(i)(C)",
    ordinary_knowledge=True,
)

_BIRTH = expression(
    r"\b(?:D\.?O\.?B\b\.?|(?:date of birth|birth ?date|born)\b)"
    r"(?:\s(?:is|was|of|on|in|listed as|given as)){0,2}\s{0,2}[:#,(-]?\s{0,3}"
    r"(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{4}-\d\d-\d\d"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SIGNS = ("birth", "dob", "d.o.b", "born")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each date of birth anywhere in the letter."""
    text = context.letter.document.text
    if not any(sign in context.lowered for sign in _SIGNS):
        return
    for match in _BIRTH.finditer(text):
        yield Flaw(
            span=Span(*match.span(1)),
            issue=None,
            message="the letter gives a date of birth; published determinations give an age",
            expected="an age in years, or nothing",
            found="a date of birth",
            help="take the date of birth out",
        )
