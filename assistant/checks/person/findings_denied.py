"""The letter denies neurological findings that it describes.

What it does
    Where a sentence says that there are no neurological findings or deficits, or that the worker is
    neurologically intact, looks for strength below 5/5 and for reduced sensation elsewhere in the
    letter. The two may be of different days, so that the finding is a warning.

Why it matters
    A focal deficit is what the chapters ask for before imaging, nerve studies and injections.

Authority
    MTUS (8 CCR 9792.23.1, 9792.23.5), special studies: objective findings of nerve compromise.
    A contradiction on the page is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.prose import matches
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.terms import BodyPart, find_body_parts, same_region
from assistant.text.patterns import expression

RULE = Rule(
    name="findings-denied",
    severity="warning",
    family="person",
    summary="the letter denies neurological findings that it describes",
    authority="8 CCR 9792.23.1, 9792.23.5; Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_DENIED = expression(
    r"\b(?:no|without|absence of|lack of|denies|denied)\b(?:\s[\w/-]{1,20}){0,5}?\s"
    r"(?:neurological|neurologic|motor|sensory|dermatomal)(?:\s[\w/-]{1,20}){0,3}?\s"
    r"(?:deficits?|findings?|dysfunction|abnormalit(?:y|ies)|impairment|loss)"
    r"|\bneurologically intact"
    r"|\bneurologic(?:al)?(?: exam(?:ination)?)? (?:is|was) "
    r"(?:grossly )?(?:intact|normal|unremarkable)",
    re.IGNORECASE,
)
_DESCRIBED = expression(
    r"\b[0-4]\s?[+-]?\s?(?:/|out of)\s?5\b(?!\s?[-/]\s?\d)(?=[^.]{0,60}(?:strength|weak|motor))"
    r"|(?<=strength)[^.\d]{1,60}?\b[0-4]\s?[+-]?\s?(?:/|out of)\s?5\b(?!\s?[-/]\s?\d)"
    r"|\b(?:decreased|diminished|reduced|impaired) (?:light touch )?sensation",
    re.IGNORECASE,
)
_DOUBT = expression(r"\b(?:progress\w*|new|worsen\w*|other|further|additional|red flags?)\b")
_REACH = 60
_NOT = expression(r"\b(?:no|without|not|denie[sd])\b[^.]{0,30}$", re.IGNORECASE)


def _parts(passage: Passage, match: re.Match[str]) -> tuple[BodyPart, ...]:
    """The parts of the body in the clause of `match`: "no deficits in the arms"."""
    start, end = passage.around(match.start())
    cut = passage.text.find(";", match.end(), end)
    start = max(start, passage.text.rfind(";", start, match.start()) + 1, match.start() - _REACH)
    end = min(cut if cut >= 0 else end, match.end() + _REACH)
    return find_body_parts(passage.text[start:end])


def _together(one: tuple[BodyPart, ...], other: tuple[BodyPart, ...]) -> bool:
    """Whether two stretches may be of the same region; one that names none may be of any."""
    if not one or not other:
        return True
    return any(same_region(a.part, b.part) for a in one for b in other)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first denial of findings that stand elsewhere."""
    described = [
        (passage, match)
        for _, passage, match in matches(context, _DESCRIBED, "/5", "of 5", "sensation")
        if not _NOT.search(passage.text, max(match.start() - 40, 0), match.start())
    ]
    if not described:
        return
    for issue, passage, match in matches(context, _DENIED, "neurologic", "motor", "sensory"):
        if _DOUBT.search(match.group()):
            continue
        where = _parts(passage, match)
        other = next((one for one in described if _together(where, _parts(*one))), None)
        if other is None:
            continue
        yield Flaw(
            span=passage.span(*match.span()),
            issue=issue,
            message="neurological findings are denied here and described elsewhere",
            expected="the findings that the letter describes",
            found=context.slice(passage.span(*match.span())),
            related=(context.in_letter(other[0].span(*other[1].span())),),
            help="say which findings count, and of which day",
        )
        return
