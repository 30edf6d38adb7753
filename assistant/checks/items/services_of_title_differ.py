"""What review authorised is another service than the one asked for.

What it does
    Where a title tells of a partial certification, compares the service of what was authorised with
    the service of the original request. A visit, a drug class and words of several senses are left
    out.

Why it matters
    What is authorised and what remains must add up to the request. Two sessions of another therapy
    take nothing from it, and nobody can say what is left to decide.

Authority
    8 CCR 9792.9.1(e)(5)(D): a modification states what of the requested service is approved. A
    contradiction on the page is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.items.services import definite
from assistant.checks.rule import Context, Flaw, Rule, Verdict

RULE = Rule(
    name="services-of-title-differ",
    severity="warning",
    family="items",
    summary="what review authorised is another service than the one asked for",
    authority="8 CCR 9792.9.1(e)(5)(D); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each title whose authorised part is of another service."""
    for issue in context.letter.issues:
        if issue.partial is None or not issue.partial.authorized:
            continue
        authorized = definite(issue.partial.authorized)
        remaining = definite(issue.partial.remaining or "")
        asked = {issue.service, *(part.service for part in issue.parts), *remaining}
        if not authorized or not remaining or any(one in asked for one in authorized):
            continue
        other = next(iter(authorized.values()))
        own = next(iter(remaining.values()))
        yield Flaw(
            span=issue.span,
            issue=issue.number,
            message=f"{own.words} was asked for, {other.words} authorised",
            expected=own.words,
            found=other.words,
            help="name the service that review authorised, and what then remains",
        )
