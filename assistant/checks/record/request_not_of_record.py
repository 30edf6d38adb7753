"""The item does not ask for what the record asks for.

What it does
    With the records at hand, compares the visits, frequency and weeks of each item with the
    physician's requests for the same service. It speaks only where every such request in the
    records gives another number.

Why it matters
    The dispute is over the request as it was made; another number is another dispute.

Authority
    Labor Code 4610.5(c), 4610.6(h); 8 CCR 9792.9.1 on the request for authorization.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.records import by_record
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.checks.wording import number

RULE = Rule(
    name="request-not-of-record",
    severity="warning",
    family="record",
    summary="the item does not ask for what the record asks for",
    authority="Labor Code 4610.5(c), 4610.6(h)",
    ordinary_knowledge=True,
)

_FIELDS = (("visits", "visits"), ("per_week", "a week"), ("weeks", "weeks"))


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for the first number of each item that no request of the records gives."""
    facts = context.facts
    if facts is None:
        return
    for issue in context.letter.issues:
        asked = [
            fact
            for fact in facts.requests
            if fact.value is not None and fact.value.service == issue.service
        ]
        for field, unit in _FIELDS:
            own = getattr(issue.request, field)
            there = {getattr(fact.value.request, field) for fact in asked if fact.value} - {None}
            if own is None or not there or own in there:
                continue
            low, high = own
            if any(value[0] <= low and high <= value[1] for value in there):
                continue
            known = " or ".join(number(value) for value in sorted(there))
            source = next(
                fact
                for fact in asked
                if fact.value and getattr(fact.value.request, field) is not None
            )
            yield Flaw(
                span=issue.span,
                issue=issue.number,
                message=f"the item asks for {number(own)} {unit}; the record for {known}",
                expected=f"{known} {unit}",
                found=f"{number(own)} {unit}",
                related=by_record(source.source),
                help="take the request from the request for authorization",
            )
            break
