"""The rationale speaks only of the other side of the body than the item.

What it does
    Where the title names one side, looks at every left or right part in the rationale. When all of
    them lie on the other side, the first is reported; the closing sentence has a check of its own.

Why it matters
    A denial for want of findings in the right knee decides nothing about the left one.

Authority
    8 CCR 9792.10.6(d): the rationale is of the disputed treatment. A contradiction on the page is a
    matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.terms import find_body_parts, same_region
from assistant.text import stems
from assistant.text.patterns import expression

RULE = Rule(
    name="rationale-of-other-side",
    severity="error",
    family="items",
    summary="the rationale speaks only of the other side than the item",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)
_ONE_SIDED = ("left", "right")
_SIDES = stems("left", "right", "bilateral", "both")
_SIDE = expression(r"\b(?:left|right|bilateral|both)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first part of each rationale that knows the other side alone."""
    for issue, claims in context.items:
        sides = {word.lower() for word in _SIDE.findall(issue.title)}
        passage = claims.passage
        if passage is None or len(sides) != 1 or not sides <= set(_ONE_SIDED):
            continue
        own = next(iter(sides))
        if not passage.begin(_SIDES):
            continue
        asked = [one.part for one in find_body_parts(issue.title)]
        said = [one for one in passage.body_parts if one.side]
        if not said or any(one.side in (own, "bilateral") for one in said):
            continue
        start, end = claims.decided
        before = [one for one in said if not start <= one.span.start < end]
        near = [one for one in before if any(same_region(one.part, part) for part in asked)]
        if not before or (asked and not near):
            continue
        first = (near or before)[0]
        yield Flaw(
            span=passage.span(*first.span),
            issue=issue.number,
            message=f"the item is about the {own}, its rationale about the {first.side} side alone",
            expected=own,
            found=first.name,
            related=(context.in_letter(issue.span),),
            help="compare the side with the request for authorization",
        )
