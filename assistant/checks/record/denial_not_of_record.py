"""The denial has another date than in the record.

What it does
    With the records at hand, compares the header's date of the denial with the dates of the
    decisions of utilization review that the records hold.

Why it matters
    A claim may have had several denials; only the one of this dispute opens this review, and its
    date starts the time for it.

Authority
    Labor Code 4610.5(h), 4610.6(h): a date is a matter of ordinary knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.records import by_record
from assistant.checks.rule import Context, Flaw, Rule, Verdict

RULE = Rule(
    name="denial-not-of-record",
    severity="warning",
    family="record",
    summary="the records date the denial otherwise",
    authority="Labor Code 4610.5(h), 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for a header's date of denial that no decision in the records has."""
    facts, denied = context.facts, context.letter.dates.ur_denial
    span = context.letter.date_spans.get("ur_denial")
    if facts is None or denied is None or span is None:
        return
    decisions = [
        fact
        for fact in facts.ur_decisions
        if fact.on is not None and fact.value is not None and fact.value.outcome != "approved"
    ]
    if not decisions or any(fact.on == denied for fact in decisions):
        return
    days = " or ".join(sorted({str(fact.on) for fact in decisions}))
    yield Flaw(
        span=span,
        issue=None,
        message=f"the header dates the denial {denied}; the record {days}",
        expected=days,
        found=str(denied),
        related=by_record(decisions[-1].source),
        help="take the date from the utilization review decision",
    )
