"""Two items for the same treatment are decided apart without a reason.

What it does
    Compares items of the same service, parts of the body and drugs. Where one is upheld, the other
    overturned, and neither title differs in a number nor rationale speaks of the other item, the
    second is reported. Titles may hide what tells them apart, so that the finding is a warning.

Why it matters
    Like requests are to be decided alike; what tells them apart is the reason the letter owes.

Authority
    Labor Code 4610.6(d): the determination gives the reasons for each disputed treatment. Plain on
    the page (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.letters.models import Issue
from assistant.terms import find_drugs
from assistant.text.patterns import expression

RULE = Rule(
    name="same-treatment-decided-apart",
    severity="warning",
    family="conclusion",
    summary="two items for the same treatment are decided apart without a reason",
    authority="Labor Code 4610.6(d)",
    ordinary_knowledge=True,
)
_NUMBER = expression(r"\d+")
_DECIDED = ("upheld", "overturned")


def _treatment(issue: Issue) -> tuple[object, ...]:
    drugs = frozenset(one.generic for one in find_drugs(issue.title))
    numbers = tuple(_NUMBER.findall(issue.title))
    return issue.service, frozenset(issue.body_parts), drugs, numbers


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each item decided apart from an earlier one like it."""
    seen: dict[tuple[object, ...], Issue] = {}
    for issue, claims in context.items:
        if issue.service == "other" or issue.outcome not in _DECIDED:
            continue
        if not issue.body_parts and not find_drugs(issue.title):
            continue
        first = seen.setdefault(_treatment(issue), issue)
        if first.outcome == issue.outcome:
            continue
        text = claims.passage.text if claims.passage else ""
        if first.title in text:
            continue
        yield Flaw(
            span=issue.outcome_span or issue.span,
            issue=issue.number,
            message=f"item {issue.number} is {issue.outcome}, item {first.number} like it is not",
            expected=str(first.outcome),
            found=str(issue.outcome),
            related=(context.in_letter(first.span),),
            help="say what tells the two requests apart",
        )
