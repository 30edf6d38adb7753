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

_OF = r"\s{1,3}(?:number|no\b\.?|num\b\.?|#|ID\b)"
_NUMBER = phrases(
    *(rf"{what}s?{_OF}" for what in ("claim", "policy", "medical record", "record", "chart",
                                     "account", "member", "file", "wcab", "patient")),
    "mrn", "ssn", "social security(?: number)?",
    tail=r"(?:\s(?:is|was|of))?\s{0,2}[:#.]?\s{0,3}(?!\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b)"
    r"(?=[A-Z-]{0,12}\d)([A-Z0-9][A-Z0-9-]{3,24})",
)  # fmt: skip
_SOCIAL = expression(r"-(?<=\d\d\d-)(?<![\w-]\d\d\d-)\d\d-\d{4}(?![\w-])")
"""From the first hyphen of the number on: letters have fewer hyphens than digits."""
_BOARD = expression(r"\bADJ\s?#?\d{6,9}\b")
_STEMS = ("claim n", "claim #", "claim id", "mrn", "ssn", "social security", "policy", "chart n",
          "chart #", "account", "member", "wcab", "record n", "record #", "patient id", "patient n",
          "patient #", "claims n", "file n", "file #")  # fmt: skip


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such number anywhere in the letter."""
    text = context.letter.document.text
    lowered = text.lower()
    found: dict[int, tuple[Span, str]] = {}
    if any(stem in lowered for stem in _STEMS):
        for match in _NUMBER.finditer(text):
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
