"""The closing sentence contradicts the outcome line.

What it does
    Reads whether the rationale concludes that the treatment is medically necessary, with every
    negation that turns the sense, and compares with the outcome printed beside the title: upheld
    means that the denial stands, overturned that the treatment is necessary.

Why it matters
    The outcome line is what the claims administrator acts on, the closing sentence what the worker
    reads. Where they differ nobody knows what was decided.

Authority
    Labor Code 4610.6(d)-(e); 8 CCR 9792.10.6(d): the determination states whether the disputed
    treatment is medically necessary. A contradiction on the page is a matter of ordinary knowledge
    (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.claims import Conclusion
from assistant.letters.models import Issue
from assistant.text import Span
from assistant.text.patterns import expression

RULE = Rule(
    name="outcome-contradicts-conclusion",
    severity="error",
    family="conclusion",
    summary="the closing sentence says the contrary of the outcome line",
    authority="Labor Code 4610.6(d)-(e); 8 CCR 9792.10.6(d)",
    ordinary_knowledge=True,
)


_HEADED = expression(
    r"RATIONALE FOR WHY[^\n]{0,80}\b(?:IS|WAS|ARE|WERE)(?P<no> NOT)? MEDICALLY NECESSARY"
)
"""The heading of the reasons in a professional review, which states the decision."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the conclusion of each item that is upheld or overturned."""
    for issue, claims in context.items:
        conclusion = claims.conclusion
        if conclusion is not None and context.letter.layout == "professional-review":
            yield from _against_heading(context, issue, conclusion)
        if conclusion is None or issue.outcome not in ("upheld", "overturned"):
            continue
        if conclusion.necessary == (issue.outcome == "overturned"):
            yield Confirmed(conclusion, "outcome line")
            continue
        said = "medically necessary" if conclusion.necessary else "not medically necessary"
        expected = "not medically necessary" if conclusion.necessary else "medically necessary"
        outcome = context.in_letter(issue.outcome_span) if issue.outcome_span else None
        yield Flaw(
            span=conclusion.span,
            issue=issue.number,
            message=f"the item is {issue.outcome}, but the rationale ends with {said}",
            expected=f"{expected} ({issue.outcome})",
            found=said,
            related=(outcome,) if outcome else (),
            contradicts=conclusion,
            # "is supported", "is indicated" may be said of something else than the request
            severity="error" if conclusion.strength == "explicit" else "warning",
            help="correct the outcome line or the closing sentence",
        )


def _against_heading(context: Context, issue: Issue, conclusion: Conclusion) -> Iterator[Flaw]:
    """The contradiction of the heading of a letter with one issue; it may be the form's own."""
    headed = _HEADED.search(context.letter.document.text)
    if headed is None or len(context.letter.issues) > 1:
        return
    if conclusion.necessary != bool(headed["no"]):
        return
    said = "medically necessary" if conclusion.necessary else "not medically necessary"
    yield Flaw(
        span=conclusion.span,
        issue=issue.number,
        message=f"the heading states the contrary of {said}",
        expected="not medically necessary" if headed["no"] else "medically necessary",
        found=said,
        related=(context.in_letter(Span(*headed.span())),),
        contradicts=conclusion,
        severity="warning",
        help="correct the heading or the closing sentence",
    )
