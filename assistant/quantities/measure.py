"""Measures, and the recurring periods that make a number of visits a frequency."""

from __future__ import annotations

from typing import NamedTuple

from assistant.quantities.lexer import Token
from assistant.quantities.numbers import Bounds, Number, bounds, kind, whole


class Measure(NamedTuple):
    """An amount in the making. `first` and `after` are token indices, `start` and `end` offsets.

    `extent_start` is where the words of its bound begin, if they stand before it.
    `crossed` marks "2x6", whose second number is weeks or visits by convention alone.
    """

    unit: str
    low: Number
    high: Number
    first: int
    after: int
    start: int
    end: int
    bound: str | None = None
    over: Measure | None = None
    every: bool = False
    out_of: tuple[Number, Number] | None = None
    extent_start: int = -1
    crossed: bool = False


class Period(NamedTuple):
    """A recurring period, "2-3 weeks" of "every 2-3 weeks", and the index after it."""

    low: Number
    high: Number
    unit: str
    first: int
    after: int


def made(tokens: list[Token], unit: str, many: Bounds, first: int, after: int) -> Measure:
    """The measure of `many` units that the tokens from `first` to before `after` state."""
    return Measure(
        unit, many.low, many.high, first, after, tokens[first].start, tokens[after - 1].end
    )


def period_at(tokens: list[Token], at: int) -> Period | None:
    """A recurring period: low, high, unit, index after. "week", "other week", "2-3 weeks"."""
    if kind(tokens, at) == "other" and kind(tokens, at + 1) == "time":
        return Period(2, 2, str(tokens[at + 1].value), at, at + 2)
    if kind(tokens, at) == "time":
        return Period(1, 1, str(tokens[at].value), at, at + 1)
    many = bounds(tokens, at)
    if many and many.low > 0 and kind(tokens, many.after) == "time":
        return Period(many.low, many.high, str(tokens[many.after].value), at, many.after + 1)
    return None


def rate_at(tokens: list[Token], at: int) -> Period | None:
    """What makes a number a frequency: "a week", "/wk", "per 2 weeks", "weekly", "x week"."""
    adverb = at + (kind(tokens, at) == "dash")
    if kind(tokens, adverb) == "adverb":
        return adverb_of(tokens, adverb)
    if kind(tokens, at) == "(":
        at += 1
    if kind(tokens, at) == "time" and tokens[at].text in ("week", "wk", "w", "day", "month", "mo"):
        # "2x week", "2 times week"
        return Period(1, 1, str(tokens[at].value), at, at + 1)
    led = at
    while led - at < 3 and (
        kind(tokens, led) in ("per", "/", "mult", "dash")
        or (led < len(tokens) and tokens[led].text in ("in", "q", "time", "times"))
    ):
        led += 1
    if led == at:
        return None
    period = period_at(tokens, led)
    if period and period.low != 1 and kind(tokens, led) != "other":
        # "2 x 6 weeks" is a course of six weeks, not twice in six weeks
        return period if tokens[led - 1].text in ("per", "every", "q") else None
    return period


def late_rate_at(tokens: list[Token], at: int) -> Period | None:
    """A rate after "of" and the service: "3 sessions of physical therapy per week"."""
    if at >= len(tokens) or tokens[at].text != "of":
        return None
    for end in range(at + 1, min(at + 6, len(tokens))):
        if tokens[end].text in ("per", "each", "every", "a", "weekly"):
            rate = rate_at(tokens, end)
            return rate if rate and rate.unit == "weeks" else None
        if tokens[end].kind not in ("word", "dash", "/"):
            return None
    return None


def adverb_of(tokens: list[Token], at: int) -> Period:
    """The period in the adverb at `at`: one week in "weekly", two in "biweekly"."""
    value = tokens[at].value
    assert isinstance(value, tuple)  # noqa: S101 - the lexicon gives adverbs their period
    every, unit = value
    return Period(every, every, unit, at, at + 1)


def recurring(tokens: list[Token], unit: str, many: Bounds, first: int, rate: Period) -> Measure:
    """`many` units in each period of `rate`: a number a week where the period is in weeks."""
    low, high, time, first_of_period, after = rate
    counted = unit in ("visits", "times", "days")
    if counted and time == "weeks":
        return made(
            tokens,
            "per_week",
            Bounds(whole(many.low / high), whole(many.high / low), after),
            first,
            after,
        )
    period = made(tokens, time, Bounds(low, high, after), first_of_period, after)
    return Measure(
        unit,
        many.low,
        many.high,
        first,
        after,
        tokens[first].start,
        tokens[after - 1].end,
        over=period,
        every=True,
    )
