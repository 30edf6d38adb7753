"""The closing sentence gives another frequency or number of weeks than the item.

What it does
    Compares "times a week" and the weeks of the closing sentence with those of the item's request.

Why it matters
    Frequency and duration are what is decided, and what the claims administrator schedules.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.checks.wording import number
from assistant.claims import Conclusion
from assistant.letters.models import Issue
from assistant.quantities import find_amounts
from assistant.text import Span
from assistant.text.patterns import expression

RULE = Rule(
    name="closing-frequency-differs",
    severity="error",
    family="items",
    summary="the closing sentence gives another frequency or number of weeks than the item",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


_CROSSED = expression(
    r"(?<![\w./-])(?P<often>[1-7]) ?[x×] ?(?P<weeks>\d{1,2})\b(?! ?(?:x|mg|visits|sessions))",
    re.IGNORECASE,
)
"""Frequency and weeks by convention alone: "2x6"."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each frequency and number of weeks of a closing sentence."""
    for issue, claims in context.items:
        conclusion, passage = claims.conclusion, claims.passage
        if conclusion is None or passage is None or conclusion.strength != "explicit":
            continue
        start, end = claims.decided
        words = passage.text[start:end]
        requests = (issue.request, *(part.request for part in issue.parts))
        crossed = _CROSSED.search(words)
        if crossed is not None:
            place = passage.span(start + crossed.start(), start + crossed.end())
            yield from _crossed(context, issue, conclusion, crossed, place)
        if "week" not in words.lower():
            continue
        found = find_amounts(words)
        for amount in (*found, *(one.over for one in found if one.over is not None)):
            if amount.unit not in ("per_week", "weeks") or amount.bound is not None:
                continue
            asked = [
                value
                for request in requests
                if (value := request.per_week if amount.unit == "per_week" else request.weeks)
            ]
            if not asked or amount.value in asked:
                continue
            unit = "times a week" if amount.unit == "per_week" else "weeks"
            yield Flaw(
                span=passage.span(start + amount.span.start, start + amount.span.end),
                issue=issue.number,
                message=f"the closing sentence gives another number of {unit} than the item",
                expected=" or ".join(f"{number(value)} {unit}" for value in asked),
                found=f"{number(amount.value)} {unit}",
                related=(context.in_letter(issue.span),),
                contradicts=conclusion,
                help="name in the closing sentence what the item names",
            )


def _crossed(
    context: Context, issue: Issue, conclusion: Conclusion, crossed: re.Match[str], place: Span
) -> Iterator[Verdict]:
    """A verdict on "2x6", where the item has frequency and weeks of its own."""
    asked = [
        (one.per_week[1], one.weeks[1])
        for one in (issue.request, *(part.request for part in issue.parts))
        if one.per_week and one.weeks
    ]
    said = (int(crossed["often"]), int(crossed["weeks"]))
    if not asked or said in asked:
        return
    yield Flaw(
        span=place,
        issue=issue.number,
        message="the closing sentence gives another frequency or number of weeks than the item",
        expected=" or ".join(
            f"{often:g} times a week for {weeks:g} weeks" for often, weeks in asked
        ),
        found=crossed.group(),
        related=(context.in_letter(issue.span),),
        contradicts=conclusion,
        help="name in the closing sentence what the item names",
    )
