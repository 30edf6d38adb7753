"""Items for different services have word for word the same rationale.

What it does
    Compares the rationales of the items, white space aside. Where two are the same and their
    services differ, the one that the words do not fit is reported. Services that go with surgery
    ("ancillary", "associated") may share theirs, the surgery itself may not.

Why it matters
    Each disputed treatment has a standard of its own; reasons that fit two fit neither.

Authority
    Labor Code 4610.6(d): the determination gives the reasons for each disputed treatment; 8 CCR
    9792.10.6(d). A contradiction on the page is a matter of ordinary knowledge (4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.items.rationale_of_another_item import GOES_WITH
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims import IssueClaims
from assistant.letters.models import Issue
from assistant.terms import find_services

RULE = Rule(
    name="rationales-identical",
    severity="warning",
    family="items",
    summary="items for different services have word for word the same rationale",
    authority="Labor Code 4610.6(d); 8 CCR 9792.10.6(d)",
    ordinary_knowledge=True,
)
_TOO_SHORT = 40


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each item whose rationale is another's."""
    groups: dict[str, list[tuple[Issue, IssueClaims]]] = {}
    for issue, claims in context.items:
        if claims.passage is not None and len(claims.passage.text) >= _TOO_SHORT:
            groups.setdefault(claims.passage.text.strip(), []).append((issue, claims))
    for text, group in groups.items():
        if len({issue.service for issue, _ in group}) < 2:
            continue
        if len({issue.rationale.span for issue, _ in group if issue.rationale}) == 1:
            # a layout with one rationale for all items
            continue
        goes_with = bool(GOES_WITH.search(text))
        services = {one.service for one in find_services(text)}
        misfits = [
            issue
            for issue, _ in group
            if (
                issue.service == "surgery" and not GOES_WITH.search(issue.title)
                if goes_with
                else issue.service not in services
            )
        ]
        if not misfits and not goes_with:
            misfits = [group[-1][0]]
        for issue in misfits:
            other = next(one for one, _ in group if one is not issue)
            span = issue.rationale.span if issue.rationale else issue.span
            yield Flaw(
                span=span,
                issue=issue.number,
                message=f"the rationale is word for word that of item {other.number}",
                expected=f"reasons for item {issue.number}",
                found=f"the rationale of item {other.number}",
                related=(context.in_letter(other.span),),
                help="give the reasons for this item",
            )
