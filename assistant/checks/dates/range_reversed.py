"""A stretch of time ends before it begins.

What it does
    Reads two dates that are joined as a stretch ("from 6-1-15 to 8-28-15", "between 3/2/2014 and
    5/9/2014") and reports one whose second day is the earlier.

Why it matters
    One of the two days is wrong, and with it the length of the care that was given.

Authority
    8 CCR 9792.10.6(d); the order of two dates is a matter of ordinary knowledge (Labor Code
    4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="range-reversed",
    severity="error",
    family="dates",
    summary="a stretch of time ends before it begins",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_JOINED = expression(r" ?(?:to|through|thru|until|till|and|[-–]) ?", re.IGNORECASE)
_FROM = expression(r"\b(?P<lead>from|between)(?: the period of)? $", re.IGNORECASE)
_LEAD = 24


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each stretch whose days are in the wrong order."""
    for first, last in pairwise(context.days):
        if first.passage is not last.passage or first.day is None or last.day is None:
            continue
        if first.day <= last.day:
            continue
        joint = first.passage.text[first.end : last.start]
        led = _FROM.search(first.passage.text, max(first.start - _LEAD, 0), first.start)
        if led is None or not _JOINED.fullmatch(joint):
            continue
        if (led["lead"].lower() == "between") != (joint.strip().lower() == "and"):
            continue
        yield Flaw(
            span=first.passage.span(first.start, last.end),
            issue=first.issue,
            message=f"the stretch from {first.text} ends before, on {last.text}",
            expected=f"{first.day} or later",
            found=str(last.day),
            help="correct one of the two days",
        )
