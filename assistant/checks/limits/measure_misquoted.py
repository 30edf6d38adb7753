"""A length of treatment or a dose that the letter ascribes to the guideline is not its own.

What it does
    Takes each length of time, dose and share that a rationale says a guideline gives, apart from
    those beside visits, and looks it up among the limits of the chapters of the MTUS or the ODG
    that the item cites or its prose names with a year: first in the cited sections, then in
    sections about a matter that its sentence names. A number found is confirmed. A length for which
    treatment may go on
    ("no longer than", "up to", "a course of") is contradicted where the cited section bounds the
    length of treatment and gives no such number; so are an interval between visits and the
    concentration of a drug. A number that the section itself mentions beside its limit is neither.

Why it matters
    "Not longer than 2-3 weeks" is the whole reason of many denials of a muscle relaxant. With
    other weeks it denies what the schedule allows, or allows what it does not.

Authority
    The limits of the cited section; 8 CCR 9792.21(c). A section may give further lengths, so that
    the finding is a warning at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.lengths import length_of
from assistant.checks.limits.looking_up import given_by, misquoted, sentence_of, words_of_claim
from assistant.checks.limits.matching import cited_limits, limits_cited
from assistant.checks.limits.metrics import metrics_of
from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.checks.wording import counted
from assistant.claims import GuidelineLimit, IssueClaims
from assistant.guidelines import Limit
from assistant.text.patterns import expression

RULE = Rule(
    name="measure-misquoted",
    severity="warning",
    family="limits",
    summary="a length or dose ascribed to the guideline is not one that it gives",
    authority="8 CCR 9792.21(c) and the cited section",
    ordinary_knowledge=False,
)

_NUMBERS = expression(r"\d+(?:\.\d+)?")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such number, where the cited chapters say anything of its kind."""
    for issue, claims in context.items:
        said = [one for one in claims.limits if length_of(one) is not None]
        if not said:
            continue
        cited = cited_limits(issue, context.limits_day, {one for s in said for one in _units(s)})
        # a chapter of the ODG cited as a whole bounds many services; only the item's own counts
        outside = [
            one
            for one in limits_cited(issue, context.limits_day, "ODG")
            if issue.service in one.services
        ]
        for claim in said:
            # a sentence that names no guideline quotes the one that the item cites
            of_odg = claim.system == "ODG" or not (claim.system or cited)
            found = given_by(context, issue, claims, claim, [*cited, *outside] if of_odg else cited)
            if found is not None:
                yield Confirmed(claim, found.citation)
            elif flaw := _flaw(claims, claim, outside if of_odg else cited):
                yield flaw


def _units(claim: GuidelineLimit) -> tuple[str, ...]:
    length = length_of(claim)
    return length.units if length else ()


def _flaw(claims: IssueClaims, claim: GuidelineLimit, cited: list[Limit]) -> Flaw | None:
    """The contradiction, where the cited section bounds just what the claim is about."""
    length = length_of(claim)
    metrics = metrics_of(claim, words_of_claim(claims, claim), sentence_of(claims, claim))
    if length is None or not metrics:
        return None
    bounds = [one for one in cited if one.metric in metrics and one.unit in length.units]
    if not bounds:
        return None
    if length.unit == "percent" and any(length.high in _mentioned(one) for one in bounds):
        return None
    nearest = min(bounds, key=lambda one: abs(one.value[1] - length.high))
    said = counted((length.low, length.high), length.unit).replace("mg_med", "mg a day")
    return misquoted(claim, said, counted(nearest.value, nearest.unit), nearest, most="warning")


def _mentioned(limit: Limit) -> set[float]:
    """The strengths that the section mentions beside the limit: "no evidence that 0.0375 helps"."""
    return {float(one) for one in _NUMBERS.findall(limit.condition)}
