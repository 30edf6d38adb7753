"""A date in the text contradicts the header.

What it does
    Compares every date of the summary and the rationales that names the injury, the utilization
    review decision or the application with the header's date of the same event. Where a sentence of
    the summary only implies the event ("was denied on"), a difference is a warning.

Why it matters
    The date of injury decides whether pain is acute or chronic, and so which chapter governs; a
    wrong date of the denial may belong to another case.

Authority
    8 CCR 9792.10.6(d); a date is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.claims import EventDate

RULE = Rule(
    name="date-contradicts-header",
    severity="error",
    family="dates",
    summary="a date in the text is not the header's date of the same event",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_NAMES = {
    "injury": "date of injury",
    "ur_denial": "UR denial date",
    "application_received": "date of application",
}

_HELP = "correct the text or the header, whichever the records do not bear out"


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each date of the text that names an event of the header."""
    for claim in context.claims.dates():
        expected = getattr(context.letter.dates, claim.event, None)
        if claim.event not in _NAMES or expected is None or claim.day is None:
            # a day that no calendar has is reported by another check
            continue
        if claim.day == expected:
            yield Confirmed(claim, f"header, {_NAMES[claim.event]}")
        elif not _other_review(context, claim):
            yield Flaw(
                span=claim.span,
                issue=claim.issue,
                message=f"gives {claim.text} for the {_NAMES[claim.event]}",
                expected=str(expected),
                found=str(claim.day),
                related=context.in_header(claim.event),
                contradicts=claim,
                # a case may have had more than one review; only the injury is the same everywhere
                severity="error" if claim.event == "injury" else "warning",
                help=_HELP,
            )
    yield from _told_loosely(context)


def _told_loosely(context: Context) -> Iterator[Flaw]:
    """Dates of the summary that its sentences give to an event in words of their own.

    They count only where the header's date stands nowhere in the text, and as a warning.
    """
    letter = context.letter
    known = {claim.event for claim in context.claims.summary_dates if claim.day is not None}
    days = {one.day for one in context.days}
    said = {
        "injury": (letter.summary.injury_date,) if letter.summary.injury_date else (),
        "ur_denial": letter.summary.ur_dates,
    }
    for event, told in said.items():
        expected = getattr(letter.dates, event)
        if not told or expected is None or event in known or expected in days:
            continue
        one = next((one for one in context.days if one.issue is None and one.day in told), None)
        if one is None:
            continue
        yield Flaw(
            span=one.span,
            issue=None,
            message=f"gives {one.text} for the {_NAMES[event]}",
            expected=str(expected),
            found=str(one.day),
            related=context.in_header(event),
            severity="warning",
            help=_HELP,
        )


def _other_review(context: Context, claim: EventDate) -> bool:
    """Whether the same text also gives the header's date for that event: then this is another."""
    if claim.event == "injury":
        return False
    expected = getattr(context.letter.dates, claim.event)
    return any(
        one.event == claim.event and one.day == expected for one in context.claims.summary_dates
    )
