"""Whether a number that a letter ascribes to a guideline is one of its limits."""

from __future__ import annotations

from assistant.claims import GuidelineLimit
from assistant.guidelines import Limit

_WEEKS_IN = {"weeks": 1.0, "months": 4.345}


def attributed(claim: GuidelineLimit) -> bool:
    """Whether the words are the schedule's own: it is named, or number and period are given."""
    return claim.system == "MTUS" and ("MTUS" in claim.before or claim.amount.over is not None)


def same_number(claim: GuidelineLimit, limit: Limit) -> bool:
    """Whether the letter's number is the limit's, or the upper end of its range."""
    low, high = claim.amount.value
    if (low, high) == limit.value:
        return True
    # "up to 10 visits" of a range 9-10, "6 visits" of a range 4-6
    return low == high and high == limit.value[1]


def same_period(claim: GuidelineLimit, limit: Limit) -> bool:
    """Whether the periods agree; a period that only one of the two gives does not part them."""
    said = claim.amount.over
    if said is None or limit.over is None:
        return True
    bounds, _, unit = limit.over.partition(" ")
    low, _, high = bounds.partition("-")
    factor, said_factor = _WEEKS_IN.get(unit), _WEEKS_IN.get(said.unit)
    if factor is None or said_factor is None or not low.replace(".", "").isdigit():
        return True
    first, last = float(low) * factor, float(high or low) * factor
    return said.value[0] * said_factor <= last + 0.5 and said.value[1] * said_factor >= first - 0.5


def nearest_to(claim: GuidelineLimit, limits: list[Limit]) -> Limit:
    """The limit that the letter most likely means: of its phase, then the closest number."""

    def distance(limit: Limit) -> tuple[bool, float]:
        return limit.phase != claim.phase, abs(limit.value[1] - claim.amount.value[1])

    return min(limits, key=distance)
