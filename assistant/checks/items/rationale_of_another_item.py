"""The rationale speaks of the treatment of another item and never of its own.

What it does
    Compares the services and drugs that a rationale names with those of its title and of the other
    titles of the letter. It is reported where it names another item's and none of its own. What
    goes with another service ("ancillary", "associated", post-operative) may be decided by it.

Why it matters
    A rationale pasted from another item gives this one no reasons at all.

Authority
    Labor Code 4610.6(d): the determination gives the reasons for each disputed treatment; 8 CCR
    9792.10.6(d). A contradiction on the page is a matter of ordinary knowledge (4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.items.services import definite
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.terms import Service, find_drugs, find_services
from assistant.text.patterns import expression

RULE = Rule(
    name="rationale-of-another-item",
    severity="warning",
    family="items",
    summary="the rationale speaks of another item's treatment and never of its own",
    authority="Labor Code 4610.6(d); 8 CCR 9792.10.6(d)",
    ordinary_knowledge=True,
)

GOES_WITH = expression(
    r"\b(?:ancillary|associated|accompany\w{0,5}|adjunct\w{0,5}|post-? ?op\w{0,8}|pre-? ?op\w{0,8}|"
    r"assist\w{0,5}|surgical (?:intervention|procedure))\b",
    re.IGNORECASE,
)


def _services(text: str) -> dict[Service, None]:
    return dict.fromkeys(one.service for one in find_services(text))


def _drugs(text: str) -> set[str]:
    return {one.generic for one in find_drugs(text)}


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each rationale that names another item's treatment only."""
    if len(context.items) < 2:
        return
    titles = [_services(issue.title) for issue, _ in context.items]
    every = set().union(*titles)
    for index, (issue, claims) in enumerate(context.items):
        passage = claims.passage
        own = titles[index].keys()
        if passage is None or issue.service == "other" or not own or own == every:
            continue
        if own & _services(passage.text).keys():
            continue
        drugs = _drugs(issue.title)
        if drugs and drugs & _drugs(passage.text):
            continue
        telling = definite(passage.text, drugs=True)
        others = [
            (other, telling[service])
            for at, (other, _) in enumerate(context.items)
            if at != index
            for service in titles[at]
            if service in telling
        ]
        if not others:
            continue
        depends = GOES_WITH.search(issue.title) or GOES_WITH.search(passage.text)
        if depends and issue.service != "surgery":
            continue
        other, mention = others[0]
        yield Flaw(
            span=passage.span(*mention.span),
            issue=issue.number,
            message=f"the rationale speaks of item {other.number}, never of its own treatment",
            expected=issue.title,
            found=mention.words,
            related=(context.in_letter(other.span),),
            help="give the reasons for this item",
        )
