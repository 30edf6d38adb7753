"""Whether a length or dose that a rationale gives is one that the cited chapters give."""

from __future__ import annotations

from assistant.checks.limits.lengths import length_of, same_length
from assistant.checks.limits.matching import editions_of
from assistant.checks.models import Severity
from assistant.checks.rule import Context, Flaw, by_guideline, capped, ceiling
from assistant.claims import GuidelineLimit, IssueClaims
from assistant.guidelines import Limit, find_edition, limits_of
from assistant.guidelines.queries import words_of
from assistant.letters.models import Issue

_COMMON = frozenset(
    {
        "treatment", "guideline", "pain", "medical", "chronic", "recommended", "use", "the", "for",
        "and", "with", "or",
    }
)  # fmt: skip
"""Words of titles of sections that say nothing of what a section is about."""


def given_by(
    context: Context, issue: Issue, claims: IssueClaims, claim: GuidelineLimit, cited: list[Limit]
) -> Limit | None:
    """The limit that the claim repeats: of the cited sections, else of one that it names."""
    length = length_of(claim)
    if length is None or claims.passage is None:
        return None
    for limit in cited:
        if same_length(length, limit):
            return limit
    about = words_of(f"{sentence_of(claims, claim)} {issue.title}") - _COMMON
    keys = [one.key for one in editions_of(issue, context.limits_day)]
    for named in claims.citations:
        edition = (
            find_edition(named.chapter, named.year, context.limits_day) if named.chapter else None
        )
        keys += [edition.key] if edition else []
    for key in dict.fromkeys(keys):
        for limit in limits_of(key):
            if limit.services and issue.service not in limit.services:
                continue
            if same_length(length, limit) and about & words_of(limit.section):
                return limit
    return None


def misquoted(
    claim: GuidelineLimit, said: str, given: str, nearest: Limit, *, most: Severity, gives: str = ""
) -> Flaw:
    """The finding that a letter says `said` where the guideline, nearest to it, gives `given`.

    It is as grave as the verification of that limit allows, and `most` at most. `gives` tells what
    the guideline gives in other words than `given`.
    """
    return Flaw(
        span=claim.span,
        issue=claim.issue,
        message=f"says {said}; {gives or f'the guideline gives {given}'}",
        expected=given,
        found=said,
        related=(by_guideline(nearest),),
        citation=nearest.citation,
        severity=capped(ceiling(nearest.verification), most),
        contradicts=claim,
        help=f"`imr corpus show {nearest.id}` gives the limit and how well it is verified",
    )


def sentence_of(claims: IssueClaims, claim: GuidelineLimit) -> str:
    """The sentence in which `claim` stands."""
    assert claims.passage is not None  # noqa: S101 - a claim stands in a passage
    start, end = claims.passage.around(claim.amount.span.start)
    return claims.passage.text[start:end]


def words_of_claim(claims: IssueClaims, claim: GuidelineLimit) -> str:
    """The words of `claim` itself, bound and period included."""
    assert claims.passage is not None  # noqa: S101 - a claim stands in a passage
    return claims.passage.text[claim.amount.extent.start : claim.amount.extent.end]
