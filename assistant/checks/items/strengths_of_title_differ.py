"""A partly certified drug has one strength in the request and another in what remains.

What it does
    Compares the strength of the original request with those of the authorised and of the remaining
    part, as one title gives them, where they name the same drug. A title may repeat the words of
    the application, so that the finding is a warning.

Why it matters
    A digit lost between the two decides a drug that nobody asked for.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.quantities import read_request
from assistant.terms import find_drugs
from assistant.text.patterns import expression

RULE = Rule(
    name="strengths-of-title-differ",
    severity="warning",
    family="items",
    summary="a partly certified drug has one strength in the request, another in what remains",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_NOT_OF_STRENGTH = expression(r"[^\d./%a-z-]", re.IGNORECASE)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first part of each title that gives another strength."""
    for issue in context.letter.issues:
        strength, partial = issue.request.strength, issue.partial
        if strength is None or partial is None:
            continue
        own = {drug.generic for drug in find_drugs(issue.request.drug or issue.title)}
        for words in (partial.remaining, partial.authorized):
            if not words or own.isdisjoint(drug.generic for drug in find_drugs(words)):
                continue
            other = read_request(words, issue.service).request.strength
            if other is None or _plain(other) == _plain(strength):
                continue
            yield Flaw(
                span=issue.span,
                issue=issue.number,
                message=f"the request is for {strength}, one of its parts for {other}",
                expected=strength,
                found=other,
                help="take the strength from the request for authorization",
            )
            break


def _plain(strength: str) -> str:
    return _NOT_OF_STRENGTH.sub("", strength).lower()
