"""A source outside the MTUS is cited without title or year.

What it does
    Looks in each citation of a guideline or study outside the MTUS for a chapter, title or topic,
    and for a year. It is information: most published letters leave the year out.

Why it matters
    Guidelines outside the schedule change from month to month; without the year nobody can find
    what the reviewer read.

Authority
    8 CCR 9792.21.1(d)(2)-(3): other guidelines are cited with organization, year, chapter and
    section, studies with author, title, year, journal and pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="citation-without-year",
    severity="info",
    family="citations",
    summary="a source outside the MTUS is cited without title or year",
    authority="8 CCR 9792.21.1(d)(2)-(3)",
    ordinary_knowledge=False,
)

_YEAR = expression(r"(?:19|20)\d\d|/\d\d\b")
_SHORTEST_TITLE = 25
"""Characters of a source of no known publisher that may hold a title."""


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each reviewer's citation outside the MTUS that lacks one of the two."""
    for issue in context.letter.issues:
        for citation in issue.reviewer_citations:
            if citation.system in ("MTUS", "none"):
                continue
            worded = citation.system == "other" and len(citation.text) >= _SHORTEST_TITLE
            titled = worded or bool(citation.chapter or citation.sections)
            dated = citation.year is not None or _YEAR.search(citation.text) is not None
            if titled and dated:
                continue
            lacks = " and ".join(
                name for name, given in (("chapter or title", titled), ("year", dated)) if not given
            )
            yield Flaw(
                span=citation.span,
                issue=issue.number,
                message=f"a source outside the MTUS is cited without {lacks}",
                expected="organization or author, title, year and section",
                found=citation.text[:80],
                help="give what a reader needs to find the words",
            )
