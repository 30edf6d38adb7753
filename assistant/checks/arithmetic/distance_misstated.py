"""How far a number lies from another is said wrongly.

What it does
    Reads sentences that tell a difference ("the 12 requested are two more than the guideline
    gives", "30 visits, six beyond the general course") or a share ("14 days are twice that", "six
    visits are a quarter of this"), and reckons it from the number before it, else from what the
    item asks for, and the number behind it, else the limits that the rationale gives. Of several
    numbers that may be meant, none may fit.

Why it matters
    The difference is the measure of what is denied, or granted, beyond the schedule.

Authority
    8 CCR 9792.10.6(d): the reasons of the determination. A difference and a share are matters of
    ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.arithmetic.distances import (
    DISTANCE,
    LED,
    POINTING,
    STEMS,
    UNITS,
    value_of,
)
from assistant.checks.bare_numbers import Number, bare_number_at, bare_numbers
from assistant.checks.limits.told import told_before
from assistant.checks.models import Related
from assistant.checks.requests import visits_asked
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims import IssueClaims
from assistant.claims.prose import Passage
from assistant.letters.models import Issue

RULE = Rule(
    name="distance-misstated",
    severity="error",
    family="arithmetic",
    summary="how far a number lies from another is not their difference, or their share",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_SLACK = 0.02


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each sentence of a rationale that tells a difference or a share."""
    for issue, claims in context.items:
        passage = claims.passage
        if passage is None:
            continue
        for start, end in passage.sentences(STEMS):
            for match in DISTANCE.finditer(passage.text, start, end):
                yield from _flaw(context, issue, claims, passage, match)


def _flaw(
    context: Context, issue: Issue, claims: IssueClaims, passage: Passage, match: re.Match[str]
) -> Iterator[Flaw]:
    share = match["share"]
    name = "whole" if share else "right"
    text, start = passage.text, passage.around(match.start())[0]
    before = [one for one in bare_numbers(text, start, match.start()) if one.unit != "mg"]
    unit = before[-1].unit if before else None
    if match["unit"]:
        unit = UNITS.get(match["unit"].rstrip("s").lower(), f"{match['unit'].rstrip('s').lower()}s")
    lefts = {one.value for one in before[-2:] if one.unit in (None, unit)}
    if not before and not share:
        lefts = visits_asked(issue)
    subject = before[0].start if before else match.start()
    rights = _rights(context, claims, passage, match, (unit, subject))
    if not lefts or not rights:
        return
    said = value_of(share or match["by"], share=bool(share))
    if any(_fits(left, right, said, match) for left in lefts for right, _ in rights):
        return
    left, (right, place) = max(lefts), rights[-1]
    wanted = left / right if share else abs(left - right)
    if not share and left == right:
        return
    where = "" if share else (" more" if left > right else " fewer")
    yield Flaw(
        span=passage.span(match.start("share" if share else "by"), match.start(name) - 1),
        issue=issue.number,
        message=f"{left:g} are not {(share or match['by']).lower()} "
        f"{'of' if share else 'from'} {right:g}",
        expected=f"{wanted:.2g} times" if share else f"{wanted:g}{where}",
        found=f"{share or match['by']}".lower(),
        related=(place,) if place else (),
        severity="warning",
        help="correct the difference, or the numbers that it is reckoned from",
    )


def _fits(left: float, right: float, said: float, match: re.Match[str]) -> bool:
    """Whether `left` lies from `right` as the sentence says."""
    if match["share"]:
        return abs(left - right * said) <= _SLACK * right
    return left - right == (said if match["more"] else -said)


def _rights(
    context: Context,
    claims: IssueClaims,
    passage: Passage,
    match: re.Match[str],
    subject: tuple[str | None, int],
) -> list[tuple[float, Related | None]]:
    """The numbers that may be meant behind the words: one that stands there, else limits told.

    `subject` is the unit of what is measured and where it stands, which measures nothing itself.
    """
    unit, start = subject
    text, name = passage.text, "whole" if match["share"] else "right"
    led = LED.match(text, match.start(name), match.end(name))
    number: Number | None = bare_number_at(text, led.end(), match.end(name)) if led else None
    if number is not None:
        return [(number.value, None)] if number.unit in (None, unit) or unit is None else []
    if not POINTING.match(match[name]):
        return []
    return [
        (bound, context.in_letter(one.span))
        for one, bound in told_before(claims, passage, unit, start)
    ]
