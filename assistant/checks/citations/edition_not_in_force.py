"""A cited edition was not in force on the day of decision.

What it does
    Compares the dates in force of each cited MTUS edition with the decision date. An edition that
    was replaced between the utilization review and the decision is a warning, one that was in force
    at no time in between an error, one that was not yet in force an error.

Why it matters
    Editions differ in their numbers: 24 visits for complex regional pain syndrome in 2009, 26 in
    2016. The presumption of correctness belongs to the schedule in force.

Authority
    8 CCR 9792.21(c): the MTUS is presumptively correct; the adopting orders give the day from which
    each chapter applies. Retrospective disputes follow the day of service (a working rule).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.checks.rule import Context, Flaw, Rule, Verdict, ceiling
from assistant.guidelines import find_edition
from assistant.letters.models import Dates

RULE = Rule(
    name="edition-not-in-force",
    severity="error",
    family="citations",
    summary="a cited MTUS edition was not in force when the case was decided",
    authority="8 CCR 9792.21(c)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each reviewer's MTUS citation whose edition does not cover the decision date."""
    day = context.as_of
    if day is None:
        return
    for issue in context.letter.issues:
        for citation in issue.reviewer_citations:
            if citation.system != "MTUS" or not citation.chapter or citation.year is None:
                continue
            edition = find_edition(citation.chapter, citation.year)
            if edition is None or edition.in_force.covers(day):
                continue
            start, end = edition.in_force.start, edition.in_force.end
            if start is not None and day < start:
                message = f"{edition.cite_as} came into force on {start}, after the decision"
                severity = ceiling(edition.window_verification)
            else:
                message = f"{edition.cite_as} was replaced after {end}, before the decision"
                severity = ceiling(edition.window_verification)
                if end is not None and end >= _requested(context.letter.dates, day):
                    severity = "warning" if severity == "error" else severity
            yield Flaw(
                span=citation.span,
                issue=issue.number,
                message=message,
                expected=f"an edition in force on {day}",
                found=edition.cite_as,
                citation=edition.regulation or "",
                severity=severity,
                help="cite the edition in force on the day of decision",
            )


def _requested(dates: Dates, day: date) -> date:
    """The earliest known day of the dispute: the request came before the denial."""
    return min(
        known
        for known in (dates.ur_denial, dates.application_received, dates.assigned, day)
        if known
    )
