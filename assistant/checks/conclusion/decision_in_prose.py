"""The rationale says that the denial is upheld or overturned, against the outcome line.

What it does
    Reads sentences such as "the determination is upheld" or "the denial is overturned" about the
    utilization review decision, and compares with the outcome printed beside the title.

Why it matters
    The outcome line is what the claims administrator acts on, the prose what the worker reads.

Authority
    Labor Code 4610.6(d)-(e); 8 CCR 9792.10.6(d). A contradiction on the page is a matter of
    ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import stems
from assistant.text.patterns import expression

RULE = Rule(
    name="decision-in-prose-differs",
    severity="error",
    family="conclusion",
    summary="the rationale says upheld or overturned against the outcome line",
    authority="Labor Code 4610.6(d)-(e); 8 CCR 9792.10.6(d)",
    ordinary_knowledge=True,
)

_DECISION = expression(
    r"\b(?:denial|non-?certification|(?:utilization review|UR|adverse|prior|previous)"
    r" (?:decision|determination)|(?:decision|determination) to (?:deny|non-?certify))"
    r"(?:\s(?!not\b|been\b)\w{1,14}){0,6}?\s(?:is|be)\s(?:\w{1,14}ly\s|therefore\s|thus\s)?"
    r"(upheld|affirmed|sustained|overturned|reversed)\b",
    re.IGNORECASE,
)
_DECIDED = stems("upheld", "affirmed", "sustained", "overturned", "reversed")
_MODAL = expression(
    r"\b(?:if|unless|may|might|could|not|appeal|request(?:s|ed)? that)\b", re.IGNORECASE
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the last such statement of each rationale."""
    for issue, claims in context.items:
        passage = claims.passage
        if passage is None or issue.outcome not in ("upheld", "overturned"):
            continue
        if not passage.begin(_DECIDED):
            continue
        found = [
            match for match in _DECISION.finditer(passage.text) if not _MODAL.search(match.group())
        ]
        if not found:
            continue
        word = found[-1].group(1).lower()
        said = "overturned" if word in ("overturned", "reversed") else "upheld"
        if said == issue.outcome:
            continue
        yield Flaw(
            span=passage.span(*found[-1].span(1)),
            issue=issue.number,
            message=f"the item is {issue.outcome}, but the rationale says the denial is {word}",
            expected=issue.outcome,
            found=word,
            related=(context.in_letter(issue.outcome_span),) if issue.outcome_span else (),
            help="correct the outcome line or the sentence",
        )
