"""A strength in per cent is not the strength beside it in milligrams.

What it does
    Compares a share in per cent with the milligrams per gram or millilitre that stand beside it:
    one per cent is 10 mg/g, so that "5 % (50 mg/g)" agrees and "5 % (5 mg/g)" does not.

Why it matters
    A cream ten times as strong, or as weak, is another treatment than the one requested.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A conversion of units is a
    matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span, fold
from assistant.text.patterns import expression

RULE = Rule(
    name="strength-in-two-measures",
    severity="error",
    family="arithmetic",
    summary="a strength in per cent is not the strength beside it in milligrams",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_SHARE = r"(?P<{0}>\d{{1,2}}(?:\.\d{{1,4}})?) ?(?:%|percent\b|per cent\b)"
_MASS = r"(?P<{0}>\d{{1,4}}(?:\.\d{{1,4}})?) ?mg ?(?:/|per) ?(?:1 ?)?(?:g|gm|gram|ml|mL)\b"
_BESIDE = r"(?:[ ,]{0,2}(?:\(|=|or|i\.e\.,?|that is,?|strength|gel|cream|ointment|solution|patch))"
_PAIR = expression(
    _SHARE.format("share")
    + _BESIDE
    + r"{0,3}[ ,(=]{0,3}"
    + _MASS.format("mass")
    + "|"
    + _MASS.format("mass2")
    + _BESIDE
    + r"{0,3}[ ,(=]{0,3}"
    + _SHARE.format("share2"),
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such pair in a title, the summary or a rationale."""
    for issue in context.letter.issues:
        if "mg" in issue.title and "%" in issue.title:
            title = fold(context.letter.document.text, issue.span.start, issue.span.end)
            yield from _pairs(issue.number, title.text, title.span)
    for number, passage in passages(context):
        if "mg" in passage.text and ("%" in passage.text or "cent" in passage.text):
            yield from _pairs(number, passage.text, passage.span)


def _pairs(issue: int | None, text: str, span: Callable[[int, int], Span]) -> Iterator[Verdict]:
    for match in _PAIR.finditer(text):
        share = float(match.group("share") or match.group("share2"))
        mass = float(match.group("mass") or match.group("mass2"))
        if abs(share * 10 - mass) <= 0.01 * mass:
            continue
        yield Flaw(
            span=span(*match.span()),
            issue=issue,
            message=f"{share:g} % are {share * 10:g} mg/g, not {mass:g}",
            expected=f"{share * 10:g} mg/g",
            found=f"{mass:g} mg/g",
            help="correct the strength that the request does not say",
        )
