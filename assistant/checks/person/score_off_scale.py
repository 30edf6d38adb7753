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

from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text.patterns import expression

RULE = Rule(
    name="score-off-scale",
    severity="error",
    family="person",
    summary="a pain score or a grade of strength lies above its scale",
    authority="8 CCR 9792.24.2; Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_TOP = tuple(expression(rf"{of}\s?(10|5|ten|five)\b(?!\s?[-/.]\s?\d)") for of in ("/", "out of"))
_SCORE = expression(r"([0-9]{1,3})(?:\.\d)?(?:\s?(?:-|to)\s?(\d{1,3}))?\s?\Z")
_TOPS = frozenset({"10", "5", "ten", "five"})
_LONGEST_SCORE = 16
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
    for issue, passage in passages(context):
        for start, end, score, top in _scores(passage):
            if score > top and _of_a_scale(passage.text, start, end, score, top):
                yield Flaw(
                    span=passage.span(start, end),
                    issue=issue,
                    message=f"{score} lies above a scale that ends at {top}",
                    expected=f"0-{top}",
                    found=str(score),
                    help="take the score from the records",
                )


def _scores(passage: Passage) -> Iterator[tuple[int, int, int, int]]:
    """Where a score stands, from the scale it is of on: bounds, the score, the end of its scale."""
    if passage.words.distinct.isdisjoint(_TOPS):
        return
    found = sorted(
        (match for pattern in _TOP for match in pattern.finditer(passage.text)), key=re.Match.start
    )
    for scale in found:
        score = _SCORE.search(passage.text, max(scale.start() - _LONGEST_SCORE, 0), scale.start())
        if score is not None:
            high = max(int(score.group(1)), int(score.group(2) or 0))
            top = 10 if scale.group(1) in {"10", "ten"} else _GRADES
            yield score.start(), scale.end(), high, top


def _of_a_scale(text: str, start: int, end: int, score: int, top: int) -> bool:
    """Whether the words around show a score: 11/10 and 8/5 may be dates."""
    if start and text[start - 1] in _IN_A_NUMBER:
        return False
    words = text[max(start - _AROUND, 0) : end + 30]
    # the first needs a word of pain, the second one of a grade
    if top == _GRADES:
        return score <= _DIGIT and _GRADED.search(words) is not None
    return score > _LAST_MONTH or _PAIN.search(words) is not None
