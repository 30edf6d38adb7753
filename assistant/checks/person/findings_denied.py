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

from assistant.checks.prose import matches, passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.terms import BodyPart, find_body_parts, same_region
from assistant.text import spotted_phrases, stems
from assistant.text.patterns import expression

RULE = Rule(
    name="findings-denied",
    severity="warning",
    family="person",
    summary="the letter denies neurological findings that it describes",
    authority="8 CCR 9792.23.1, 9792.23.5; Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

Bounds = tuple[int, int]

_NEUROLOGICAL = (
    r"(?:\s[\w/-]{1,20}){0,5}?\s"
    r"(?:neurological|neurologic|motor|sensory|dermatomal)(?:\s[\w/-]{1,20}){0,3}?\s"
    r"(?:deficits?|findings?|dysfunction|abnormalit(?:y|ies)|impairment|loss)"
)
_DENIED = spotted_phrases(
    *(rf"{word}\b{_NEUROLOGICAL}" for word in (
        "no", "without", "absence of", "lack of", "denies", "denied",
        "insufficient documentation of", "not (?:reveal|show|demonstrate) (?:any )?")),
    "neurologically intact",
    r"neurologic(?:al)?(?: exam(?:ination)?)? (?:is|was) "
    r"(?:grossly )?(?:intact|normal|unremarkable)",
    tail="",
)  # fmt: skip
_OF_FIVE = r"\s?[+-]?\s?(?:/|out of)\s?5\b(?!\s?[-/]\s?\d)"
_GRADE = expression(rf"[0-4](?<!\w.)(?i:{_OF_FIVE})(?=[^.]{{0,60}}(?i:strength|weak|motor))")
_GRADE_BEHIND = spotted_phrases(rf"strength([^.\d]{{1,60}}?\b[0-4]{_OF_FIVE})", tail="")
_GRADED = stems("strength", "weak", "motor")
_SENSATION = spotted_phrases(
    *(rf"{word}\s(?:light touch )?sensation" for word in ("decreased", "diminished", "reduced",
                                                         "impaired")), tail="",
)  # fmt: skip
_DOUBT = expression(r"\b(?:progress\w*|new|worsen\w*|other|further|additional|red flags?)\b")
_REACH = 60
_NOT = expression(r"\b(?:no|without|not|denie[sd])\b[^.]{0,30}$", re.IGNORECASE)


def _described(passage: Passage) -> Iterator[Bounds]:
    """Where findings are described: grades of strength below five, and loss of sensation."""
    text = passage.text
    found: list[Bounds] = []
    if passage.begin(_GRADED) and "5" in passage.words.distinct:
        found += [match.span(1) for match in _GRADE_BEHIND.matches(passage.words)]
        found += [match.span() for match in _GRADE.finditer(text)]
    found += [match.span() for match in _SENSATION.matches(passage.words)]
    behind = 0
    for start, end in sorted(found):
        if start >= behind and not _NOT.search(text, max(start - 40, 0), start):
            yield start, end
        behind = max(behind, end)


def _parts(passage: Passage, place: Bounds) -> tuple[BodyPart, ...]:
    """The parts of the body in the clause at `place`: "no deficits in the arms"."""
    start, end = passage.around(place[0])
    cut = passage.text.find(";", place[1], end)
    start = max(start, passage.text.rfind(";", start, place[0]) + 1, place[0] - _REACH)
    end = min(cut if cut >= 0 else end, place[1] + _REACH)
    return find_body_parts(passage.text[start:end])


def _together(one: tuple[BodyPart, ...], other: tuple[BodyPart, ...]) -> bool:
    """Whether two stretches may be of the same region; one that names none may be of any."""
    if not one or not other:
        return True
    return any(same_region(a.part, b.part) for a in one for b in other)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first denial of findings that stand elsewhere."""
    described = [
        (passage, place) for _, passage in passages(context) for place in _described(passage)
    ]
    if not described:
        return
    for issue, passage, match in matches(context, _DENIED):
        if _DOUBT.search(match.group()):
            continue
        where = _parts(passage, match.span())
        other = next((one for one in described if _together(where, _parts(*one))), None)
        if other is None:
            continue
        yield Flaw(
            span=passage.span(*match.span()),
            issue=issue,
            message="neurological findings are denied here and described elsewhere",
            expected="the findings that the letter describes",
            found=context.slice(passage.span(*match.span())),
            related=(context.in_letter(other[0].span(*other[1])),),
            help="say which findings count, and of which day",
        )
        return
