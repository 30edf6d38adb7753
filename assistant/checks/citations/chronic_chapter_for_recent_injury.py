"""The chronic pain chapter is cited for an injury of the last three months.

What it does
    Counts the months from the injury to the denial where the reviewer cites the chronic pain
    chapter and no chapter of a body part. It is information: letters commonly do so.

Why it matters
    Pain of the first three months is governed by the chapter of the body part, whose criteria are
    others.

Authority
    8 CCR 9792.20(b): chronic pain lasts three or more months from its onset; 9792.23 leads from the
    body part to the chronic pain chapter.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.guidelines import find_edition

RULE = Rule(
    name="chronic-chapter-for-recent-injury",
    severity="info",
    family="citations",
    summary="the chronic pain chapter is cited for an injury of the last three months",
    authority="8 CCR 9792.20(b), 9792.23",
    ordinary_knowledge=False,
)

_THREE_MONTHS = 90


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each item decided by the chronic pain chapter alone so early."""
    dates = context.letter.dates
    last = dates.ur_denial or dates.decision
    if dates.injury is None or last is None or not 0 <= (last - dates.injury).days < _THREE_MONTHS:
        return
    for issue in context.letter.issues:
        keys = []
        for citation in issue.reviewer_citations:
            edition = find_edition(citation.chapter or "", citation.year)
            keys.append(edition.key.split("/")[0] if edition else "")
        if not keys or set(keys) != {"chronic-pain"}:
            continue
        citation = issue.reviewer_citations[0]
        yield Flaw(
            span=citation.span,
            issue=issue.number,
            message=f"cites the chronic pain chapter {(last - dates.injury).days} days after the "
            "injury",
            expected="the chapter of the body part",
            found=citation.chapter or citation.text,
            related=context.in_header("injury"),
            help="cite the chapter of the body part, or say why the pain counts as chronic",
        )
