"""The rationale speaks of no part of the body that the item is about.

What it does
    Where the title names parts of the body and the rationale names others, none in the same region
    of the guidelines, the first is reported. Guideline text may name examples, and a decision may
    follow from another item's, so that the finding is a warning.

Why it matters
    Findings in the lumbar spine do not tell whether therapy for the neck is necessary.

Authority
    8 CCR 9792.10.6(d): the rationale is of the disputed treatment. A contradiction on the page is a
    matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.terms import find_body_parts, same_region

RULE = Rule(
    name="rationale-of-another-part",
    severity="warning",
    family="items",
    summary="the rationale speaks of no part of the body that the item is about",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_SERVED = {
    "low back": frozenset({"leg", "lower leg", "thigh", "foot", "toe", "buttock"}),
    "neck": frozenset({"arm", "forearm", "hand", "finger"}),
}
"""Where the nerves of a part of the spine show: "atrophy of the calf" is a finding of the back."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first part that a rationale names, where none is the item's."""
    for issue, claims in context.items:
        passage = claims.passage
        if passage is None or not issue.body_parts:
            continue
        asked = dict.fromkeys(one.part for one in find_body_parts(issue.title))
        said = passage.body_parts
        if not said or not asked:
            continue
        if any(same_region(one.part, part) for one in said for part in asked):
            continue
        if any(one.part in _SERVED.get(part, ()) for one in said for part in asked):
            continue
        first = said[0]
        yield Flaw(
            span=passage.span(*first.span),
            issue=issue.number,
            message="the rationale names no part of the body that the item is about",
            expected=" or ".join(asked),
            found=first.name,
            related=(context.in_letter(issue.span),),
            help="give the findings of the part that treatment is asked for",
        )
