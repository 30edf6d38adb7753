"""The parts of a partial certification do not add up to the request.

What it does
    Adds the visits that the claims administrator authorised to the remaining visits that are
    decided, and compares the sum with the visits of the original request; so with the count of a
    drug, and with hours, days and months.

Why it matters
    Only the part that utilization review refused is decided. Where the remainder is wrong, visits
    are decided twice or not at all.

Authority
    8 CCR 9792.10.6(d): the disputed treatment is stated. A sum is a matter of ordinary knowledge
    (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.letters.models import Partial
from assistant.quantities import find_amounts
from assistant.text.patterns import expression

RULE = Rule(
    name="partial-certification-does-not-add-up",
    severity="error",
    family="arithmetic",
    summary="authorised and remaining visits are not the visits of the original request",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


_COUNT = expression(
    r"(?:#|\b(?:qty|quantity)(?: of)?[:#]?) ?(\d{1,4})(?!\d|[.,]\d)"
    r"|(?<![\w./#-])(\d{1,4}) (?:count|tablets?|tabs?|capsules?|caps|pills|patches)\b",
    re.IGNORECASE,
)


_LENGTHS = frozenset({"hours", "days", "weeks", "months", "injections"})


def _count(words: str | None) -> int | None:
    """The one count of things that `words` give."""
    found = {int(one or other) for one, other in _COUNT.findall(words or "")}
    return found.pop() if len(found) == 1 else None


def _lengths(title: str, partial: Partial) -> tuple[str, list[float]] | None:
    """The unit and the length of each part: authorised, remaining, original.

    None unless all tell one length, in one unit, and no frequency with it.
    """
    words = (partial.authorized, partial.remaining, title.partition(partial.authorized or "?")[0])
    told = [{(one.unit, one.value[1]) for one in find_amounts(part or "")} for part in words]
    units = {unit for part in told for unit, _ in part}
    if any(len(part) != 1 for part in told) or len(units) != 1 or not units <= _LENGTHS:
        return None
    return units.pop(), [value for part in told for _, value in part]


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each item whose three numbers of visits disagree."""
    for issue in context.letter.issues:
        partial = issue.partial
        if partial is None:
            continue
        authorized, remaining = partial.authorized_visits, partial.remaining_visits
        original = partial.original_visits
        unit = "visits"
        if original is None and issue.request.count is not None:
            # of a drug the counts are measured: #90, of which #45
            authorized, remaining = _count(partial.authorized), _count(partial.remaining)
            original, unit = issue.request.count, "units"
        elif original is None and (lengths := _lengths(issue.title, partial)):
            unit, (authorized, remaining, original) = lengths
        if authorized is None or remaining is None or original is None:
            continue
        # "leaving the original request IMR eligible": the whole request is decided again
        if authorized + remaining == original or remaining == original:
            continue
        yield Flaw(
            span=issue.span,
            issue=issue.number,
            message=(
                f"{authorized:g} authorised and {remaining:g} remaining {unit} are "
                f"{authorized + remaining:g}; {original:g} were requested"
            ),
            expected=f"{original - authorized:g} remaining {unit}",
            found=f"{remaining:g} remaining {unit}",
            help="take the remainder from the utilization review decision",
        )
