"""More visits are decided without a word on function.

What it does
    Where an item asks for visits of therapy and its title or rationale speaks of earlier ones,
    looks in the rationale for a word on function: functional improvement, activities of daily
    living, work status, return to work. It is information.

Why it matters
    Going on with therapy turns on what it has done for function, not on pain alone; a decision
    either way that does not say so leaves out the test.

Authority
    8 CCR 9792.20(e) on functional improvement, (f) in the text of 2009.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="function-not-named",
    severity="info",
    family="completeness",
    summary="more visits are decided without a word on function",
    authority="8 CCR 9792.20(e)",
    ordinary_knowledge=False,
)

_SERVICES = frozenset(
    {
        "physical_therapy",
        "occupational_therapy",
        "chiropractic",
        "acupuncture",
        "massage",
        "aquatic",
    }
)
_MORE = expression(r"\b(?:additional|more|further|continu\w+|extend\w*)\b", re.IGNORECASE)
_FUNCTION = expression(
    r"\bfunction\w*|\bactivit(?:y|ies) of daily|\bADLs?\b|\bwork status|"
    r"\breturn(?:ed|ing)? to work|\bwork restriction|\brange of motion|\bstrength\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each decision on more visits that does not speak of function."""
    for issue, claims in context.items:
        if issue.service not in _SERVICES or claims.passage is None or issue.rationale is None:
            continue
        earlier = any(count.role == "prior" for count in claims.counts)
        if not earlier and not _MORE.search(issue.title):
            continue
        if _FUNCTION.search(claims.passage.text):
            continue
        yield Flaw(
            span=issue.span,
            issue=issue.number,
            message="decides on more visits and does not speak of function",
            expected="what the earlier visits did for function",
            found="no word on function",
            help="say whether function improved, as measured in the history and examination",
        )
