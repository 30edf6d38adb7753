"""A cited edition came into force only after the decision.

What it does
    Compares the first day of each cited MTUS edition with the day of decision.

Why it matters
    A worker's care is decided by the schedule of its day; an edition of later years may ask for
    what nobody could have documented then.

Authority
    8 CCR 9792.21(c): the MTUS is presumptively correct; the adopting orders give the day from which
    each chapter applies.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.checks.rule import Context, Flaw, Rule, Verdict, ceiling
from assistant.guidelines import find_edition
from assistant.letters.models import Citation
from assistant.text.patterns import expression

RULE = Rule(
    name="edition-not-yet-in-force",
    severity="error",
    family="citations",
    summary="a cited MTUS edition came into force after the decision",
    authority="8 CCR 9792.21(c)",
    ordinary_knowledge=True,
)


_YEAR = expression(r"(?<![\d-])20\d\d(?![\d-])")


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each reviewer's MTUS citation whose edition began after the decision."""
    day = context.as_of
    if day is None:
        return
    for issue in context.letter.issues:
        for citation in issue.reviewer_citations:
            if citation.system != "MTUS":
                yield from _outside(citation, day, issue.number)
                continue
            if not citation.chapter or citation.year is None:
                continue
            edition = find_edition(citation.chapter, citation.year)
            start = edition.in_force.start if edition else None
            if edition is None or start is None or start <= day:
                continue
            yield Flaw(
                span=citation.span,
                issue=issue.number,
                message=f"{edition.cite_as} came into force on {start}, after the decision",
                expected=f"an edition in force on {day}",
                found=edition.cite_as,
                citation=edition.regulation or "",
                severity=ceiling(edition.window_verification),
                help="cite the edition in force on the day of decision",
            )


def _outside(citation: Citation, day: date, issue: int) -> Iterator[Flaw]:
    """A flaw where a source outside the schedule is of a year after the decision."""
    years = [int(one) for one in _YEAR.findall(citation.text)]
    if years and min(years) > day.year:
        yield Flaw(
            span=citation.span,
            issue=issue,
            message=f"the source is of {min(years)}, after the decision",
            expected=f"{day.year} or earlier",
            found=str(min(years)),
            help="cite the edition that was there on the day of decision",
        )
