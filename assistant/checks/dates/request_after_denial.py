"""The request is dated after the denial of it.

What it does
    Compares each date that the text gives for the request for authorization with the header's date
    of the denial.

Why it matters
    What had not been asked for could not be denied: one of the two dates is wrong, or the request
    is another one.

Authority
    Labor Code 4610(g) and 4610.5(c): a dispute is over the denial of a request; a date is a matter
    of ordinary knowledge (4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="request-after-denial",
    severity="warning",
    family="dates",
    summary="the request for authorization is dated after its denial",
    authority="Labor Code 4610.5(c), 4610.6(h)",
    ordinary_knowledge=True,
)


_ASKED = phrases(
    "requested", "asked(?: for)?", "sought", "prescribed", "ordered",
    tail=r"(?: (?!no |not )[\w-]{1,16}){0,6} on $",
)  # fmt: skip
_ON = expression(r"(?:On|In|Dated) $")
_ASKED_BEHIND = expression(
    r",? (?:(?:the|an?|his|her) )?(?:\w+ ){1,6}?"
    r"(?:requested|asked|sought|prescribed|ordered|dispensed|proposed)\b",
    re.IGNORECASE,
)
_OTHER = expression(
    r"\b(?:appeal\w*|application|IMR|independent|again|new|another|re-?request\w*|MRI|records?)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each date of a request for authorization."""
    denied = context.letter.dates.ur_denial
    if denied is None:
        return
    claims = context.claims
    requests = [
        claim
        for claim in (*claims.summary_dates, *(day for one in claims.issues for day in one.dates))
        if claim.event == "request" and claim.day is not None
    ]
    yield from _told_loosely(context, denied, bool(requests))
    in_time = [claim for claim in requests if claim.day is not None and claim.day <= denied]
    for claim in requests:
        if claim in in_time:
            yield Confirmed(claim, "header, UR denial date")
        elif not in_time:
            yield Flaw(
                span=claim.span,
                issue=claim.issue,
                message=f"the request is dated {claim.text}, after the denial of {denied}",
                expected=f"{denied} or earlier",
                found=str(claim.day),
                related=context.in_header("ur_denial"),
                contradicts=claim,
                help="correct the date of the request or of the denial",
            )


def _told_loosely(context: Context, denied: date, named: bool) -> Iterator[Flaw]:
    """A day of the summary on which the treatment was asked for, where no request has its date."""
    asked = [
        one
        for one in context.days
        if one.issue is None
        and one.day is not None
        and (
            _ASKED.search(one.before) or (_ON.match(one.before) and _ASKED_BEHIND.match(one.after))
        )
        and not _OTHER.search(one.before)
    ]
    last = context.letter.dates.decision
    if named or not asked or any(one.day is None or one.day <= denied for one in asked):
        return
    one = asked[0]
    if last is not None and one.day is not None and one.day > last:
        return
    yield Flaw(
        span=one.span,
        issue=None,
        message=f"the request is said to be of {one.text}, after the denial of {denied}",
        expected=f"{denied} or earlier",
        found=str(one.day),
        related=context.in_header("ur_denial"),
        help="correct the date of the request or of the denial",
    )
