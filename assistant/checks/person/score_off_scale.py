"""A pain score or a grade of strength lies above its scale.

What it does
    Finds scores above ten of ten, and grades of strength or pain above five of five. A number that
    may be a date counts only beside a word of pain.

Why it matters
    The score is what a gain or a loss is measured by; one off the scale measures nothing.

Authority
    MTUS Chronic Pain Medical Treatment Guidelines, pain assessment (8 CCR 9792.24.2): pain is rated
    on a scale of 0 to 10; strength is graded 0 to 5. Plain on the page (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.prose import matches
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import stems
from assistant.text.patterns import expression

RULE = Rule(
    name="score-off-scale",
    severity="error",
    family="person",
    summary="a pain score or a grade of strength lies above its scale",
    authority="8 CCR 9792.24.2; Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_SCORE = expression(
    r"[0-9]{1,3}(?:\.\d)?"
    r"(?:\s?(?:-|to)\s?(\d{1,3}))?\s?(?:/|out of)\s?(10|5|ten|five)\b(?!\s?[-/.]\s?\d)"
)
_TOPS = stems("10", "5", "ten", "five")
_IN_A_NUMBER = frozenset("0123456789./-")
_PAIN = expression(
    r"\b(?:pain|vas|scale|rat(?:ed|ing|es)|scores?|scored|severity|intensity|level|analog)\b",
    re.IGNORECASE,
)
_GRADED = expression(r"\b(?:strength|motor|power|muscle|weakness|pain|VAS|grade)\b", re.IGNORECASE)
_LAST_MONTH = 12
_GRADES, _DIGIT = 5, 9
_AROUND = 70


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each score above its scale."""
    for issue, passage, match in matches(context, _SCORE, _TOPS):
        top = 10 if match.group(2) in {"10", "ten"} else _GRADES
        first = re.match(r"\d+", match.group())
        low = int(first.group()) if first else 0
        score = max(low, int(match.group(1) or 0))
        within = match.start() and passage.text[match.start() - 1] in _IN_A_NUMBER
        if score <= top or within:
            continue
        words = passage.text[max(match.start() - _AROUND, 0) : match.end() + 30]
        # 11/10 and 8/5 may be dates: the first needs a word of pain, the second one of a grade
        if top == _GRADES and (score > _DIGIT or not _GRADED.search(words)):
            continue
        if top != _GRADES and score <= _LAST_MONTH and not _PAIN.search(words):
            continue
        yield Flaw(
            span=passage.span(*match.span()),
            issue=issue,
            message=f"{score} lies above a scale that ends at {top}",
            expected=f"0-{top}",
            found=str(score),
            help="take the score from the records",
        )
