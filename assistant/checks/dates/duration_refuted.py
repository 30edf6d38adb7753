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

from assistant.checks.dates.lengths import LENGTH, days_of
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="duration-refuted",
    severity="warning",
    family="dates",
    summary="care or complaints are said to be older than the injury",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_FOR = expression(
    r"for (?:at least |over |more than |about |the (?:past|last) |approximately |nearly )?"
    rf"(?i:{LENGTH})\b"
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
_WINDOW = 80
"""Characters before "for" that hold its verb."""
_SLACK = 31
"""Days by which a rounded length may be off."""


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each length that reaches back behind the injury."""
    dates, claims = context.letter.dates, context.claims
    last = dates.ur_denial or dates.decision
    if dates.injury is None or last is None or last < dates.injury:
        return
    possible = (last - dates.injury).days
    header = context.in_header("injury")
    passages = [(None, claims.summary), *((one.number, one.passage) for one in claims.issues)]
    for issue, passage in passages:
        for match in _FOR.finditer(passage.text) if passage is not None else ():
            if passage is None or days_of(match["count"], match["unit"]) <= possible + _SLACK:
                continue
            start, end = passage.around(match.start())
            has = _HAS.search(passage.text, max(start, match.start() - _WINDOW), match.start())
            sentence = passage.text[start:end]
            if not has or _NOT_THE_INJURY.search(sentence) or not _PATIENT.search(sentence):
                continue
            yield Flaw(
                span=passage.span(has.start(), match.end()),
                issue=issue,
                message="the dates do not allow this length of time",
                expected=f"at most {possible} days before {last}",
                found=f"{match['count']} {match['unit']}s",
                related=(header,) if header else (),
                help="count the days from the injury, or say that it is older than that",
            )
