"""The productions: tokens to measures, by recursive descent.

    measure   := [bound] amount [over]
    amount    := range TIMES rate              "2 times a week", "2x/wk", "3 x wk"
               | ONCE [visit] rate             "twice a week", "once every other week"
               | range [filler] visit [rate]   "6 sessions", "3 visits per week", "6 of 12 PT visits"
               | range time [rate]             "6 weeks", "5 days a week", "12 hours per day"
               | range per time                "2 per week", "3/wk"
               | range (mass | form) [rate]    "120 mg", "90 tablets", "32 g per day"
               | adverb | EVERY period         "weekly", "every other week"
               | range x range [unit]          "2x6", "2 x 6 weeks", "two times four visits"
    rate      := (per | "/" | x)* period | adverb
    period    := [other] time | range time
    over      := [","] (for | x | times | "/" | "-")* [filling] range time

Numbers that name or describe ("grade 2", "4-lead", "56 year-old") yield no measure. Each production
takes the tokens and an index and gives a measure or None; the measure knows the index after it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.quantities.lexer import Token
from assistant.quantities.lexicon import BOUNDS, BOUNDS_AFTER, FILLING
from assistant.quantities.numbers import Bounds, Number, bounds, glued, kind, number, whole


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount in the making. `first` and `after` are token indices, `start` and `end` offsets.

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


def _measure(
    tokens: list[Token], unit: str, low: Number, high: Number, first: int, after: int
) -> Measure:
    return Measure(unit, low, high, first, after, tokens[first].start, tokens[after - 1].end)


def _period(tokens: list[Token], at: int) -> tuple[Number, Number, str, int] | None:
    """A recurring period: low, high, unit, index after. "week", "other week", "2-3 weeks"."""
    if kind(tokens, at) == "other" and kind(tokens, at + 1) == "time":
        return 2, 2, str(tokens[at + 1].value), at + 2
    if kind(tokens, at) == "time":
        return 1, 1, str(tokens[at].value), at + 1
    many = bounds(tokens, at)
    if many and kind(tokens, many.after) == "time":
        return many.low, many.high, str(tokens[many.after].value), many.after + 1
    return None


def _rate(tokens: list[Token], at: int) -> tuple[Number, Number, str, int] | None:
    """What makes a number a frequency: "a week", "/wk", "per 2 weeks", "weekly", "x week"."""
    adverb = at + (kind(tokens, at) == "dash")
    if kind(tokens, adverb) == "adverb":
        every, unit = _adverb(tokens[adverb])
        return every, every, unit, adverb + 1
    if kind(tokens, at) == "(":
        at += 1
    if kind(tokens, at) == "time" and tokens[at].text in ("week", "wk", "w", "day", "month", "mo"):
        # "2x week", "2 times week"
        return 1, 1, str(tokens[at].value), at + 1
    led = at
    while led - at < 3 and (
        kind(tokens, led) in ("per", "/", "mult", "dash")
        or (led < len(tokens) and tokens[led].text in ("in", "q", "time", "times"))
    ):
        led += 1
    if led == at:
        return None
    period = _period(tokens, led)
    if period is None or (period[0] != 1 and tokens[led - 1].text not in ("per", "every", "q")):
        # "2 x 6 weeks" is a course of six weeks, not twice in six weeks
        if period is None or kind(tokens, led) != "other":
            return None
    return period


def _adverb(token: Token) -> tuple[Number, str]:
    value = token.value
    assert isinstance(value, tuple)  # noqa: S101 - the lexicon gives adverbs their period
    return value


def _recurring(
    tokens: list[Token], unit: str, many: Bounds, first: int, rate: tuple[Number, Number, str, int]
) -> Measure:
    """`many` units in each period of `rate`: a number a week where the period is in weeks."""
    low, high, time, after = rate
    counted = unit in ("visits", "times", "days")
    if counted and time == "weeks":
        return _measure(
            tokens, "per_week", whole(many.low / high), whole(many.high / low), first, after
        )
    period = _measure(tokens, time, low, high, after - 1, after)
    return replace(
        _measure(tokens, unit, many.low, many.high, first, after), over=period, every=True
    )


def _after_times(tokens: list[Token], many: Bounds, first: int, at: int) -> Measure | None:
    """After "2 times" or "2 x": a rate, or the second number of a crossed pair."""
    rate = _rate(tokens, at)
    if rate:
        return _recurring(tokens, "times", many, first, rate)
    led = at
    while kind(tokens, led) in ("for", "mult", "times") and led - at < 2:
        led += 1
    second = bounds(tokens, led)
    if second is None or many.high > 14 or kind(tokens, first - 1) == "count":
        # "#28 x 1 week" counts tablets: nothing is done 28 times a week
        return None
    unit, after = _crossed_unit(tokens, second.after)
    if unit is None:
        return None
    if unit == "rate":
        return None
    weeks = replace(
        _measure(tokens, "weeks", second.low, second.high, led, after), crossed=unit != "weeks"
    )
    course = _measure(tokens, "per_week", many.low, many.high, first, after)
    return replace(course, over=weeks, crossed=unit != "weeks")


def _crossed_unit(tokens: list[Token], at: int) -> tuple[str | None, int]:
    """What the second number of "2 x 6" counts, and the index after it; None if not a course."""
    joint = at + (kind(tokens, at) == "dash")
    if kind(tokens, joint) == "time":
        return ("weeks", joint + 1) if tokens[joint].value == "weeks" else (None, at)
    if kind(tokens, at) == "visit":
        return "visits", at + 1
    if kind(tokens, at) in ("form", "mass", "shape", "mult", "times", "/", "num", "per"):
        return None, at
    if at < len(tokens) and tokens[at].text in ("gauze", '"', "sponge", "sponges"):
        return None, at
    return "bare", at


def _visits(tokens: list[Token], many: Bounds, first: int) -> Measure | None:
    """A number of visits, with up to five words between: "6 supervised physical therapy visits"."""
    at = many.after
    out_of = None
    if at < len(tokens) and tokens[at].text in ("of", "out"):
        at += 1 + (tokens[at].text == "out")
        at += at < len(tokens) and tokens[at].text in ("the", "a", "an")
        total = bounds(tokens, at)
        if total is None or total.low < many.low:
            return None
        out_of, at = (total.low, total.high), total.after
    limit = at + 6
    while at < limit and kind(tokens, at) in ("word", "dash", "num", "time", "/", "other"):
        if kind(tokens, at) in ("num", "time") and not _adjective(tokens, at):
            return None
        at += 1
    if kind(tokens, at) != "visit":
        return None
    rate = _rate(tokens, at + 1) or _late_rate(tokens, at + 1)
    if rate:
        return _recurring(tokens, "visits", many, first, rate)
    found = _measure(tokens, "visits", many.low, many.high, first, at + 1)
    return replace(found, out_of=out_of) if out_of else found


def _adjective(tokens: list[Token], at: int) -> bool:
    """Whether a number or unit of time describes the visit: "six 1-hour sessions"."""
    time = at if kind(tokens, at) == "time" else at + 1 + (kind(tokens, at + 1) == "dash")
    return kind(tokens, time) == "time" and tokens[time].value in ("hours", "minutes")


def _late_rate(tokens: list[Token], at: int) -> tuple[Number, Number, str, int] | None:
    """A rate after "of" and the service: "3 sessions of physical therapy per week"."""
    if at >= len(tokens) or tokens[at].text != "of":
        return None
    for end in range(at + 1, min(at + 6, len(tokens))):
        if tokens[end].text in ("per", "each", "every", "a", "weekly"):
            rate = _rate(tokens, end)
            return rate if rate and rate[2] == "weeks" else None
        if tokens[end].kind not in ("word", "dash", "/"):
            return None
    return None


def _timed(tokens: list[Token], many: Bounds, first: int) -> Measure | None:
    """A length of time, or hours and days within a longer period."""
    at = many.after + (kind(tokens, many.after) == "dash")
    if kind(tokens, at) != "time":
        return None
    after = at + 1
    old = after + (kind(tokens, after) == "dash")
    if old < len(tokens) and tokens[old].text in ("old", "olds"):
        return None
    if kind(tokens, after) == "stop" and [t.text for t in tokens[after : after + 2]] == [
        "of",
        "age",
    ]:
        return None
    unit = str(tokens[at].value)
    rate = _rate(tokens, after)
    if rate and unit in ("hours", "days", "minutes") and rate[2] != unit:
        return _recurring(tokens, unit, many, first, rate)
    return _measure(tokens, unit, many.low, many.high, first, after)


def _counted(tokens: list[Token], many: Bounds, first: int) -> Measure | None:
    """An amount of substance or of things dispensed."""
    at = many.after + (kind(tokens, many.after) == "dash")
    if kind(tokens, at) not in ("mass", "form"):
        return None
    unit, after = str(tokens[at].value), at + 1
    if kind(tokens, after) == "/" and kind(tokens, after + 1) == "mass":
        after += 2
    rate = _rate(tokens, after) if unit != "percent" else None
    last = rate[3] if rate else after
    if unit == "mg" and last < len(tokens) and tokens[last].text in ("med", "mme", "morphine"):
        found = _measure(tokens, "mg_med", many.low, many.high, first, last + 1)
        return found
    if rate:
        return _recurring(tokens, unit, many, first, rate)
    return _measure(tokens, unit, many.low, many.high, first, after)


def _often(tokens: list[Token], at: int) -> Measure | None:
    """A frequency whose number is in the word: "twice a week", "weekly", "every other week"."""
    token = tokens[at]
    if token.kind == "once":
        high, after = token.value, at + 1
        if kind(tokens, after) in ("or", "to", "dash") and kind(tokens, after + 1) == "once":
            high, after = tokens[after + 1].value, after + 2
        after += kind(tokens, after) == "visit"
        many = Bounds(_int(token.value), _int(high), after)
        return _after_times(tokens, many, at, after)
    if token.kind == "adverb":
        every, unit = _adverb(token)
        rate = (every, every, unit, at + 1)
        return _recurring(tokens, "times", Bounds(1, 1, at), at, rate)
    if token.text in ("every", "each", "q"):
        period = _period(tokens, at + 1)
        if period:
            return _recurring(tokens, "times", Bounds(1, 1, at), at, period)
    return None


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _labelled(tokens: list[Token], at: int) -> bool:
    """Whether the number at `at` names something or is part of a larger sign: "grade 2", "$40"."""
    before = at - 1
    if kind(tokens, before) in ("dash", ":", "#") and kind(tokens, before - 1) in ("label", "both"):
        before -= 1
    if kind(tokens, before) in ("label", "both", "$"):
        return True
    return kind(tokens, before) == "/" and glued(tokens, at) and kind(tokens, before - 1) == "num"


def measure_at(tokens: list[Token], at: int) -> Measure | None:
    """The measure that begins at token `at`, with its bound and period, or None."""
    found = _often(tokens, at)
    if found is None:
        if kind(tokens, at) != "num" and tokens[at].text != "between":
            return None
        if _labelled(tokens, at):
            return None
        many = bounds(tokens, at)
        if many is None:
            return None
        bound, many = _bound_after(tokens, many)
        found = _amount(tokens, many, at)
        if found and not bound:
            bound, rest = _bound_after(tokens, Bounds(0, 0, found.after))
            found = replace(found, after=rest.after)
        if found and bound:
            found = replace(found, bound=bound)
    if found is None:
        return None
    if found.over is None:
        found = _with_over(tokens, found)
    elif found.every:
        # the period recurs; the length of the course is a measure of its own
        found = replace(found, after=found.after)
    return _bounded(tokens, found)


def _bound_after(tokens: list[Token], many: Bounds) -> tuple[str | None, Bounds]:
    """ "6 or more visits": the bound, and the number as if the words were not there."""
    if kind(tokens, many.after) == "or" and many.after + 1 < len(tokens):
        bound = BOUNDS_AFTER.get(tokens[many.after + 1].text)
        if bound:
            return bound, many._replace(after=many.after + 2)
    return None, many


def _amount(tokens: list[Token], many: Bounds, at: int) -> Measure | None:
    after = many.after
    if kind(tokens, after) in ("times", "mult"):
        follow = after + 1
        return _after_times(tokens, many, at, follow)
    direct = _timed(tokens, many, at) or _counted(tokens, many, at)
    if direct:
        return direct
    if kind(tokens, after) in ("per", "/", "adverb"):
        rate = _rate(tokens, after)
        if rate and (rate[2] == "weeks" or kind(tokens, after) == "adverb"):
            return _recurring(tokens, "visits", many, at, rate)
    return _visits(tokens, many, at)


def _with_over(tokens: list[Token], found: Measure) -> Measure:
    """`found` with the period it is for, where one follows: "6 visits over 2 weeks"."""
    if found.unit not in ("visits", "per_week", "times", "mg", "mg_med", "tablets", "hours"):
        return found
    at = found.after
    at += kind(tokens, at) in (",", ")")
    at += kind(tokens, at) == "("
    led = at
    while led < at + 7 and led < len(tokens):
        token = tokens[led]
        if token.kind in ("for", "mult", "times", "/", "dash") or token.text in FILLING:
            led += 1
        else:
            break
    if led == at or led == found.after:
        return found
    many = bounds(tokens, led)
    if many is None:
        return found
    time = many.after + (kind(tokens, many.after) == "dash")
    if kind(tokens, time) != "time" or tokens[time].value in ("hours", "minutes"):
        return found
    if time + 1 < len(tokens) and tokens[time + 1].text in ("ago", "old", "prior"):
        return found
    period = _measure(tokens, str(tokens[time].value), many.low, many.high, led, time + 1)
    return replace(found, over=period, after=time + 1)


def _bounded(tokens: list[Token], found: Measure) -> Measure:
    """`found` with the bound that stands before it, and where its words begin."""
    at = found.first
    if found.bound:
        return replace(found, extent_start=found.start)
    for _ in range(3):
        if at > 0 and tokens[at - 1].text in FILLING and tokens[at - 1].text != "maximum":
            at -= 1
        else:
            break
    for place in (at, found.first):
        for length in (3, 2, 1):
            words = tuple(token.text for token in tokens[max(place - length, 0) : place])
            if len(words) == length and words in BOUNDS:
                return replace(
                    found, bound=BOUNDS[words], extent_start=tokens[place - length].start
                )
    return replace(found, extent_start=found.start)


def measures(tokens: list[Token]) -> list[Measure]:
    """Every measure of the tokens, left to right, none inside another."""
    found: list[Measure] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind in ("num", "once", "adverb", "per", "stop", "word"):
            measure = measure_at(tokens, at)
            if measure is not None:
                found.append(measure)
                at = max(measure.after, at + 1)
                continue
            if tokens[at].kind == "num":
                many = number(tokens, at)
                at = many[1] if many else at + 1
                continue
        at += 1
    return found
