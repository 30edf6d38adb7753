"""The visits said to be done are not those of the record.

What it does
    With the records at hand, compares each number of visits that the text says was done before with
    what the records say was completed of the item's service; in the summary, of the therapy that is
    named there. A number that no record gives, alone
    or in sum, is reported with the record's.

Why it matters
    Whether a course is exhausted is a count; a wrong one turns the decision.

Authority
    Labor Code 4610.6(b), 4610.6(h); a count is a matter of ordinary knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.checks.person.visits_told import is_count, is_done, therapy_of
from assistant.checks.records import by_record
from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.checks.wording import number
from assistant.text import Span

if TYPE_CHECKING:
    from assistant.claims import VisitCount
    from assistant.facts import CaseFacts, Fact, Source
    from assistant.facts.models import Visits
    from assistant.quantities.models import Range

RULE = Rule(
    name="visits-not-of-record",
    severity="error",
    family="record",
    summary="the visits said to be done are not those of the record",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each count of earlier visits whose service the records count too."""
    facts = context.facts
    if facts is None:
        return
    for issue, claims in context.items:
        told = _of(facts, issue.service)
        for claim in claims.counts:
            if claim.role != "prior" or not told:
                continue
            if _given(claim.visits, told):
                source = _source(told)
                yield Confirmed(claim, source.document if source else "")
            else:
                yield _flaw(issue.number, claim.span, claim.visits, told, claim)
    summary = context.claims.summary
    if summary is None or not context.letter.issues:
        return
    for amount in summary.amounts:
        if not is_count(amount) or not is_done(summary, amount):
            continue
        service = therapy_of(summary, amount, context.letter.issues[0])
        told = _of(facts, service)
        if service and told and not _given(amount.value, told):
            yield _flaw(None, summary.span(*amount.span), amount.value, told)


def _of(facts: CaseFacts, service: str | None) -> list[Fact[Visits]]:
    """The visits of `service` that the records count, where they tell of any as completed."""
    told = [
        fact
        for fact in facts.visits
        if fact.value is not None and fact.value.count is not None and fact.value.service == service
    ]
    done = any(fact.value and fact.value.stage == "completed" for fact in told)
    return told if done else []


def _counts(told: list[Fact[Visits]], *stages: str) -> list[Range]:
    return [
        fact.value.count
        for fact in told
        if fact.value and fact.value.count and (not stages or fact.value.stage in stages)
    ]


def _given(visits: Range, told: list[Fact[Visits]]) -> bool:
    """Whether the records give `visits`, alone or as the sum of what was completed."""
    most = sum(count[1] for count in _counts(told, "completed"))
    return visits in _counts(told) or visits == (most, most)


def _source(told: list[Fact[Visits]]) -> Source | None:
    """Where the last of the completed visits stand."""
    return [one.source for one in told if one.value and one.value.stage == "completed"][-1]


def _flaw(
    issue: int | None,
    span: Span,
    visits: Range,
    told: list[Fact[Visits]],
    claim: VisitCount | None = None,
) -> Flaw:
    known = sorted(set(_counts(told, "completed")))
    return Flaw(
        span=span,
        issue=issue,
        message=f"says that {number(visits)} visits were done; the record says "
        f"{' and '.join(map(number, known))}",
        expected=" or ".join(map(number, known)),
        found=number(visits),
        related=by_record(_source(told)),
        contradicts=claim,
        help="take the count from the record",
    )
