"""A cited edition had been replaced by the day of decision.

What it does
    Compares the last day of each cited MTUS edition with the dates of the dispute. An edition that
    was replaced between the utilization review and the decision is a warning, one that was replaced
    before that an error. For care that was given already the day of service counts, where the title
    of the item names it.

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

from assistant.checks.rule import Context, Flaw, Rule, Verdict, capped, ceiling
from assistant.guidelines import find_edition
from assistant.letters.models import Dates
from assistant.letters.service_days import service_day

RULE = Rule(
    name="edition-superseded",
    severity="error",
    family="citations",
    summary="a cited MTUS edition had been replaced when the case was decided",
    authority="8 CCR 9792.21(c)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each reviewer's MTUS citation whose edition ended before the decision."""
    day = context.as_of
    if day is None:
        return
    asked = _asked(context.letter.dates, day)
    for issue in context.letter.issues:
        served = service_day(issue.title)
        for citation in issue.reviewer_citations:
            if citation.system != "MTUS" or not citation.chapter or citation.year is None:
                continue
            edition = find_edition(citation.chapter, citation.year)
            end = edition.in_force.end if edition else None
            if edition is None or end is None or end >= (served or day):
                continue
            severity = ceiling(edition.window_verification)
            yield Flaw(
                span=citation.span,
                issue=issue.number,
                message=f"{edition.cite_as} was replaced after {end}, before the decision",
                expected=f"an edition in force on {day}",
                found=edition.cite_as,
                citation=edition.regulation or "",
                severity=capped(severity, "warning") if end >= asked else severity,
                help="cite the edition in force on the day of decision",
            )


def _asked(dates: Dates, day: date) -> date:
    """The earliest known day of the dispute: the request came before the denial."""
    known = (dates.ur_denial, dates.application_received, dates.assigned, day)
    return min(one for one in known if one)
