"""What a request asks for, in numbers: the shapes of the machine interface."""

from __future__ import annotations

from typing import Literal

from assistant.text import Span, Value

Range = tuple[float, float]
"""`(low, high)`, equal when the text gives one number. Whole numbers are written without point."""

RequestField = Literal[
    "per_week", "weeks", "visits", "duration", "drug", "strength", "quantity", "refills", "dosing"
]


class Duration(Value):
    """A length of time that the text does not give in weeks."""

    value: Range
    unit: Literal["hours", "days", "months", "years"]


class Request(Value):
    """The quantities of one requested service.

    per_week        visits a week (every other week is 0.5), only where the text speaks of frequency
    weeks           length of the course, only where the text speaks of weeks
    visits          visits, sessions or treatments: the explicit total, else per_week x weeks, else None
    visits_explicit whether the text states the total itself
    duration        a length in another unit
    drug, strength  as written: "Norco", "10/325mg"
    quantity        the count as written, refills included where they stand beside it: "#60 with 3 refills"
    count           the number in `quantity`, when it is one number of units dispensed or supplied
    refills         the number of refills
    dosing          how it is taken, as written: "1-2 tabs every 4-6 hours"
    """

    per_week: Range | None = None
    weeks: Range | None = None
    visits: Range | None = None
    visits_explicit: bool = False
    duration: Duration | None = None
    drug: str | None = None
    strength: str | None = None
    quantity: str | None = None
    count: float | None = None
    refills: int | None = None
    dosing: str | None = None


class Evidence(Value):
    """The words that gave one field of a request; `span` is relative to the text that was read."""

    field: RequestField
    span: Span


class Reading(Value):
    """A request with the words that gave each of its fields."""

    request: Request
    evidence: tuple[Evidence, ...] = ()
