"""The closing sentence gives another length or number of things than the item.

What it does
    Compares days, months and hours, injections, refills and units dispensed of the closing
    sentence, and a bare "x 6", with those that the item's title gives.

Why it matters
    What the closing sentence names is what was decided: a rental of 14 days is not one of 30.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.checks.wording import number
from assistant.letters.dates import find_dates
from assistant.letters.models import Issue
from assistant.quantities import Amount, find_amounts
from assistant.quantities.lexicon import WORDS
from assistant.text import Span
from assistant.text.patterns import expression

RULE = Rule(
    name="closing-number-differs",
    severity="error",
    family="items",
    summary="the closing sentence gives another length or number of things than the item",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_LENGTHS = frozenset({"hours", "days", "months"})
_THINGS = frozenset(
    {"injections", "refills", "tablets", "capsules", "patches", "units", "boxes", "tubes", "count"}
) | {"g", "ml", "oz"}
_TIMES = expression(
    r"(?<![\w.])(?<!\d )x ?(\d{1,3})\b"
    r"(?! ?(?:-|/|\.\d|x|(?:w(?:ee)?ks?|months?|mos?|days?|mg|per|a) ))",
    re.IGNORECASE,
)
_COUNTED = {word: value for word, (kind, value) in WORDS.items() if kind == "num"}
_INJECTIONS = expression(
    rf"\b(\d{{1,2}}|{'|'.join(_COUNTED)}) (?:[a-z-]{{2,16}} ){{1,4}}injections\b", re.IGNORECASE
)
_DIGITS = expression(r"\d{1,4}")
_WORD = expression(r"[a-z]{3,9}")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each length, count of things and bare "x 6" of a closing sentence."""
    for issue, claims in context.items:
        conclusion, passage = claims.conclusion, claims.passage
        if conclusion is None or passage is None or conclusion.strength != "explicit":
            continue
        start, end = claims.decided
        words = passage.text[start:end]
        said = [one for one in passage.amounts if start <= one.span.start < end]
        titled = find_amounts(issue.title) if said else ()
        for amount in said:
            given = _given(issue, titled, amount)
            if given and amount.value not in given and amount.bound is None:
                yield _flaw(
                    context,
                    issue,
                    passage.span(amount.span.start, amount.span.end),
                    " or ".join(f"{number(one)} {amount.unit}" for one in sorted(given)),
                    f"{number(amount.value)} {amount.unit}",
                )
        days = [one for one in passage.dates if start <= one.start < end and one.day]
        dated = {one.day for one in find_dates(issue.title)} if days else set()
        for day in days if dated else ():
            if day.day not in dated:
                yield _flaw(
                    context,
                    issue,
                    passage.span(day.start, day.end),
                    " or ".join(str(one) for one in sorted(dated)),
                    str(day.day),
                )
        bare = [(match, int(match[1])) for match in _TIMES.finditer(words)]
        if "injection" in issue.title.lower():
            bare += [(match, _value(match[1])) for match in _INJECTIONS.finditer(words)]
        numbers = _numbers(issue.title) if bare else set()
        for match, value in bare:
            if numbers and value not in numbers:
                place = passage.span(start + match.start(), start + match.end())
                expected = " or ".join(str(one) for one in sorted(numbers))
                yield _flaw(context, issue, place, expected, match.group())


def _given(issue: Issue, titled: tuple[Amount, ...], said: Amount) -> set[tuple[float, float]]:
    """What the item gives of the kind of `said`; empty where it gives nothing of it."""
    given = {
        one.value
        for one in titled
        if one.unit == said.unit and (one.every == said.every or said.unit in _THINGS)
    }
    count = issue.request.count
    if count is not None and said.unit in _THINGS - {"refills"}:
        given.add((count, count))
    return given if said.unit in _LENGTHS | _THINGS else set()


def _numbers(title: str) -> set[int]:
    """Every number of a title, and the visits that a frequency and its weeks make."""
    found = {int(digits) for digits in _DIGITS.findall(title)}
    found |= {_value(word) for word in _WORD.findall(title.lower()) if word in _COUNTED}
    return found | {one * other for one in found for other in found if one < other < 60}


def _value(word: str) -> int:
    return int(word) if word.isdigit() else int(str(_COUNTED[word.lower()]))


def _flaw(context: Context, issue: Issue, span: Span, expected: str, found: str) -> Flaw:
    return Flaw(
        span=span,
        issue=issue.number,
        message="the closing sentence gives another number than the item",
        expected=expected,
        found=found,
        related=(context.in_letter(issue.span),),
        help="name in the closing sentence what the item names",
    )
