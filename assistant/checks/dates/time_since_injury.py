"""The time said to have passed since the injury does not fit the dates.

What it does
    Reads how long after the injury something is said to be ("20 days after the injury"). A length
    that reaches past the decision is reported, and so is one in a sentence with one date that is
    another number of days from the injury; and complaints that began "the day before" a date that
    is the day of the injury itself.

Why it matters
    Weeks since the injury decide between acute and chronic care.

Authority
    8 CCR 9792.10.6(d); a length of time between two dates is a matter of ordinary knowledge
    (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.checks.dates.lengths import LENGTH, UNITS, days_of
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text import spotted_phrases
from assistant.text.patterns import expression

RULE = Rule(
    name="time-since-injury",
    severity="warning",
    family="dates",
    summary="the time said to have passed since the injury does not fit the dates",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_EVENTS = spotted_phrases("injury", "accident", "incident")
_AFTER = expression(
    rf"\b{LENGTH} (?:after|since|post|from|following|out from) (?:the |an? |h(?:is|er) )?"
    r"(?:date of |initial |original |industrial |work )?$",
    re.IGNORECASE,
)
_BEGUN = expression(
    r"\b(?:start|began|begun|begin|onset|occurr|happen|injur|hurt|strain|sprain|fell|felt)[^.;]{0,60}?"
    r"\b(?:the|one|a) day (?:prior|before|earlier)(?=[.;,]|$)",
    re.IGNORECASE,
)
_WINDOW = 80
"""Characters before the event that hold the length."""
_LEAST_SLACK = 7
_LONG = 60
_LONG_SLACK = 31
"""A length of more than two months is rounded to months."""


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each length since the injury that the header's dates, or one beside it, refute."""
    injury = context.letter.dates.injury
    claims = context.claims
    if injury is None:
        return
    for issue, passage in claims.passages:
        for event in _EVENTS.matches(passage.words):
            yield from _flaws(context, passage, event, issue, injury)
    for day in context.days:
        if day.day == injury and (begun := _BEGUN.search(day.after)):
            start = day.end + begun.start()
            yield Flaw(
                span=day.passage.span(start, day.end + begun.end()),
                issue=day.issue,
                message=f"began the day before {day.text}, which is the day of the injury",
                expected=str(injury),
                found=str(injury - timedelta(days=1)),
                related=context.in_header("injury"),
                help="compare the day of the injury with the first report",
            )


def _flaws(
    context: Context, passage: Passage, event: re.Match[str], issue: int | None, injury: date
) -> Iterator[Flaw]:
    begin = max(0, event.start() - _WINDOW)
    near = passage.lowered[begin : event.start()]
    if not any(unit in near for unit in UNITS):
        return
    match = _AFTER.search(passage.text[begin : event.start()])
    if match is None:
        return
    said = days_of(match["count"], match["unit"])
    at = begin + match.start()
    start, end = passage.around(at)
    beside = [
        (one.day - injury).days
        for one in context.days
        if one.passage is passage and start <= one.start < end and one.day and one.day > injury
    ]
    slack = max(_LEAST_SLACK, said // 4, _LONG_SLACK if said > _LONG else 0)
    last = context.letter.dates.decision
    if last is not None and said > (last - injury).days + slack:
        expected = f"at most {(last - injury).days} days"
    elif len(beside) == 1 and abs(beside[0] - said) > slack:
        expected = f"{beside[0]} days"
    else:
        return
    yield Flaw(
        span=passage.span(at, event.end()),
        issue=issue,
        message="the dates do not allow this length of time since the injury",
        expected=expected,
        found=f"{match['count']} {match['unit']}s",
        related=context.in_header("injury"),
        help="count the days between the two dates",
    )
