"""A length of care or complaints that the dates refute.

What it does
    Reads how long the patient is said to have had care or complaints ("has been on it for several
    months"). What would have begun more than a month before the injury is reported, unless the
    sentence speaks of what was before it.

Why it matters
    Five weeks are not several months: care that is denied as long-term may only have begun.

Authority
    8 CCR 9792.10.6(d); a length of time between two dates is a matter of ordinary knowledge
    (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from assistant.checks.dates.lengths import LENGTH, days_of
from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text import spotted, spotted_phrases, stems
from assistant.text.patterns import expression

RULE = Rule(
    name="duration-refuted",
    severity="warning",
    family="dates",
    summary="care or complaints are said to be older than the injury",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_FOR = spotted(
    expression(
        r"\bfor (?:at least |over |more than |about |the (?:past|last) |approximately |nearly )?"
        rf"(?i:{LENGTH})\b"
    ),
    "for ",
)
_HAS = expression(r"\b(?:has|have|had)(?: been)?(?: \w{1,14}){0,5} $", re.IGNORECASE)
_PATIENT = expression(
    r"\b(?:the|this) (?:injured )?(?:patient|worker|claimant|applicant)\b|\bs?he\b", re.IGNORECASE
)
_NOT_THE_INJURY = expression(
    r"\b(?:prior|before|previous|history of|pre-?existing|should|must|may|if|when|patients|"
    r"criteria|recommend\w*|employed|work(?:ed|ing) (?:as|for)|smok\w*|diabet\w*|hypertens\w*)\b",
    re.IGNORECASE,
)
_OLD = spotted_phrases(
    r"injury (?:is|was) (?:now |already )?(?:(?:over|more than|about|nearly|almost|some) )?"
    rf"{LENGTH} (?:old|ago|past)"
)
_CARE = spotted_phrases(
    "nearly", "almost", "about", "over", "more than", "some", "after", "for", "with",
    tail=rf" {LENGTH} of (?:\w{{1,14}} )?"
    r"(?:care|treatment|therapy|symptoms|complaints|pain)\b(?! (?:are|is|should|must|may|before))",
)  # fmt: skip
_GONE = expression(
    rf"\b{LENGTH}(?: of \w+)? (?:have|has|had) (?:now )?(?:gone by|passed|elapsed)\b", re.IGNORECASE
)
_OF_GUIDELINE = expression(
    r"\b(?:guidelines?|mtus|acoem|odg|requires?|required|until|unless)\b", re.IGNORECASE
)
_PASSED = stems("gone ", "passed ", "elapsed ")
_LENGTHS = stems("week", "month", "year")
_UNITS = stems("day", *_LENGTHS)
_WINDOW = 80
"""Characters before "for" that hold its verb."""
_SLACK = 31
"""Days by which a rounded length may be off."""


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each length that reaches back behind the injury."""
    dates = context.letter.dates
    last = dates.ur_denial or dates.decision
    if dates.injury is None or last is None or last < dates.injury:
        return
    possible = (last - dates.injury).days
    for issue, passage in passages(context):
        if not passage.begin(_LENGTHS):
            continue
        for start, match in sorted(_lengths(passage), key=lambda found: found[0]):
            if days_of(match["count"], match["unit"]) <= possible + _SLACK:
                continue
            yield Flaw(
                span=passage.span(start, match.end()),
                issue=issue,
                message="the dates do not allow this length of time",
                expected=f"at most {possible} days before {last}",
                found=f"{match['count']} {match['unit']}s",
                related=context.in_header("injury"),
                help="count the days from the injury, or say that it is older than that",
            )


def _lengths(passage: Passage) -> Iterator[tuple[int, re.Match[str]]]:
    """The lengths of what has gone on since the injury, each from where its words begin."""
    text, words = passage.text, passage.words
    for start, end in passage.sentences(_UNITS):
        for match in _FOR.matches(words, start, end):
            has = _HAS.search(text, max(start, match.start() - _WINDOW), match.start())
            ruled_out = _NOT_THE_INJURY.search(text, start, end)
            if has and not ruled_out and _PATIENT.search(text, start, end):
                yield has.start(), match
        for match in chain(_OLD.matches(words, start, end), _CARE.matches(words, start, end)):
            if not _ruled_out(text, start, end):
                yield match.start(), match
    for start, end in passage.sentences(_PASSED):
        for match in _GONE.finditer(text, start, end):
            if not _ruled_out(text, start, end):
                yield match.start(), match


def _ruled_out(text: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of what was before the injury, or of what a guideline asks."""
    return bool(_NOT_THE_INJURY.search(text, start, end) or _OF_GUIDELINE.search(text, start, end))
