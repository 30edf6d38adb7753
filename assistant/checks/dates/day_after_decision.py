"""A date of the text lies after the decision.

What it does
    Compares each date of the summary and the rationales with the decision date. Words that tell of
    the future ("scheduled for", "until") are let pass.

Why it matters
    A reviewer cannot have read a note that was written after the decision: the date, or the header,
    is wrong.

Authority
    Labor Code 4610.6(b): the review rests on the records submitted; a date is a matter of ordinary
    knowledge (4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="day-after-decision",
    severity="error",
    family="dates",
    summary="a date of the text lies after the decision",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_FUTURE = expression(
    r"\b(?:scheduled|will|upcoming|until|till|through|thru|expir\w+|next|planned|future|"
    r"appointment|effective|by)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each date after the decision that is not said to be in the future."""
    dates = context.letter.dates
    decided = dates.decision
    if decided is None or decided < (dates.assigned or decided):
        # out of order in the header itself, which another check reports once
        return
    header = context.in_header("decision")
    for one in context.days:
        if one.day is None or one.day <= decided or _FUTURE.search(one.before):
            continue
        yield Flaw(
            span=one.span,
            issue=one.issue,
            message=f"{one.text} is after the decision",
            expected=f"{decided} or earlier",
            found=str(one.day),
            related=(header,) if header else (),
            help="correct the date, or the decision date of the header",
        )
