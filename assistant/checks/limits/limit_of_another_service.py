"""A number that the section gives for one service is told as a criterion of another.

What it does
    Where a rationale ascribes a length to the guideline in a sentence on the item's own service,
    looks whether the cited section gives that length to other services alone, under a condition
    that the sentence names too.

Why it matters
    Two published determinations give the knee chapter's criteria for radiographs after an injury,
    an effusion within 24 hours among them, as those for magnetic resonance imaging.

Authority
    8 CCR 9792.21(c) and the cited section.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.items.services import definite
from assistant.checks.limits.lengths import length_of, same_length
from assistant.checks.limits.looking_up import sentence_of
from assistant.checks.limits.matching import limits_cited
from assistant.checks.rule import Context, Flaw, Rule, Verdict, by_guideline, capped, ceiling
from assistant.checks.wording import number
from assistant.guidelines import Limit
from assistant.guidelines.queries import words_of
from assistant.letters.models import Issue

RULE = Rule(
    name="limit-of-another-service",
    severity="warning",
    family="limits",
    summary="a number that the section gives for another service is told of the item's own",
    authority="8 CCR 9792.21(c) and the cited section",
    ordinary_knowledge=False,
)

_COMMON = frozenset({"within", "time", "this", "after", "of", "or", "in", "the", "and", "pain"})


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first such number of each rationale."""
    for issue, claims in context.items:
        for claim in claims.limits:
            length = length_of(claim)
            if length is None or claim.system == "ODG":
                continue
            same = [one for one in limits_cited(issue, context.as_of) if same_length(length, one)]
            sentence = sentence_of(claims, claim) if same else ""
            if not same or not _of_others(issue, same) or issue.service not in definite(sentence):
                continue
            other = next((one for one in same if _named(one, sentence)), None)
            if other is None or any(one in definite(sentence) for one in other.services):
                continue
            yield Flaw(
                span=claim.span,
                issue=issue.number,
                message=f"is a number of the section on {_listed(other)}, not on "
                f"{issue.service.replace('_', ' ')}",
                expected=f"a criterion for {issue.service.replace('_', ' ')}",
                found=f"{number(claim.amount.value)} {claim.amount.unit} for {_listed(other)}",
                related=(by_guideline(other),),
                citation=other.citation,
                severity=capped(ceiling(other.verification), "warning"),
                help=f"`imr corpus show {other.id}` gives what the number is for",
            )
            break


def _of_others(issue: Issue, limits: list[Limit]) -> bool:
    """Whether all of `limits` belong to services other than the item's."""
    return all(one.services and issue.service not in one.services for one in limits)


def _named(limit: Limit, sentence: str) -> bool:
    """Whether the sentence names what the limit is about."""
    return bool((words_of(limit.condition or "") - _COMMON) & words_of(sentence))


def _listed(limit: Limit) -> str:
    return " or ".join(one.replace("_", " ") for one in limit.services)
