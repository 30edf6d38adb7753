"""What a request asks for, in numbers: the shapes of the machine interface."""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant.text import Span, Value

Range = tuple[int | float, int | float]
"""`(low, high)`, equal when the text gives one number. Whole numbers are ints: 12, never 12.0."""

RequestField = Literal[
    "per_week", "weeks", "visits", "duration", "drug", "strength", "quantity", "refills", "dosing"
]

Unit = Literal[
    "visits",
    "per_week",
    "times",
    "minutes",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "tablets",
    "capsules",
    "patches",
    "tubes",
    "boxes",
    "bottles",
    "containers",
    "packs",
    "vials",
    "pairs",
    "units",
    "doses",
    "injections",
    "refills",
    "count",
    "mg",
    "mg_med",
    "mcg",
    "g",
    "ml",
    "oz",
    "percent",
]
"""What an amount counts. `visits` are visits, sessions or treatments alike; `per_week` is visits or
times a week; `times` is a number of times in another period; `mg_med` is milligrams of morphine
equivalent dose."""

Bound = Literal["up to", "at least", "more than", "less than"]


class Duration(Value):
    """A length of time that the text does not give in weeks."""

    value: Range
    unit: Literal["hours", "days", "months", "years"]


class Amount(NamedTuple):
    """One amount of running prose.

    value    the number or range, in `unit`
    span     the number and its unit, relative to the text that was read
    extent   the same with the words of `bound` before it and of `over` behind it
    bound    how the prose limits it: "no more than 6" is "up to", "exceeds 6" is "more than"
    over     the period it is for: "6 visits over 2 weeks"
    every    whether that period recurs: "1-2 visits every 4-6 months", "80 mg a day"
    out_of   the whole of which it is a part: "6 of 12 visits"
    """

    value: Range
    unit: Unit
    span: Span
    extent: Span
    bound: Bound | None = None
    over: Amount | None = None
    every: bool = False
    out_of: Range | None = None


class Request(Value):
    """The quantities of one requested service.

    per_week        visits a week (every other week is 0.5), only where the text speaks of frequency
    weeks           length of the course, only where the text speaks of weeks
    visits          visits or sessions: the explicit total, else per_week x weeks, else None
    visits_explicit whether the text states the total itself
    duration        a length in another unit
    drug, strength  as written: "Norco", "10/325mg"
    quantity        the count as written, with the refills beside it: "#60 with 3 refills"
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
    count: int | float | None = None
    refills: int | None = None
    dosing: str | None = None


class Evidence(Value):
    """The words that gave one field of a request; `span` is their place in the letter."""

    field: RequestField
    span: Span


class Given(NamedTuple):
    """The words that gave one field of a request; `span` is relative to the text that was read."""

    field: RequestField
    span: Span


class Reading(NamedTuple):
    """A request with the words that gave each of its fields."""

    request: Request
    given: tuple[Given, ...] = ()

    def span_of(self, name: RequestField) -> Span | None:
        """The words that gave field `name`, or None where none did (a product, an absent field)."""
        return next((item.span for item in self.given if item.field == name), None)

    def shifted(self, by: int) -> Reading:
        """The same reading of a longer text, in which it begins `by` characters further on."""
        return self._replace(
            given=tuple(Given(one.field, one.span.shifted(by)) for one in self.given)
        )


class TitlePart(NamedTuple):
    """A stretch of a title: its words and their place in the title."""

    text: str
    span: Span


class PartialReading(NamedTuple):
    """The three parts of a title that tells of a partial certification.

    original    what was asked for
    authorized  what the claims administrator allowed of it
    remaining   what is left to decide; the whole request again where it was left eligible
    *_visits    the visits of each part; all None where the parts differ in something else than
                visits (hours a day, tablets)
    reading     the quantities of the original request; its spans are relative to the whole title
    """

    original: TitlePart
    authorized: TitlePart
    remaining: TitlePart | None
    original_visits: int | float | None
    authorized_visits: int | float | None
    remaining_visits: int | float | None
    reading: Reading
