"""The summary gives the request, or what was authorised of it, another number than the item.

What it does
    Reads the numbers of visits, hours, days and injections, and the visits a week, that the summary
    says were asked for, refused or authorised, and looks for them in the title of the item: that of
    the therapy which is named beside the number, else any. Where one of the summary's numbers of
    that kind is the item's, the others are of other requests, and nothing is said.

Why it matters
    The summary tells what was in dispute; the decision must be on that, and on nothing else.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A contradiction on the page
    is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from assistant.checks.items.summary_requests import said_of
from assistant.checks.requests import visits_asked
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.checks.wording import number
from assistant.letters.models import Issue
from assistant.quantities import Amount, find_amounts
from assistant.terms import find_services
from assistant.text import stems

RULE = Rule(
    name="request-in-summary-differs",
    severity="warning",
    family="items",
    summary="the summary gives the request another number than the item",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_UNITS = frozenset({"visits", "per_week", "hours", "days", "months", "injections"})
_REQUESTS = stems("request", "ask", "so", "seek", "allow", "auth", "appr", "cert", "mod", "den")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each such number of a summary that gives no right one beside it."""
    summary = context.claims.summary
    if summary is None or not summary.begin(_REQUESTS):
        return
    told: dict[tuple[str, str, tuple[int, ...]], list[Amount]] = defaultdict(list)
    for amount in summary.amounts:
        if amount.unit not in _UNITS or amount.bound or amount.value[0] != amount.value[1]:
            continue
        said = said_of(summary, amount)
        if said is not None:
            numbers = tuple(one.number for one in _items(context, said.words))
            told[said.role, amount.unit, numbers].append(amount)
    for (role, unit, numbers), amounts in told.items():
        items = [
            one
            for one in context.letter.issues
            # a title may name what is left, without what was authorised
            if one.number in numbers and (role == "asked" or one.partial is not None)
        ]
        given = {value for issue in items for value in _given(issue, unit)}
        if not given or any(one.value[1] in given for one in amounts):
            continue
        expected = " or ".join(f"{one:g}" for one in sorted(given))
        for amount in amounts:
            yield Flaw(
                span=summary.span(*amount.span),
                issue=None,
                message="the summary gives the request another number than the item",
                expected=expected,
                found=number(amount.value),
                related=(context.in_letter(items[0].span),),
                help="compare both with the request for authorization",
            )


def _items(context: Context, words: str) -> list[Issue]:
    """The items that the amount may be of: of the service that `words` name, else all."""
    named = {one.service for one in find_services(words)}
    issues = list(context.letter.issues)
    return [one for one in issues if one.service in named] if named else issues


def _given(issue: Issue, unit: str) -> set[float]:
    """The numbers that the item gives of `unit`."""
    given: set[float] = {one.value[1] for one in find_amounts(issue.title) if one.unit == unit}
    if unit == "visits":
        given |= visits_asked(issue)
    return given
