"""The limits that a sentence points back at: "that", "both numbers", "what the guideline gives"."""

from __future__ import annotations

from assistant.claims import GuidelineLimit, IssueClaims
from assistant.claims.prose import Passage

DAYS_IN = {"days": 1.0, "weeks": 7.0, "months": 30.4, "years": 365.0}
"""The units of lengths of time, in days."""

_UNIT = {"mg_med": "mg"}


def told_before(
    claims: IssueClaims, passage: Passage, unit: str | None, start: int
) -> list[tuple[GuidelineLimit, float]]:
    """The limits in the last sentence before `start` with one of `unit`, each in that unit.

    Without a unit a number counts visits; a length of time is measured by any length of time.
    """
    fitting = [
        (one, bound)
        for one in claims.limits
        if one.amount.extent.end <= start
        and one.amount.bound != "at least"
        and (bound := _in_unit(one, unit)) is not None
    ]
    if not fitting:
        return []
    last = passage.sentence_index(fitting[-1][0].amount.span.start)
    return [pair for pair in fitting if passage.sentence_index(pair[0].amount.span.start) == last]


def _in_unit(limit: GuidelineLimit, unit: str | None) -> float | None:
    """The upper end of the limit in `unit`; None where it counts something else."""
    own = _UNIT.get(limit.amount.unit, limit.amount.unit)
    high = limit.amount.value[1]
    if own == (unit or "visits"):
        return high
    if unit in DAYS_IN and own in DAYS_IN:
        return high * DAYS_IN[own] / DAYS_IN[str(unit)]
    return None
