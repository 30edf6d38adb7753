"""A number that the letter ascribes to the guideline is not the guideline's.

What it does
    Takes each number of visits that a rationale says a guideline gives, and looks it up among the
    limits of the MTUS sections that the item cites. A number (and its period, where both give one)
    that is a limit there is confirmed; one that is none of them, in a section that has limits of
    that kind, is contradicted. A number of the ODG is confirmed where the cited section adopts it,
    and otherwise left alone.

Why it matters
    A denial "beyond the trial of 4 visits" stands on a number that the schedule does not contain.

Authority
    The limits of the cited section; 8 CCR 9792.21(c) makes the schedule the yardstick. The finding
    is as grave as the verification of the limits allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.limits.looking_up import misquoted
from assistant.checks.limits.matching import (
    adopted,
    attributed,
    cited_limits,
    claimed_visits,
    fits,
    initial_course,
    nearest_to,
    of_another_edition,
    of_law,
    same_number,
    same_period,
)
from assistant.checks.rule import Confirmed, Context, Flaw, Rule, Verdict
from assistant.checks.wording import counted, number
from assistant.claims import GuidelineLimit
from assistant.guidelines import Limit
from assistant.letters.models import Issue
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="limit-misquoted",
    severity="error",
    family="limits",
    summary="a number ascribed to the guideline is not one of its limits",
    authority="8 CCR 9792.21(c) and the cited section",
    ordinary_knowledge=False,
)

_ASCRIBED = phrases(
    "guidelines?", "mtus", "schedule", "acoem", r"recommend(?:s|ed|ations?)?", "allow(?:s|ed)?",
    r"permit(?:s|ted)?", r"up\sto", "trial", "maximum", "limit(?:s|ed)?", r"suggest(?:s|ed)?",
)  # fmt: skip

_TRIAL_BEHIND = expression(r"[\s\"”]{0,2}(?:clinical |initial )?trial\b", re.IGNORECASE)
_TRIAL_BEFORE = expression(
    r"\b(?:initial |clinical )?trial (?:course )?of (?:up to |only )?$", re.IGNORECASE
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each number of visits ascribed to the MTUS, where its section has limits."""
    for issue, claims in context.items:
        claimed = claimed_visits(claims)
        others = adopted(claims, "visits")
        limits = cited_limits(issue, context.limits_day) if claimed or others else []
        for claim in claimed if limits else ():
            verdict = _verdict(claim, limits)
            if isinstance(verdict, Flaw) and (_of_request(issue, claim) or of_law(claim)):
                continue
            # a number of another edition is told by the check of that name
            if isinstance(verdict, Confirmed) or not of_another_edition(
                claim, issue, context.limits_day
            ):
                yield verdict
        for claim in others if limits else ():
            for one in [one for one in limits if fits(claim, one)][:1]:
                yield Confirmed(claim, one.citation)


def _of_request(issue: Issue, claim: GuidelineLimit) -> bool:
    """Whether the number is the request's, and no word before it says whose it is."""
    return claim.amount.value == issue.request.visits and not _ASCRIBED.search(claim.before)


def _called_trial(claim: GuidelineLimit) -> bool:
    """Whether the words right beside the number call it a trial."""
    return bool(_TRIAL_BEHIND.match(claim.after) or _TRIAL_BEFORE.search(claim.before))


def _verdict(claim: GuidelineLimit, limits: list[Limit]) -> Verdict:
    trials = [one for one in limits if one.phase == "trial"] if _called_trial(claim) else []
    same = [one for one in trials or limits if same_number(claim, one)]
    # a limit that gives no period says nothing of one where another limit of that number does
    dated = [one for one in same if one.over is not None] if claim.amount.over else []
    fitting = [one for one in dated or same if same_period(claim, one)]
    fitting = fitting or initial_course(claim, limits)
    if fitting:
        return Confirmed(claim, fitting[0].citation)
    nearest = nearest_to(claim, dated or same or limits)
    over = f" over {nearest.over}" if nearest.over else ""
    said = counted(claim.amount.value, "visits")
    if claim.amount.over is not None:
        said += f" over {counted(claim.amount.over.value, claim.amount.over.unit)}"
    flaw = misquoted(
        claim,
        said,
        f"{number(nearest.value)} {nearest.unit}{over}",
        nearest,
        # "current guidelines" may mean a source that the item does not cite
        most="error" if attributed(claim) else "warning",
    )
    phase = f"a {claim.phase.replace('_', '-')} of " if claim.phase else ""
    return flaw._replace(message=flaw.message.replace("says ", f"says {phase}", 1))
