"""A frequency that the letter ascribes to the guideline is not the guideline's.

What it does
    Takes each number of visits a week that a rationale ascribes to the MTUS and looks it up among
    the frequencies of the MTUS sections that the item cites. Where these sections give frequencies
    and none of them has the number, the finding says which they have.

Why it matters
    The schedule fades therapy "from up to 3 visits a week to 1 or less"; another number grants or
    denies visits that it does not.

Authority
    The frequency of the cited section; 8 CCR 9792.21(c). The finding is as grave as the
    verification of the limit allows, and a warning at most, since sections give further numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.looking_up import misquoted
from assistant.checks.limits.matching import adopted, cited_limits, claimed
from assistant.checks.rule import Confirmed, Context, Rule, Verdict
from assistant.checks.wording import number

RULE = Rule(
    name="frequency-misquoted",
    severity="warning",
    family="limits",
    summary="a frequency ascribed to the guideline is not one of its frequencies",
    authority="8 CCR 9792.21(c) and the cited section",
    ordinary_knowledge=False,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each frequency a week ascribed to the MTUS, where its section gives any."""
    for issue, claims in context.items:
        said = claimed(claims, "per_week")
        others = adopted(claims, "per_week")
        limits = cited_limits(issue, context.limits_day, {"per week"}) if said or others else []
        for claim in [*said, *others] if limits else ():
            low, high = claim.amount.value
            same = [one for one in limits if high in one.value or (low, high) == one.value]
            if same:
                yield Confirmed(claim, same[0].citation)
                continue
            if claim.system == "ODG":
                continue
            given = " or ".join(map(number, sorted({one.value for one in limits})))
            found = f"{number(claim.amount.value)} visits a week"
            yield misquoted(claim, found, f"{given} a week", limits[0], most="warning")
