"""Care for the injury is dated before the injury.

What it does
    Compares each date of the text with the header's date of injury. A sentence that speaks of what
    was before (an earlier injury, a history, a birth) is let pass.

Why it matters
    Visits before the injury belong to another case, or the date of injury is wrong; it decides
    whether pain is acute or chronic, and which chapter governs.

Authority
    Labor Code 4610.6(b); a date is a matter of ordinary knowledge (4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="day-before-injury",
    severity="warning",
    family="dates",
    summary="care is dated before the injury",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_EARLIER = expression(
    r"\b(?:prior|previous(?:ly)?|past|history|earlier|pre-?existing|old injur\w+|another|other|"
    r"before|born|birth|DOB|non-?industrial|cumulative|continuous|hired|employed|began work\w*|"
    r"guidelines?|FDA|revised|published|updated|edition|version|effective)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each date before the injury that is not said to belong to what was before."""
    dates = context.letter.dates
    injury = dates.injury
    last = dates.ur_denial or dates.decision
    if injury is None or (last is not None and last < injury):
        # out of order in the header itself, which another check reports once
        return
    told = {claim.span for claim in context.claims.dates()}
    for one in context.days:
        if one.day is None or one.day >= injury or one.span in told:
            continue
        if _EARLIER.search(one.before) or _EARLIER.search(one.after[:60]):
            continue
        yield Flaw(
            span=one.span,
            issue=one.issue,
            message=f"{one.text} is before the injury",
            expected=f"{injury} or later",
            found=str(one.day),
            related=context.in_header("injury"),
            help="correct the date, or say that it was before the injury",
        )
