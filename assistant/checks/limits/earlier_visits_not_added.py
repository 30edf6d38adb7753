"""The request is set against the guideline without the earlier visits that decide how it stands.

What it does
    Where a rationale says that the request exceeds a number of visits that the request alone does
    not reach, and the letter tells of earlier visits with which it would, looks whether the
    rationale gives their number. Where it does not, the sum that the decision rests on stands
    nowhere. An approval of a request that is said to lie within the number, and with the earlier
    visits does not, is measured alike, unless it gives another reason, such as improvement.

Why it matters
    Two published determinations deny eight visits as "in excess" of nine to ten. Each summary tells
    of a few earlier visits; neither rationale counts them, so that a reader finds 8 above 10.

Authority
    8 CCR 9792.10.6(d): a decision states its reasons. The comparison of two numbers is a matter of
    ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.measures import after_surgery, prior_visits, quoted
from assistant.checks.limits.reasons import gives_reason
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims import IssueClaims

RULE = Rule(
    name="earlier-visits-not-added",
    severity="warning",
    family="limits",
    summary="the rationale omits earlier visits with which the request exceeds the guideline",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first such comparison of each rationale."""
    for issue, claims in context.items:
        told = any(one.role in ("prior", "authorized") for one in claims.counts)
        if not claims.comparisons or told or after_surgery(issue):
            continue
        earlier = prior_visits(context, claims)
        if not earlier:
            continue
        for said in claims.comparisons:
            asked = said.number or issue.request.visits
            measure = quoted(context, claims, said)
            if said.total or asked is None or measure is None:
                continue
            exceeds = said.relation == "exceeds"
            if not exceeds and (issue.outcome != "overturned" or _reasoned(claims)):
                continue
            if not asked[1] <= measure.bound < asked[1] + earlier:
                continue
            stand = "do not exceed" if exceeds else "lie within"
            yield Flaw(
                span=said.span,
                issue=issue.number,
                message=f"{asked[1]:g} visits {stand} {measure.bound:g}; the {earlier:g} earlier "
                f"ones, with which they would{'' if exceeds else ' not'}, are not added",
                expected=f"{earlier:g} and {asked[1]:g} visits, added",
                found=f"{asked[1]:g} visits",
                related=(context.in_letter(issue.span), measure.authority),
                help="give the earlier visits and the sum in the rationale",
            )
            break


def _reasoned(claims: IssueClaims) -> bool:
    """Whether an approval rests on more than the number."""
    return claims.passage is None or gives_reason(claims.passage, "overturned")
