"""The rationale finds some of the visits supported, and the item is decided as a whole.

What it does
    Finds sentences that call a smaller number of visits than the request's reasonable, supported
    or necessary in this case, under an item that is upheld whole; and sentences that call only a
    smaller number so, under one that is overturned whole. What review had already authorised is
    not counted. Rules of a guideline are not findings, and parts of a request cannot always be
    granted, so that the finding is information; a warning where the letter says how many more the
    guideline leaves.

Why it matters
    Who finds 6 of 12 visits supported and denies all 12 denies 6 that are necessary; who grants
    all 12 grants 6 that are not.

Authority
    8 CCR 9792.10.6(d); Labor Code 4610.6(c)-(d): the reasons carry the decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.negation import denies
from assistant.text import stems
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="supported-part-not-granted",
    severity="warning",
    family="conclusion",
    summary="the rationale finds a part of the visits supported, the item is decided whole",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(c)-(d)",
    ordinary_knowledge=True,
)

_FIT = stems("reasonable", "appropriate", "support", "warrant", "indicated", "necessary", "justif")
_FOUND = expression(
    r"[^.;]{0,60}?\b(?=[iawbs])(?:is|are|was|were|be|seems?|appears?)\s(?:\w{1,12}\s){0,2}?"
    r"(?:reasonable|appropriate|supported|warranted|indicated|medically necessary|justified)\b",
    re.IGNORECASE,
)
_FINDS = expression(
    r"\b(?:supports?|warrants?|justif(?:y|ies))\s(?:[\w-]{1,12}\s){0,5}?$", re.IGNORECASE
)
_LEAVES = expression(
    r"\b(?:allows?|permits?|leaves?) (?:for )?(?:only )?(?:up to )?(?:an? )?"
    r"(?:additional|further|more|another) (?:\w{1,5} )?$",
    re.IGNORECASE,
)
"""What a guideline leaves after the visits done: a finding on this case, and no rule."""
_FIT_OR_LEFT = stems(*_FIT, "allow", "permit", "leave")
_RULE = phrases(
    "guidelines?", "mtus", "odg", "acoem", "if", "when", "unless", r"recommends?", r"with\sdocument"
    "ation", r"with\sevidence", "criteria",
)  # fmt: skip
_ONLY = phrases("only", r"no\smore\sthan", r"at\smost", r"not\smore\sthan", "just")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first such sentence of each item that asks for more visits."""
    for issue, claims in context.items:
        passage, asked = claims.passage, issue.request.visits
        if passage is None or asked is None or issue.outcome not in ("upheld", "overturned"):
            continue
        if not passage.begin(_FIT_OR_LEFT):
            continue
        authorized = (issue.partial.authorized_visits if issue.partial else None) or 0
        for amount in passage.amounts:
            if amount.unit != "visits" or not authorized < amount.value[1] < asked[1]:
                continue
            start, end = passage.around(amount.span.start)
            before = passage.text[start : amount.extent.start]
            leaves = _LEAVES.search(passage.text, start, amount.span.start) is not None
            if not leaves and _RULE.search(passage.text, start, end):
                continue
            found = _FOUND.match(passage.text, amount.extent.end, end)
            if found is None and not leaves and not _FINDS.search(before[-60:]):
                continue
            if not leaves and denies(before[-40:] + (found.group() if found else "")):
                continue
            only = _ONLY.search(passage.text, start, amount.span.end)
            if issue.outcome == "overturned" and not only:
                continue
            yield Flaw(
                span=passage.span(amount.extent.start, found.end() if found else amount.extent.end),
                issue=issue.number,
                message=f"finds {amount.value[1]:g} of {asked[1]:g} visits supported; the item is "
                f"{issue.outcome} as a whole",
                expected="a decision on the part that is supported, or why it cannot be parted",
                found=issue.outcome,
                severity="warning" if leaves else "info",
                related=(context.in_letter(issue.outcome_span),) if issue.outcome_span else (),
                help="decide the part, or say why the request is decided whole",
            )
            break
