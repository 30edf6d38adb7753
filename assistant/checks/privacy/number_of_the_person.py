"""A published letter carries a number that leads to the person.

What it does
    Finds claim, policy, account, member, chart and medical record numbers that are filled in,
    Social Security numbers in their usual form, and numbers of the appeals board ("ADJ" with
    digits). The case number of the review is no such number: the letter is filed under it.

Why it matters
    Anyone who holds the claims file of an insurer can look the person up by the number.

Authority
    Labor Code 4610.6(m): determinations are published after removing individually identifiable
    information; 45 CFR 164.514(b)(2)(i)(G)-(J): Social Security, record, plan and account numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="number-of-the-person",
    severity="error",
    family="privacy",
    summary="the letter carries a claim, record or Social Security number",
    authority="Labor Code 4610.6(m); 45 CFR 164.514(b)(2)(i)(G)-(J)",
    ordinary_knowledge=True,
)

_NOUNS = ("claim", "policy", "medical record", "record", "chart", "account", "member", "file",
          "wcab", "patient", "employee", "license", "badge", "passport", "medicare")  # fmt: skip
_OF = r"\s{1,3}(?:number|no\b\.?|num\b\.?|#|ID\b)"
_NUMBER = phrases(
    *(rf"{noun}s?{_OF}" for noun in _NOUNS),
    "mrn", "ssn", "social security(?: number)?", r"driver['’]?s?['’]? licen[cs]e(?: number)?",
    tail=r"(?:\s(?:is|was|of))?\s{0,2}[:#.]?\s{0,3}(?!\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b)"
    r"(?=[A-Z-]{0,12}\d)([A-Z0-9][A-Z0-9-]{3,24})",
)  # fmt: skip
_SOCIAL = expression(r"-(?<=\d\d\d-)(?<![\w-]\d\d\d-)\d\d-\d{4}(?![\w-])")
"""From the first hyphen of the number on: letters have fewer hyphens than digits."""
_BOARD = expression(r"\bADJ\s?#?\d{6,9}\b")
_CALLED = tuple(expression(rf"{gap}(?:n(?:umber|o|um)\b|id\b|#)") for gap in (" ", "\n"))
"""In lower case, and apart by what goes before: a scan for one fixed character costs little."""
_NOUN = expression(rf"(?:{'|'.join(_NOUNS)})s?\s{{0,3}}\Z", re.IGNORECASE)
_NOUN_REACH = 20
_NOUN_ENDS = (*_NOUNS, *(f"{noun}s" for noun in _NOUNS))
_SHORT = ("mrn", "ssn", "social sec", "driver")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such number anywhere in the letter."""
    text = context.letter.document.text
    found: dict[int, tuple[Span, str]] = {}
    for match in _numbers(context):
        found[match.start(1)] = (Span(*match.span(1)), "a claim or record number")
    for match in _SOCIAL.finditer(text):
        span = Span(match.start() - 3, match.end())
        found[span.start] = (span, "a Social Security number")
    if "ADJ" in text:
        for match in _BOARD.finditer(text):
            found.setdefault(match.start(), (Span(*match.span()), "an appeals board number"))
    for _, (span, what) in sorted(found.items()):
        yield Flaw(
            span=span,
            issue=None,
            message=f"the letter carries {what}; published determinations carry none",
            expected="no such number",
            found=what,
            help="take the number out",
        )


def _numbers(context: Context) -> Iterator[re.Match[str]]:
    """The numbers that a noun such as "claim" or "record" names, and those called by letters."""
    text = context.letter.document.text
    if any(short in context.lowered for short in _SHORT):
        yield from _NUMBER.finditer(text)
        return
    for called in (match for pattern in _CALLED for match in pattern.finditer(context.lowered)):
        begin, end = max(called.start() - _NOUN_REACH, 0), called.start()
        if not context.lowered[begin:end].rstrip().endswith(_NOUN_ENDS):
            continue
        noun = _NOUN.search(text, begin, end)
        match = _NUMBER.match(text, noun.start()) if noun else None
        if match:
            yield match
