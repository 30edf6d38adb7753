"""Earlier and requested visits do not add up to the total that the letter gives.

What it does
    Takes a sentence that counts visits done before, visits asked for and their total ("with the 12
    completed, the 8 requested would bring the total to 24"), and adds. Where the sentence gives one
    of the parts, the other is the item's or what the summary tells of its therapy, and a difference
    is a warning. Totals that a guideline gives ("a total of up to 18 visits") are no sum of this
    case.

Why it matters
    The sum is what is measured against the limit of the guideline; a wrong one denies, or grants,
    visits that the schedule does not.

Authority
    8 CCR 9792.10.6(d): the reasons of the determination. A sum is a matter of ordinary knowledge
    (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.arithmetic.sums import (
    APART,
    BEFORE,
    BOUND,
    NO_COUNT,
    NOW,
    REACH,
    RULED,
    SUM,
    TOTAL,
    TOTAL_BEHIND,
)
from assistant.checks.bare_numbers import Number, bare_numbers
from assistant.checks.person.visits_told import done_before
from assistant.checks.prose import passages
from assistant.checks.requests import visits_asked
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage

RULE = Rule(
    name="visits-do-not-add-up",
    severity="error",
    family="arithmetic",
    summary="earlier and requested visits do not add up to the total given",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each sentence that gives a total and at least one of its parts."""
    for issue, passage in passages(context):
        told = {passage.sentence_index(one.start()) for one in SUM.matches(passage.words)}
        for index in sorted(told):
            yield from _sum(context, issue, passage, *passage.bounds(index))


def _sum(
    context: Context, issue: int | None, passage: Passage, start: int, end: int
) -> Iterator[Flaw]:
    """The flaw of the sentence from `start` to `end`, if its total is no sum of its parts."""
    text = passage.text
    numbers = [
        one
        for one in bare_numbers(text, start, end)
        if one.unit in (None, "visits")
        and not NO_COUNT.match(text, one.end)
        and not BOUND.search(text, max(one.start - REACH, start), one.start)
    ]
    totals = [
        one
        for one in numbers
        if TOTAL.search(text, max(one.start - REACH, start), one.start)
        or TOTAL_BEHIND.match(text, one.end)
    ]
    if len(totals) != 1:
        return
    (total,) = totals
    # what follows the total may be the guideline's, and what leads to it may not
    before, now = BEFORE.search(text, start, end), NOW.search(text, start, end)
    if RULED.search(text, start, total.start) or not (before or now):
        return
    parts = [one for one in numbers if one not in totals and not APART.match(text, one.end)]
    leading = [one for one in parts if one.start < total.start]
    if len(parts) == 2 and before and now:
        wanted = {sum(one.value for one in parts)}
    elif len(leading) == 1:
        parts = leading
        wanted = _with_what_is_told(context, issue, parts[0])
    else:
        return
    if not wanted or total.value in wanted:
        return
    sums = " or ".join(f"{one:g}" for one in sorted(wanted))
    added = " and ".join(f"{one.value:g}" for one in parts)
    added += "" if len(parts) == 2 else " and those told before"
    yield Flaw(
        span=passage.span(total.start, total.end),
        issue=issue,
        message=f"gives a total of {total.value:g} visits; {added} are {sums}",
        expected=f"{sums} visits",
        found=f"{total.value:g} visits",
        related=tuple(context.in_letter(passage.span(one.start, one.end)) for one in parts),
        severity="error" if len(parts) == 2 else "warning",
        help="correct the sum, and what is concluded from it",
    )


def _with_what_is_told(context: Context, number: int | None, part: Number) -> set[float]:
    """The sums of `part`, which the item asks for, with what the letter says was done before."""
    for issue, claims in context.items:
        if issue.number == number and part.value in visits_asked(issue):
            done = done_before(context.claims.summary, claims.passage, issue)
            allowed = issue.partial.authorized_visits if issue.partial else None
            return {part.value + one + more for one in done if one for more in (0, allowed or 0)}
    return set()
