"""An item is decided without a guideline or without a rationale.

What it does
    Looks in every item for a reviewer's guideline line that names a source and for a rationale.
    An item that depends on another of the same letter (an associated surgical service) may rest on
    that item's source, so that a line which says that nothing was cited is let pass there; a
    missing line is not.

Why it matters
    A determination is to give the evidence it rests on and the reasons; without them neither the
    worker nor a court can tell why care was refused or allowed.

Authority
    Labor Code 4610.6(e); 8 CCR 9792.10.6(d); 8 CCR 9792.21.1(d) on citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="decision-without-source-or-reason",
    severity="error",
    family="completeness",
    summary="a disputed item has no guideline or no rationale",
    authority="Labor Code 4610.6(e); 8 CCR 9792.10.6(d)",
    ordinary_knowledge=True,
)

_DEPENDENT = expression(
    r"\b(?:associated surgical|post-?\s?op|pre-?\s?op|assistant surgeon)", re.IGNORECASE
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each item without rationale, a milder one for each without a source."""
    for issue in context.letter.issues:
        if issue.rationale is None:
            yield Flaw(
                span=issue.span,
                issue=issue.number,
                message="the item has no rationale",
                expected="the clinical reasons for the decision",
                found="none",
                help="say which criteria of the guideline are met or not met, and by what",
            )
        cited = issue.reviewer_citations
        if cited and _DEPENDENT.search(issue.title):
            continue
        if all(citation.system == "none" for citation in issue.reviewer_citations):
            said = cited[0].text if cited else "no guideline line of the reviewer"
            yield Flaw(
                span=cited[0].span if cited else issue.span,
                issue=issue.number,
                message="the decision rests on no guideline or other evidence"
                if cited
                else "the item has no guideline line of the reviewer",
                expected="a guideline or study with year, chapter and section",
                found=said,
                # published letters say openly that nothing was cited: a flaw, but not a slip
                severity="warning",
                help="cite the MTUS, or the next source in the search sequence (9792.21.1)",
            )
