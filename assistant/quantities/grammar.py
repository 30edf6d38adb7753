"""The productions: tokens to measures, by recursive descent.

    measure   := [bound] amount [over]
    amount    := range TIMES rate              "2 times a week", "2x/wk", "3 x wk"
               | ONCE [visit] rate             "twice a week", "once every other week"
               | range [filler] visit [rate]   "6 sessions", "3 visits a week", "6 of 12 PT visits"
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

from assistant.quantities.bounding import bound_after, bounded, with_over
from assistant.quantities.lexer import Token
from assistant.quantities.lexicon import BOUNDS
from assistant.quantities.measure import (
    Measure,
    adverb_of,
    late_rate_at,
    made,
    period_at,
    rate_at,
    recurring,
)
from assistant.quantities.numbers import Bounds, bounds, glued, kind, number


def _after_times(tokens: list[Token], many: Bounds, first: int, at: int) -> Measure | None:
    """After "2 times" or "2 x": a rate, or the second number of a crossed pair."""
    rate = rate_at(tokens, at)
    if rate:
        return recurring(tokens, "times", many, first, rate)
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
    weeks = made(tokens, "weeks", second, led, after)._replace(crossed=unit != "weeks")
    course = made(tokens, "per_week", many, first, after)
    return course._replace(over=weeks, crossed=unit != "weeks")


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
    # the number may stand in brackets by itself
    at += kind(tokens, at) == ")" and kind(tokens, first - 1) == "("
    if at < len(tokens) and tokens[at].text in ("of", "out", "/"):
        at += 1 + (tokens[at].text == "out")
        at += at < len(tokens) and tokens[at].text in ("the", "a", "an")
        total = bounds(tokens, at)
        if total is None or total.low < many.low:
            return None
        out_of, at = (total.low, total.high), total.after
    limit = at + 6
    while at < limit and kind(tokens, at) in ("word", "dash", "num", "time", "/", "other", "("):
        if kind(tokens, at) == "(":
            # an abbreviation is spelled out: six PT (physical therapy) sessions
            closed = next((i for i in range(at, at + 5) if kind(tokens, i) == ")"), 0)
            if not closed or any(t.kind == "num" for t in tokens[at:closed]):
                return None
            at = closed + 1
            continue
        if kind(tokens, at) in ("num", "time") and not _adjective(tokens, at):
            return None
        at += 1
    if kind(tokens, at) != "visit":
        return None
    rate = rate_at(tokens, at + 1) or late_rate_at(tokens, at + 1)
    if rate:
        return recurring(tokens, "visits", many, first, rate)
    found = made(tokens, "visits", many, first, at + 1)
    return found._replace(out_of=out_of) if out_of else found


def _adjective(tokens: list[Token], at: int) -> bool:
    """Whether a number or unit of time describes the visit: "six 1-hour sessions", "full-day"."""
    before = at - 1 - (kind(tokens, at - 1) == "dash")
    if kind(tokens, at) == "time" and tokens[at].value == "days":
        return tokens[before].text in ("full", "half", "whole", "part")
    time = at if kind(tokens, at) == "time" else at + 1 + (kind(tokens, at + 1) == "dash")
    return kind(tokens, time) == "time" and tokens[time].value in ("hours", "minutes")


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
    rate = rate_at(tokens, after)
    if rate and unit in ("hours", "days", "minutes") and rate.unit != unit:
        return recurring(tokens, unit, many, first, rate)
    return made(tokens, unit, many, first, after)


def _counted(tokens: list[Token], many: Bounds, first: int) -> Measure | None:
    """An amount of substance or of things dispensed."""
    at = many.after + (kind(tokens, many.after) == "dash")
    if kind(tokens, at) not in ("mass", "form"):
        return None
    unit, after = str(tokens[at].value), at + 1
    if kind(tokens, after) == "/" and kind(tokens, after + 1) == "mass":
        after += 2
    rate = rate_at(tokens, after) if unit != "percent" else None
    last = rate.after if rate else after
    morphine = _morphine(tokens, last) if unit in ("mg", "mme") else 0
    if morphine or unit == "mme":
        return made(tokens, "mg_med", many, first, morphine or last)
    if rate:
        return recurring(tokens, unit, many, first, rate)
    return made(tokens, unit, many, first, after)


def _morphine(tokens: list[Token], at: int) -> int:
    """The index behind what makes milligrams those of morphine equivalents, or 0."""
    if at < len(tokens) and tokens[at].text in ("med", "mme", "morphine"):
        return at + 1
    words = [token.text for token in tokens[at : at + 5]]
    for place, word in enumerate(words[:-1]):
        if word == "morphine" and words[place + 1].startswith("equiv"):
            return at + place + 2
        if word not in ("of", "oral", "total", "daily"):
            break
    return 0


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
        rate = adverb_of(tokens, at)
        return recurring(tokens, "times", Bounds(1, 1, at), at, rate)
    if token.text in ("a", "an") and kind(tokens, at + 1) == "time" and kind(tokens, at + 2) != "/":
        # "at least a month", "for a week"; in "twice a week" the article is taken already
        led = kind(tokens, at - 1) == "for" or tuple(t.text for t in tokens[at - 2 : at]) in BOUNDS
        return (
            made(tokens, str(tokens[at + 1].value), Bounds(1, 1, at), at, at + 2) if led else None
        )
    if token.text in ("every", "each", "q"):
        period = period_at(tokens, at + 1)
        if period:
            return recurring(tokens, "times", Bounds(1, 1, at), at, period)
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
        bound, many = bound_after(tokens, many)
        found = _amount(tokens, many, at)
        if found and not bound:
            bound, rest = bound_after(tokens, Bounds(0, 0, found.after))
            if bound:
                found = found._replace(after=rest.after, bound=bound)
        elif found:
            found = found._replace(bound=bound)
    if found is None:
        return None
    if found.over is None:
        found = with_over(tokens, found)
    return bounded(tokens, found)


def _amount(tokens: list[Token], many: Bounds, at: int) -> Measure | None:
    after = many.after
    if kind(tokens, after) in ("times", "mult"):
        follow = after + 1
        return _after_times(tokens, many, at, follow)
    direct = _timed(tokens, many, at) or _counted(tokens, many, at)
    if direct:
        return direct
    if kind(tokens, after) in ("per", "/", "adverb"):
        rate = rate_at(tokens, after)
        if rate and (rate.unit == "weeks" or kind(tokens, after) == "adverb"):
            return recurring(tokens, "visits", many, at, rate)
    return _visits(tokens, many, at)


_OPENING = frozenset(("between", "q"))
"""Words, beside numbers and frequencies, with which a measure may begin."""
_OPENING_KINDS = frozenset(("num", "once", "adverb", "per"))


def measures(tokens: list[Token]) -> list[Measure]:
    """Every measure of the tokens, left to right, none inside another."""
    found: list[Measure] = []
    after = 0
    for at, token in enumerate(tokens):
        if (token.kind not in _OPENING_KINDS and token.text not in _OPENING) or at < after:
            continue
        measure = measure_at(tokens, at)
        if measure is not None:
            found.append(measure)
            after = measure.after
        elif token.kind == "num":
            many = number(tokens, at)
            after = many[1] if many else after
    return found
