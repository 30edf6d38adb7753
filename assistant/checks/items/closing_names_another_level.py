"""The closing sentence names another level of the spine than the item.

What it does
    Reads the levels of the title and of the closing sentence ("L4-5 and L5-S1", "C5-7") as the
    vertebrae that they name, and finds those of the closing sentence that the title does not name.

Why it matters
    An injection or an operation at another level is another treatment.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="closing-names-another-level",
    severity="error",
    family="items",
    summary="the closing sentence names another level of the spine than the item",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_COLUMN = [
    *(f"C{one}" for one in range(1, 9)),
    *(f"T{one}" for one in range(1, 13)),
    *(f"L{one}" for one in range(1, 6)),
    *(f"S{one}" for one in range(1, 6)),
]
_LEVEL = expression(
    r"[CTLS](?<![\w-].)(?P<first>\d{1,2})(?: ?[-/–] ?(?P<other>[CTLS])?(?P<last>\d{1,2}))?(?![\w])"
)
_BRANCHES = frozenset({"facet_or_mbb"})
"""A joint is reached by the nerve of the level above: both names may be meant."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the levels that a closing sentence names and its title does not."""
    for issue, claims in context.items:
        conclusion, passage = claims.conclusion, claims.passage
        if conclusion is None or passage is None or conclusion.strength != "explicit":
            continue
        titled = {one for match in _LEVEL.finditer(issue.title) for one in _vertebrae(match)}
        if not titled:
            continue
        start, end = claims.decided
        for match in _LEVEL.finditer(passage.text, start, end):
            if set(_vertebrae(match)) <= titled:
                continue
            yield Flaw(
                span=passage.span(*match.span()),
                issue=issue.number,
                message=f"the closing sentence names {match.group()}, which the item does not",
                expected=", ".join(one for one in _COLUMN if one in titled),
                found=match.group(),
                related=(context.in_letter(issue.span),),
                severity="warning" if issue.service in _BRANCHES else "error",
                contradicts=conclusion,
                help="name in the closing sentence the level that the item names",
            )


def _vertebrae(match: re.Match[str]) -> list[str]:
    """The vertebrae of one run: L4, L5 and S1 of "L4-S1"."""
    first = match.group()[0] + match["first"]
    last = (match["other"] or match.group()[0]) + match["last"] if match["last"] else first
    if first not in _COLUMN or last not in _COLUMN:
        return [first]
    return _COLUMN[_COLUMN.index(first) : _COLUMN.index(last) + 1] or [first, last]
