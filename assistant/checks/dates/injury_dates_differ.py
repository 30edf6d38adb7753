"""The text gives two dates of injury, and the header none.

What it does
    Where the header prints no date of injury, compares the dates that the summary and the
    rationales give for it with each other.

Why it matters
    The date of injury decides whether pain is acute or chronic, and so which chapter governs.

Authority
    8 CCR 9792.10.6(d); a date is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict

RULE = Rule(
    name="injury-dates-differ",
    severity="warning",
    family="dates",
    summary="the text gives two dates of injury",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each date of injury that is not the first one of the text."""
    if context.letter.dates.injury is not None:
        return
    claims = context.claims
    told = [
        claim
        for claim in (*claims.summary_dates, *(day for one in claims.issues for day in one.dates))
        if claim.event == "injury" and claim.day is not None
    ]
    for claim in told[1:]:
        if claim.day != told[0].day:
            yield Flaw(
                span=claim.span,
                issue=claim.issue,
                message=f"the injury was on {told[0].text} before, and on {claim.text} here",
                expected=str(told[0].day),
                found=str(claim.day),
                related=(context.in_letter(told[0].span),),
                contradicts=claim,
                help="print the date of injury in the header, and correct the other",
            )
