"""One rationale says that the treatment is medically necessary and that it is not.

What it does
    Compares every conclusion that a rationale draws about medical necessity. Where two differ, the
    one against the outcome is reported. A part of the request, or another one, may be meant, so
    that the finding is a warning.

Why it matters
    Of two contrary conclusions the worker cannot know which one decides.

Authority
    Labor Code 4610.6(d)-(e); 8 CCR 9792.10.6(d): the determination states whether the disputed
    treatment is medically necessary. Plain on the page (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import phrases

RULE = Rule(
    name="conclusions-differ",
    severity="warning",
    family="conclusion",
    summary="one rationale concludes that the treatment is and is not medically necessary",
    authority="Labor Code 4610.6(d)-(e); 8 CCR 9792.10.6(d)",
    ordinary_knowledge=True,
)

_DRAWN = phrases(r"request(?:s|ed)?", "therefore", "thus", "hence", "accordingly")
"""Words of a conclusion on the case; without any a sentence may be the guideline's own."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first conclusion that differs from the last."""
    for issue, claims in context.items:
        last = claims.conclusion
        if last is None or last.strength != "explicit":
            continue
        for one in claims.conclusions:
            if one.strength != "explicit" or one.necessary == last.necessary:
                continue
            if not _DRAWN.search(context.letter.document.text, *one.sentence):
                continue
            said = "medically necessary" if one.necessary else "not medically necessary"
            ends = "medically necessary" if last.necessary else "not medically necessary"
            yield Flaw(
                span=one.span,
                issue=issue.number,
                message=f"the rationale says {said} here and ends with {ends}",
                expected=ends,
                found=said,
                related=(context.in_letter(last.span),),
                help="say what part of the request each sentence decides, or strike one",
            )
            break
