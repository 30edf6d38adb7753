"""The dates of the header are out of order.

What it does
    Compares each two dates of the header that must follow one another: injury, utilization review
    denial, application, assignment, decision.

Why it matters
    A denial before the injury or a decision before the assignment cannot be; the wrong one of the
    two dates may decide which guideline edition governs and whether the application was in time.

Authority
    Labor Code 4610.5(h) and 4610.6(d): the order of denial, application, assignment and
    determination. A date is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assistant.checks.rule import Context, Flaw, Rule, Verdict

RULE = Rule(
    name="header-dates-out-of-order",
    severity="error",
    family="dates",
    summary="two dates of the header cannot follow one another",
    authority="Labor Code 4610.5(h), 4610.6(d)",
    ordinary_knowledge=True,
)

_ORDER = (
    ("injury", "date of injury"),
    ("ur_denial", "UR denial date"),
    ("application_received", "date of application"),
    ("assigned", "date assigned"),
    ("decision", "decision date"),
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each neighbouring pair of known dates of which the later comes first."""
    dates = context.letter.dates
    known = [
        (field, name, getattr(dates, field)) for field, name in _ORDER if getattr(dates, field)
    ]
    for (before, before_name, first), (after, after_name, second) in pairwise(known):
        span = context.letter.date_spans.get(after)
        if first <= second or span is None:
            continue
        yield Flaw(
            span=span,
            issue=None,
            message=f"the {after_name} {second} is before the {before_name} {first}",
            expected=f"{first} or later",
            found=str(second),
            related=context.in_header(before),
            help="take both dates from the application and its attachments",
        )
