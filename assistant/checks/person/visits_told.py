"""Visits that lie behind the worker, as a summary and a rationale count them."""

from __future__ import annotations

import re
from itertools import combinations

from assistant.claims.prose import Passage
from assistant.letters.models import Issue
from assistant.quantities import Amount
from assistant.terms import THERAPIES, find_services
from assistant.text import Span
from assistant.text.patterns import expression

_DONE = expression(
    r"\b(?:completed|attended|received|underwent|undergone|finished|participated|prior|previous|"
    r"earlier|already|has had|have had|had had|been had|respond(?:ed)? to|"
    r"progress(?:ed)? (?:over|with)|failed|behind (?:him|her)|carried out|to date|so far|"
    r"went through|took part|"
    r"was treated|used up)\b",
    re.IGNORECASE,
)
_HAD = expression(
    r"\b(?:ha[ds]|took|after)(?: (?:the|his|her|some|about|only|all))? $", re.IGNORECASE
)
_NOT_DONE = expression(
    r"\b(?:requests?|requested|authori[sz]ed|approved|certified|additional|further|more|remaining|"
    r"total|up to|of the(?= \d)|out of|least|over|another|recent|since|should|would|may|if|"
    r"last(?! (?:year|fall|autumn|spring|summer|winter|month|week)))\b",
    re.IGNORECASE,
)
_COMMA = expression(r"[,;]")
_BEFORE, _AFTER = 50, 30

Told = dict[str, dict[float, Span]]
"""By therapy, each number of visits and where it stands."""


def is_count(amount: Amount) -> bool:
    """Whether `amount` is one definite number of visits."""
    return (
        amount.unit == "visits"
        and amount.value[0] == amount.value[1]
        and amount.bound is None
        and not amount.every
    )


def is_done(passage: Passage, amount: Amount) -> bool:
    """Whether the visits are said to lie behind the worker, and nothing near them turns that."""
    start, end = passage.around(amount.span.start)
    before = passage.text[max(start, amount.span.start - _BEFORE) : amount.span.start]
    after = passage.text[amount.span.end : min(end, amount.extent.end + _AFTER)]
    after = _COMMA.split(after)[0]
    words = passage.text[amount.span.start : amount.span.end]
    return bool(
        (_DONE.search(before) or _HAD.search(before) or _DONE.search(words) or _DONE.search(after))
        and not _NOT_DONE.search(before + words + after)
    )


def visits_told(summary: Passage) -> Told:
    """The visits of each therapy that the summary tells of; a therapy with vague numbers is out."""
    told: Told = {}
    vague: set[str] = set()
    for amount in summary.amounts:
        if amount.unit != "visits" or amount.every:
            continue
        start, end = summary.around(amount.span.start)
        near = summary.text[max(start, amount.span.start - 60) : min(end, amount.extent.end + 40)]
        named = {one.service for one in find_services(near)} & THERAPIES
        for service in named:
            if is_count(amount):
                span = summary.span(amount.span.start, amount.span.end)
                told.setdefault(service, {}).setdefault(amount.value[1], span)
            else:
                vague.add(service)
    return {service: numbers for service, numbers in told.items() if service not in vague}


def therapy_of(passage: Passage, amount: Amount, issue: Issue) -> str | None:
    """The therapy whose visits are counted: named beside them, else that of the item."""
    start, end = passage.around(amount.span.start)
    near = passage.text[max(start, amount.span.start - 20) : min(end, amount.extent.end + 40)]
    named = {one.service for one in find_services(near)} & THERAPIES
    if len(named) == 1:
        return named.pop()
    return issue.service if not named and issue.service in THERAPIES else None


def known_of(told: Told, service: str | None) -> dict[float, Span]:
    """The numbers told of `service`; where none is named, those of the only therapy told of."""
    if service is not None:
        return told.get(service, {})
    return next(iter(told.values())) if len(told) == 1 else {}


def sums_of(known: dict[float, Span]) -> set[float]:
    """The numbers themselves, and the sums of any of them."""
    numbers = list(known)[:6]
    return {
        sum(some) for size in range(1, len(numbers) + 1) for some in combinations(numbers, size)
    }


def done_before(summary: Passage | None, rationale: Passage | None, issue: Issue) -> set[float]:
    """The numbers of visits of the item's therapy that the letter says were done, and their sums.

    Without a number in the summary those of the rationale count; vague ones leave the set empty.
    """
    for passage in (summary, rationale):
        if passage is None:
            continue
        done = {
            one.value[1]: passage.span(*one.span)
            for one in passage.amounts
            if is_count(one)
            and is_done(passage, one)
            and therapy_of(passage, one, issue) == issue.service
        }
        if done:
            return sums_of(done)
    return set()
