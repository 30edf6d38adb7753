"""The letter does not list the documents that were reviewed.

What it does
    Looks for a list of the documents reviewed. It is information: published letters commonly omit
    the pages that hold it.

Why it matters
    Without the list nobody can see that a record was overlooked, which is how plain errors of fact
    come about.

Authority
    8 CCR 9792.10.6(d): the determination lists the documents reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span

RULE = Rule(
    name="documents-not-listed",
    severity="info",
    family="completeness",
    summary="the documents reviewed are not listed",
    authority="8 CCR 9792.10.6(d)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """One flaw for a letter without the list."""
    letter = context.letter
    if letter.documents_reviewed is not None or letter.layout == "excerpt":
        return
    first = letter.document.text.find("\n", 1)
    yield Flaw(
        span=Span(0, max(first, 0)),
        issue=None,
        message="the letter does not list the documents reviewed",
        expected="a list of the documents reviewed",
        found="none",
        help="list them, or the range of dates of each provider",
    )
