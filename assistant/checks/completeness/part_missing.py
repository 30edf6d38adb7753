"""A part that every determination has is missing.

What it does
    Looks for the outcome of each item and for the clinical case summary. An item without an outcome
    is an error, one that the letter itself leaves "Not decided", as a draft does, a warning. A
    letter without a summary is a warning; an excerpt is let pass.

Why it matters
    A determination states whether each disputed treatment is medically necessary, and the worker's
    condition: without either it is none.

Authority
    8 CCR 9792.10.6(d); Labor Code 4610.6(e).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span

_NEAR = 40
RULE = Rule(
    name="part-missing",
    severity="error",
    family="completeness",
    summary="an outcome or the case summary is missing",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(e)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each item without an outcome, and for a letter without a summary."""
    letter = context.letter
    for issue in letter.issues:
        if issue.outcome is None:
            after = letter.document.text[issue.span.end : issue.span.end + _NEAR]
            yield Flaw(
                span=issue.span,
                issue=issue.number,
                message="the item has no outcome",
                expected="Upheld, Overturned or Partially Overturned",
                found="none",
                severity="warning" if _is_draft(after) else "error",
                help="state the outcome beside the item",
            )
    if letter.summary.span is None and letter.layout != "excerpt":
        first = letter.document.text.find("\n", 1)
        yield Flaw(
            span=Span(0, max(first, 0)),
            issue=None,
            message="the letter has no clinical case summary",
            expected="the employee's medical condition",
            found="none",
            severity="warning",
            help="tell the condition, the care so far and the findings from the records",
        )


def _is_draft(after: str) -> bool:
    """Whether the letter itself leaves the item undecided."""
    from assistant.letters.writing import NOT_DECIDED  # noqa: PLC0415 - most letters decide

    return NOT_DECIDED in " ".join(after.split())
