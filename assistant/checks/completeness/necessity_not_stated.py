"""A rationale does not say whether the treatment is medically necessary.

What it does
    Looks in each rationale for a conclusion: that the treatment is, or is not, medically necessary,
    supported, certified. An item that depends on another one's decision may rest on that.

Why it matters
    The outcome beside the item is a label; the reasons must arrive at it.

Authority
    8 CCR 9792.10.6(d): the determination states whether the treatment is medically necessary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="necessity-not-stated",
    severity="info",
    family="completeness",
    summary="a rationale arrives at no conclusion",
    authority="8 CCR 9792.10.6(d)",
    ordinary_knowledge=True,
)

_NAMED = expression(r"\bnecess|\bcertif|\bauthori[sz]|\bappropriate|\bapprov", re.IGNORECASE)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each rationale without a conclusion."""
    for issue, claims in context.items:
        if issue.rationale is None or claims.passage is None or claims.conclusion is not None:
            continue
        if _NAMED.search(claims.passage.text):
            # words of a conclusion that was not understood: nothing certain can be said
            continue
        yield Flaw(
            span=issue.rationale.span,
            issue=issue.number,
            message="the rationale does not say whether the treatment is medically necessary",
            expected="is, or is not, medically necessary",
            found="no conclusion",
            help="end the rationale with the conclusion that the outcome states",
        )
