"""The total of visits is not the frequency times the weeks.

What it does
    Multiplies the visits a week by the weeks that the title of an item gives, and compares the
    product with the total that the title itself states.

Why it matters
    The number of visits is what is decided and later authorised. "2 times a week for 6 weeks (10
    sessions)" leaves open whether 10 or 12 were requested, and every comparison with a guideline
    depends on it.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A sum is a matter of
    ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.checks.wording import number

RULE = Rule(
    name="total-not-frequency-times-weeks",
    severity="error",
    family="arithmetic",
    summary="the stated total of visits is not the frequency times the weeks",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each title whose own numbers do not multiply."""
    for issue in context.letter.issues:
        request = issue.request
        if not (request.visits_explicit and request.visits and request.per_week and request.weeks):
            continue
        if issue.filled_from_summary:
            continue
        low = request.per_week[0] * request.weeks[0]
        high = request.per_week[1] * request.weeks[1]
        if request.visits[0] <= high and request.visits[1] >= low:
            continue
        spans = {evidence.field: evidence.span for evidence in issue.evidence}
        product = number((low, high))
        yield Flaw(
            span=spans.get("visits", issue.span),
            issue=issue.number,
            message=(
                f"gives a total of {number(request.visits)} visits; {number(request.per_week)} a "
                f"week for {number(request.weeks)} weeks are {product}"
            ),
            expected=f"{product} visits",
            found=f"{number(request.visits)} visits",
            related=tuple(
                context.in_letter(spans[field]) for field in ("per_week", "weeks") if field in spans
            ),
            help="correct the total or the frequency, whichever the request does not say",
        )
