"""A length of treatment or a dose that the letter ascribes to the guideline is not its own.

What it does
    Takes each length of time, dose and share that a rationale says a guideline gives, apart from
    those beside visits, and looks it up among the limits of the MTUS chapters that the item cites
    or its prose names with a year: first in the cited sections, then in sections about a matter
    that its sentence names. A number found is confirmed. A length for which treatment may go on
    ("no longer than", "up to", "a course of") is contradicted where the cited section bounds the
    length of treatment and gives no such number; so is an interval between visits.

Why it matters
    "Not longer than 2-3 weeks" is the whole reason of many denials of a muscle relaxant. With
    other weeks it denies what the schedule allows, or allows what it does not.

Authority
    The limits of the cited section; 8 CCR 9792.21(c). A section may give further lengths, so that
    the finding is a warning at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.lengths import Length, length_of, same_length
from assistant.checks.limits.matching import cited_limits, editions_of
from assistant.checks.rule import (
    Confirmed,
    Context,
    Flaw,
    Rule,
    Verdict,
    by_guideline,
    capped,
    ceiling,
)
from assistant.checks.wording import number
from assistant.claims import GuidelineLimit, IssueClaims
from assistant.guidelines import Limit, find_edition, limits_of
from assistant.guidelines.queries import words_of
from assistant.letters.models import Issue
from assistant.text.patterns import phrases

RULE = Rule(
    name="measure-misquoted",
    severity="warning",
    family="limits",
    summary="a length or dose ascribed to the guideline is not one that it gives",
    authority="8 CCR 9792.21(c) and the cited section",
    ordinary_knowledge=False,
)

_COURSE = phrases(
    r"longer\sthan", r"more\sthan", r"greater\sthan", r"up\sto", "beyond", "exceed(?:s|ing)?",
    r"course\sof", r"limited\sto", r"maximum\sof", r"trial\sof", r"less\sthan",
)  # fmt: skip
_BETWEEN = phrases(r"between\s(?:\w+\s)?visits", r"visits\severy", r"follow-?\s?ups?\severy")
_TREATED = phrases("use", "used", "treatment", "therapy", "medications?", "recommended", "course")
_COMMON = words_of("treatment guideline pain medical chronic recommended use the for and with or")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such number, where the cited chapters say anything of its kind."""
    for issue, claims in context.items:
        said = [one for one in claims.limits if length_of(one) is not None]
        if not said:
            continue
        cited = cited_limits(issue, context.as_of, {one for s in said for one in _units(s)})
        for claim in said:
            found = _given(context, issue, claims, claim, cited)
            if found is not None:
                yield Confirmed(claim, found.citation)
            elif claim.system != "ODG" and (flaw := _flaw(issue, claims, claim, cited)):
                yield flaw


def _units(claim: GuidelineLimit) -> tuple[str, ...]:
    length = length_of(claim)
    return length.units if length else ()


def _given(
    context: Context, issue: Issue, claims: IssueClaims, claim: GuidelineLimit, cited: list[Limit]
) -> Limit | None:
    """The limit that the claim repeats: of the cited sections, else of one that it names."""
    length = length_of(claim)
    if length is None or claims.passage is None:
        return None
    for limit in cited:
        if same_length(length, limit):
            return limit
    about = words_of(f"{_sentence(claims, claim)} {issue.title}") - _COMMON
    keys = [one.key for one in editions_of(issue, context.as_of)]
    for named in claims.citations:
        edition = find_edition(named.chapter, named.year, context.as_of) if named.chapter else None
        keys += [edition.key] if edition else []
    for key in dict.fromkeys(keys):
        for limit in limits_of(key):
            if limit.services and issue.service not in limit.services:
                continue
            if same_length(length, limit) and about & words_of(limit.section):
                return limit
    return None


def _sentence(claims: IssueClaims, claim: GuidelineLimit) -> str:
    assert claims.passage is not None  # noqa: S101 - a claim stands in a passage
    start, end = claims.passage.around(claim.amount.span.start)
    return claims.passage.text[start:end]


def _flaw(
    issue: Issue, claims: IssueClaims, claim: GuidelineLimit, cited: list[Limit]
) -> Flaw | None:
    """The contradiction, where the cited section bounds just what the claim is about."""
    sentence = _sentence(claims, claim)
    length: Length | None = length_of(claim)
    if length is None or length.units == ("percent",) or length.unit in ("hours", "years"):
        return None
    if _BETWEEN.search(sentence):
        metric = "visit_interval"
    elif _COURSE.search(claim.before[-30:] + _words(claims, claim)) and _TREATED.search(sentence):
        metric = "dose" if length.unit == "mg_med" else "duration"
    else:
        return None
    bounds = [one for one in cited if one.metric == metric and one.unit in length.units]
    if not bounds:
        return None
    nearest = min(bounds, key=lambda one: abs(one.value[1] - length.high))
    said = f"{number((length.low, length.high))} {length.unit.replace('mg_med', 'mg a day')}"
    given = f"{number(nearest.value)} {nearest.unit}"
    return Flaw(
        span=claim.span,
        issue=issue.number,
        message=f"says {said}; the guideline gives {given}",
        expected=given,
        found=said,
        related=(by_guideline(nearest),),
        citation=nearest.citation,
        severity=capped(ceiling(nearest.verification), "warning"),
        contradicts=claim,
        help=f"`imr corpus show {nearest.id}` gives the limit and how well it is verified",
    )


def _words(claims: IssueClaims, claim: GuidelineLimit) -> str:
    assert claims.passage is not None  # noqa: S101 - a claim stands in a passage
    return claims.passage.text[claim.amount.extent.start : claim.amount.extent.end]
