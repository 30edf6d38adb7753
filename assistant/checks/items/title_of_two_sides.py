"""A partial certification names one side in the original request and the other in the rest.

What it does
    In titles that print the original request, what was authorised and what remains, compares the
    sides of each part of the body. A part named left in one and right in another is reported.

Why it matters
    What remains of a request for the left elbow cannot be therapy of the right one.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.terms import find_body_parts

RULE = Rule(
    name="title-of-two-sides",
    severity="error",
    family="items",
    summary="a partial certification names one side first and the other side then",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such title."""
    for issue, _ in context.items:
        if issue.partial is None:
            continue
        sides: dict[str, str] = {}
        for part in find_body_parts(issue.title):
            if part.side not in ("left", "right"):
                continue
            before = sides.setdefault(part.part, part.side)
            if before != part.side:
                yield Flaw(
                    span=issue.span,
                    issue=issue.number,
                    message=f"the {part.part} is {before} at first, then {part.side}",
                    expected=f"{before} {part.part}",
                    found=f"{part.side} {part.part}",
                    help="compare the side with the request for authorization",
                )
                break
