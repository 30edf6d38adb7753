"""The closing sentence decides the whole of a request of which a part was authorised.

What it does
    Under a partial certification with numbers, finds a closing sentence that names all visits of
    the original request and not those that are left. It may name the original request and mean
    the rest of it, so that the finding is a warning.

Why it matters
    A denial of all 8 visits takes back the 3 that utilization review authorised; an approval of
    all 8 gives them twice.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment, which is what was denied,
    delayed or modified (Labor Code 4610.5(c)(1)). A count on the page (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict

RULE = Rule(
    name="closing-decides-the-whole",
    severity="warning",
    family="items",
    summary="the closing sentence decides visits that utilization review authorised",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.5(c)(1)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the whole number of visits where the closing sentence names it alone."""
    for issue, claims in context.items:
        partial = issue.partial
        if partial is None or partial.remaining_visits is None or partial.original_visits is None:
            continue
        rest, whole = f"{partial.remaining_visits:g}", f"{partial.original_visits:g}"
        named = [one for one in claims.mentions if one.what == "visits"]
        if rest == whole or any(one.value == f"{rest}-{rest}" for one in named):
            continue
        for mention in named:
            if mention.value == f"{whole}-{whole}":
                yield Flaw(
                    span=mention.span,
                    issue=issue.number,
                    message=f"the closing sentence decides all {whole} visits; {rest} are left",
                    expected=f"{rest} visits",
                    found=context.slice(mention.span),
                    related=(context.in_letter(issue.span),),
                    contradicts=mention,
                    help="decide what utilization review did not authorise",
                )
