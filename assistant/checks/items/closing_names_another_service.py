"""The closing sentence decides another service than the item.

What it does
    Compares the services that the closing sentence names as decided with those of the item's title.
    Drugs are compared one by one elsewhere; words that fit several services do not count.

Why it matters
    What the closing sentence names is what was found necessary or not. A CT decided under an item
    about an MRI leaves the MRI undecided.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.items.services import definite
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.letters.models import Issue

RULE = Rule(
    name="closing-names-another-service",
    severity="error",
    family="items",
    summary="the closing sentence decides another service than the item",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each closing sentence that names services, none of them the item's."""
    for issue, claims in context.items:
        conclusion, passage = claims.conclusion, claims.passage
        if conclusion is None or passage is None or conclusion.strength != "explicit":
            continue
        start, end = claims.decided
        named = definite(passage.text[start:end])
        asked = definite(issue.title)
        if not named or not asked or any(one.service in asked for one in named.values()):
            continue
        if _shares_rationale(context, issue):
            # of several items with one rationale its last sentence decides the last
            continue
        other = next(iter(named.values()))
        yield Flaw(
            span=passage.span(start + other.span.start, start + other.span.end),
            issue=issue.number,
            message="the closing sentence decides another service than the item",
            expected=" or ".join(one.words for one in asked.values()),
            found=other.words,
            related=(context.in_letter(issue.span),),
            contradicts=conclusion,
            help="name in the closing sentence what the item names",
        )


def _shares_rationale(context: Context, issue: Issue) -> bool:
    """Whether another item has the very same stretch as its rationale."""
    return any(
        one is not issue and one.rationale == issue.rationale for one in context.letter.issues
    )
