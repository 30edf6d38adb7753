"""Therapy after surgery, within the post-surgical period, is decided by another chapter.

What it does
    Finds an operation with its day in the summary or the rationale, and the row of the
    post-surgical table that names it. Where a therapy item is for the same region and the denial
    lies within the period of that row, it reports an item that cites no post-surgical chapter.

Why it matters
    Within the period the table governs, and it gives more visits than the other chapters do, and
    no more than it gives: the wrong chapter denies, or grants, by the wrong number.

Authority
    8 CCR 9792.24.3(a)-(c) and the row of the table. How well its period is verified limits the
    finding, which is a warning at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from assistant.checks.rule import Context, Flaw, Rule, Verdict, by_guideline, capped, ceiling
from assistant.guidelines.postsurgical import PHYSICAL, postsurgical
from assistant.letters.models import Issue
from assistant.terms import find_body_parts, same_region
from assistant.text import Span, stems
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="postsurgical-period-ignored",
    severity="warning",
    family="limits",
    summary="therapy within the post-surgical period is decided by another chapter",
    authority="8 CCR 9792.24.3",
    ordinary_knowledge=False,
)

_DONE = phrases(
    "underwent", "undergone", r"status[ -]post", r"s/p", r"had\s(?:an?\s|his\s|her\s)?",
    r"post-?\s?operative(?:ly)?", r"was\soperated", r"surgery\s(?:on|of|dated|was\sdone)",
    "performed", tail="",
)  # fmt: skip
_NOT_DONE = phrases(
    "request(?:ed|s|ing)?", "scheduled", "planned", "proposed", "recommended", "denied",
    "candidate", "pending", "authorized", "non-?certified",
)  # fmt: skip
_OPERATED = stems(
    "underw", "undergone", "status", "s", "had", "post", "operat", "surg", "performed"
)
_CLAUSE = expression(r"[.;]\s|,\s(?:and|but|then)\s", re.IGNORECASE)


class Operation(NamedTuple):
    """An operation that the letter tells, and its day."""

    words: str
    day: date
    span: Span


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each therapy item that a row of the table governs and that cites none."""
    items = [one for one in context.letter.issues if _of_therapy(one)]
    operations = list(_operations(context)) if items else []
    day = context.letter.dates.ur_denial or context.as_of
    for issue in items if day else ():
        for operation in operations:
            parts = find_body_parts(operation.words)
            if issue.body_parts and not any(
                same_region(one.part, two.part)
                for one in parts
                for two in find_body_parts(issue.title)
            ):
                continue
            row = postsurgical(issue.service, day, operation.words, operation.day).total
            if row is None:
                continue
            yield Flaw(
                span=issue.span,
                issue=issue.number,
                message=f"the operation of {operation.day} lies within the post-surgical period; "
                "no post-surgical chapter is cited",
                expected="the post-surgical table",
                found=", ".join(one.text for one in issue.reviewer_citations)[:120],
                related=(by_guideline(row), context.in_letter(operation.span)),
                citation=row.citation,
                severity=capped(ceiling(row.verification), "warning"),
                help="measure the request by the row of the table, or say why it does not govern",
            )
            break


def _of_therapy(issue: Issue) -> bool:
    """Whether the item is therapy that the table could govern, decided by other MTUS chapters."""
    cited = [one for one in issue.reviewer_citations if one.chapter]
    return (
        issue.service in PHYSICAL
        and bool(cited)
        and not any("surgical" in str(one.chapter).lower() for one in cited)
    )


def _operations(context: Context) -> Iterator[Operation]:
    """Operations that are told with their day, in the clause of the date."""
    for day in context.days:
        if day.day is None or not day.passage.begin(_OPERATED):
            continue
        begin, end = day.passage.around(day.start)
        if not _DONE.search(day.passage.text, begin, end):
            continue
        start = begin
        for cut in _CLAUSE.finditer(day.passage.text, begin, day.start):
            start = cut.end()
        stop = _CLAUSE.search(day.passage.text, day.end, end)
        words = day.passage.text[start : stop.start() if stop else end]
        done: re.Match[str] | None = _DONE.search(words)
        if done is None or _NOT_DONE.search(words) or len(words) > 300:
            continue
        yield Operation(words, day.day, day.span)
