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
from collections.abc import Iterator
from itertools import chain

from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text import stems
from assistant.text.patterns import expression

RULE = Rule(
    name="strength-in-two-measures",
    severity="error",
    family="arithmetic",
    summary="a strength in per cent is not the strength beside it in milligrams",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_PER_CENT = stems("percent", "cent")
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
    for issue, passage in chain(context.titles, passages(context)):
        if not ("%" in passage.text or passage.begin(_PER_CENT)) or "mg" not in passage.text:
            continue
        for match in _PAIR.finditer(passage.text):
            yield from _verdict(issue, passage, match)


def _verdict(issue: int | None, passage: Passage, match: re.Match[str]) -> Iterator[Verdict]:
    share = float(match.group("share") or match.group("share2"))
    mass = float(match.group("mass") or match.group("mass2"))
    if abs(share * 10 - mass) > 0.01 * mass:
        yield Flaw(
            span=passage.span(*match.span()),
            issue=issue,
            message=f"{share:g} % are {share * 10:g} mg/g, not {mass:g}",
            expected=f"{share * 10:g} mg/g",
            found=f"{mass:g} mg/g",
            help="correct the strength that the request does not say",
        )
