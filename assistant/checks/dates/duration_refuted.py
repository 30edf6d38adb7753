"""A length of time that the dates refute.

What it does
    Reads how long before or after the injury something is said to be ("20 days after the injury",
    "injured two years ago"), and how long the patient is said to have had care or complaints ("has
    been on it for several months"). What would reach past the decision, or lie before the injury by
    more than a month, is reported; so is a length beside a date that is another number of days from
    the injury.

Why it matters
    Five weeks are not several months: care that is denied as long-term may only have begun.

Authority
    8 CCR 9792.10.6(d); a length of time between two dates is a matter of ordinary knowledge
    (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.dates.lengths import LENGTH, days_of
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage

RULE = Rule(
    name="duration-refuted",
    severity="warning",
    family="dates",
    summary="a length of time does not fit the dates",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_INJURY = r"(?:the |an? |h(?:is|er) )?(?:date of |initial |original |industrial |work )?"
_AFTER_INJURY = re.compile(
    rf"\b{LENGTH} (?:after|since|post|from|following|out from) {_INJURY}"
    r"(?:injury|accident|incident)\b(?! (?:to|in|of) (?:the )?other)",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"\b(?:has|have|had)(?: been)?(?: \w{1,14}){0,5} for (?:at least |over |more than |about |the "
    rf"(?:past|last) |approximately |nearly )?{LENGTH}\b",
    re.IGNORECASE,
)
_PATIENT = re.compile(
    r"\b(?:the|this) (?:injured )?(?:patient|worker|claimant|applicant)\b|\bs?he\b", re.IGNORECASE
)
_NOT_THE_INJURY = re.compile(
    r"\b(?:prior|before|previous|history of|pre-?existing|should|must|may|if|when|patients|"
    r"criteria|recommend\w*|employed|work(?:ed|ing) (?:as|for)|smok\w*|diabet\w*|hypertens\w*)\b",
    re.IGNORECASE,
)
_SLACK = 31
"""Days by which a rounded length may be off."""


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each length of time that the header's dates, or a date beside it, refute."""
    injury = context.letter.dates.injury
    claims = context.claims
    if injury is None:
        return
    passages = [(None, claims.summary), *((one.number, one.passage) for one in claims.issues)]
    for issue, passage in passages:
        if passage is not None:
            yield from _since_injury(context, passage, issue, injury)
            yield from _lasted(context, passage, issue, injury)


def _since_injury(
    context: Context, passage: Passage, issue: int | None, injury: date
) -> Iterator[Flaw]:
    last = context.letter.dates.decision
    for match in _AFTER_INJURY.finditer(passage.text):
        said = days_of(match["count"], match["unit"])
        start, end = passage.around(match.start())
        beside = [
            (one.day - injury).days
            for one in context.days
            if one.passage is passage and start <= one.start < end and one.day and one.day > injury
        ]
        slack = max(7, said // 4)
        if last is not None and said > (last - injury).days + slack:
            yield _flaw(context, passage, match, issue, f"at most {(last - injury).days} days")
        elif len(beside) == 1 and abs(beside[0] - said) > max(slack, _SLACK if said > 60 else 0):
            yield _flaw(context, passage, match, issue, f"{beside[0]} days")


def _lasted(context: Context, passage: Passage, issue: int | None, injury: date) -> Iterator[Flaw]:
    dates = context.letter.dates
    last = dates.ur_denial or dates.decision
    if last is None:
        return
    for match in _LASTED.finditer(passage.text):
        start, end = passage.around(match.start())
        sentence = passage.text[start:end]
        if _NOT_THE_INJURY.search(sentence) or not _PATIENT.search(sentence):
            continue
        possible = (last - injury).days
        if possible >= 0 and days_of(match["count"], match["unit"]) > possible + _SLACK:
            yield _flaw(context, passage, match, issue, f"at most {possible} days before {last}")


def _flaw(
    context: Context, passage: Passage, match: re.Match[str], issue: int | None, expected: str
) -> Flaw:
    header = context.in_header("injury")
    return Flaw(
        span=passage.span(match.start(), match.end()),
        issue=issue,
        message="the dates do not allow this length of time",
        expected=expected,
        found=f"{match['count']} {match['unit']}s",
        related=(header,) if header else (),
        help="count the days between the two dates",
    )
