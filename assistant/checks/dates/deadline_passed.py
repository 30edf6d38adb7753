"""A step of the review came later than the rules allow.

What it does
    Counts the days from the denial to the application (30) and from the assignment to the decision
    of a standard review (30). It is information only: the time runs from service and from the
    receipt of the records, which the letter does not print, and mail adds days.

Why it matters
    A late application is not eligible, and a late decision is a matter that a party may ask about.

Authority
    Labor Code 4610.5(h) for the application, 4610.6(d) for the determination.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.guidelines import limit

RULE = Rule(
    name="deadline-passed",
    severity="info",
    family="dates",
    summary="an application or a decision came later than the rules allow",
    authority="Labor Code 4610.5(h), 4610.6(d)",
    ordinary_knowledge=True,
)

_STEPS = (
    ("ur_denial", "application_received", "application", "regulations/imr/application:application"),
    ("assigned", "decision", "decision", "regulations/imr/determination:regular"),
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each step that took more days than it may."""
    for start, end, name, rule in _STEPS:
        first: date | None = getattr(context.letter.dates, start)
        last: date | None = getattr(context.letter.dates, end)
        span = context.letter.date_spans.get(end)
        if first is None or last is None or span is None:
            continue
        allowed = limit(rule)
        days = (last - first).days
        if days <= allowed.value[1]:
            continue
        yield Flaw(
            span=span,
            issue=None,
            message=f"the {name} came {days} days after {first}",
            expected=f"{allowed.value[1]:g} days",
            found=f"{days} days",
            related=context.in_header(start),
            citation=allowed.citation,
            help="mail days and the receipt of the records may explain it; say so if they do",
        )
