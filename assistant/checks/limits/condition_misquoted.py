"""The letter gives a limit of the guideline to another condition than the guideline does.

What it does
    Takes each number of visits ascribed to the MTUS beside a diagnosis ("26 visits over 16 weeks
    for myalgia") and looks up the rows of the cited sections for that diagnosis. A number that
    none of these rows gives, but that a row for another diagnosis does, is contradicted.

Why it matters
    The rows differ by two and a half times: who takes the row of another condition denies, or
    grants, by a limit that is not the worker's.

Authority
    The rows of the cited section; 8 CCR 9792.21(c). The finding is as grave as the verification of
    the limits allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.limits.matching import adopted, cited_limits, claimed_visits, fits
from assistant.checks.rule import Context, Flaw, Rule, Verdict, by_guideline, capped, ceiling
from assistant.checks.wording import number
from assistant.claims import GuidelineLimit
from assistant.guidelines import Limit
from assistant.guidelines.queries import words_of
from assistant.text.patterns import expression

RULE = Rule(
    name="condition-misquoted",
    severity="error",
    family="limits",
    summary="a limit of the guideline is given to another condition than its own",
    authority="8 CCR 9792.21(c) and the cited section",
    ordinary_knowledge=False,
)

_FOR = expression(
    r"[\s,]{0,3}(?:(?:is|are|may be) (?:recommended|allowed|appropriate) )?"
    r"(?:for|in|of|with)\s([^.;:]{3,90})",
    re.IGNORECASE,
)
_NEXT = expression(r",? (?:and|or) (?:for|in|with) ", re.IGNORECASE)
_LEADS = expression(
    r"(?:^|[.;:,]|\b(?:and|for|or)\b)\s?([^.;:]{3,90}?)"
    r"(?::\s?|\)\s?|,? (?:the )?(?:MTUS|guidelines?|schedule) (?:recommend|allow|give|suggest)\w*"
    r"[^.;:]{0,20}|\b(?:warrants?|allows?|gets?) [^.;:]{0,16})$",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each number of visits that stands beside a diagnosis of another row."""
    for issue, claims in context.items:
        said = [*claimed_visits(claims), *adopted(claims, "visits")]
        limits = cited_limits(issue, context.limits_day) if said else []
        rows = [one for one in limits if one.diagnoses]
        for claim in said if rows else ():
            other = next((one for one in rows if fits(claim, one)), None)
            named = words_of(_beside(claim)) if other else frozenset()
            own = _misnamed(claim, [one for one in rows if _names(named, one)])
            if other is None or not own:
                continue
            yield Flaw(
                span=claim.span,
                issue=issue.number,
                message=f"gives {number(claim.amount.value)} visits to {own[0].diagnoses[0]}; "
                f"that is the row of {other.diagnoses[0]}",
                expected=f"{number(own[0].value)} {own[0].unit}",
                found=f"{number(claim.amount.value)} visits",
                related=(by_guideline(own[0]), by_guideline(other)),
                citation=own[0].citation,
                severity=capped(ceiling(own[0].verification), ceiling(other.verification)),
                contradicts=claim,
                help=f"`imr corpus show {own[0].id}` gives the row",
            )


def _misnamed(claim: GuidelineLimit, named: list[Limit]) -> list[Limit]:
    """The rows of the first condition named beside the number that does not have it."""
    for row in named:
        same = [one for one in named if one.diagnoses == row.diagnoses]
        if not any(fits(claim, one) for one in same):
            return same
    return []


def _names(words: frozenset[str], row: Limit) -> bool:
    """Whether `words` name a diagnosis of `row`."""
    return any(words_of(one) <= words for one in row.diagnoses)


def _beside(claim: GuidelineLimit) -> str:
    """The words that say what the number is for: behind it, else before it."""
    behind = _FOR.match(claim.after)
    if behind is None:
        found: re.Match[str] | None = _LEADS.search(claim.before[-140:])
        return found.group(1) if found else ""
    words = _NEXT.split(behind.group(1))[0]
    # "for myalgia, arthritis: 9 visits": the last of them belongs to the next number
    return words.rpartition(",")[0] if claim.after.rstrip().endswith(":") else words
