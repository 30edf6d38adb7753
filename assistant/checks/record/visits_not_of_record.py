"""The visits said to be done are not those of the record.

What it does
    With the records at hand, compares each number of visits that the text says was done before with
    what the records say was completed of the item's service. A number that no record gives, alone
    or in sum, is reported with the record's.

Why it matters
    Whether a course is exhausted is a count; a wrong one turns the decision.

Authority
    Labor Code 4610.6(b), 4610.6(h); a count is a matter of ordinary knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.records import by_record
from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.checks.wording import number

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
        told = [
            fact
            for fact in facts.visits
            if fact.value is not None
            and fact.value.count is not None
            and fact.value.service == issue.service
        ]
        done = [fact for fact in told if fact.value and fact.value.stage == "completed"]
        if not done:
            continue
        counts = {fact.value.count for fact in told if fact.value and fact.value.count}
        most = sum(fact.value.count[1] for fact in done if fact.value and fact.value.count)
        for claim in claims.counts:
            if claim.role != "prior":
                continue
            if claim.visits in counts or claim.visits == (most, most):
                yield Confirmed(claim, done[-1].source.document if done[-1].source else "")
                continue
            known = sorted({fact.value.count for fact in done if fact.value and fact.value.count})
            yield Flaw(
                span=claim.span,
                issue=issue.number,
                message=f"says that {number(claim.visits)} visits were done; the record says "
                f"{' and '.join(map(number, known))}",
                expected=" or ".join(map(number, known)),
                found=number(claim.visits),
                related=by_record(done[-1].source),
                contradicts=claim,
                help="take the count from the record",
            )
