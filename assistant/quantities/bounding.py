"""What stands around an amount: the bound before or behind it, and the period it is for."""

from __future__ import annotations

from assistant.quantities.lexer import Token
from assistant.quantities.lexicon import BOUNDS, BOUNDS_AFTER, FILLING
from assistant.quantities.measure import Measure, made
from assistant.quantities.numbers import Bounds, bounds, kind

_BOUND_ENDS = frozenset(words[-1] for words in BOUNDS)
_SINCE = frozenset(("after", "from", "before", "following", "post", "since"))


def bound_after(tokens: list[Token], many: Bounds) -> tuple[str | None, Bounds]:
    """The bound in "6 or more visits", and the number as if its words were not there."""
    if kind(tokens, many.after) == "+":
        return "at least", many._replace(after=many.after + 1)
    if kind(tokens, many.after) == "or" and many.after + 1 < len(tokens):
        bound = BOUNDS_AFTER.get(tokens[many.after + 1].text)
        if bound:
            return bound, many._replace(after=many.after + 2)
    return None, many


def with_over(tokens: list[Token], found: Measure) -> Measure:
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
    if led in (at, found.after):
        return found
    many = bounds(tokens, led) or _lone(tokens, at, led)
    if many is None:
        return found
    time = many.after + (kind(tokens, many.after) == "dash")
    if kind(tokens, time) != "time" or tokens[time].value in ("hours", "minutes"):
        return found
    if time + 1 < len(tokens) and tokens[time + 1].text in ("ago", "old", "prior"):
        return found
    period = made(tokens, str(tokens[time].value), many, led, time + 1)
    return found._replace(over=period, after=time + 1)


def _lone(tokens: list[Token], at: int, led: int) -> Bounds | None:
    """The one that an article stands for: "over a week", "in the first month"."""
    if kind(tokens, at) != "for" or kind(tokens, led) != "time":
        return None
    if tokens[led - 1].text not in ("a", "an", "first"):
        return None
    behind = tokens[led + 1].text if led + 1 < len(tokens) else ""
    # "within a month of surgery" counts from an event
    if behind in _SINCE or (behind == "of" and tokens[at].text == "within"):
        return None
    return Bounds(1, 1, led)


def bounded(tokens: list[Token], found: Measure) -> Measure:
    """`found` with the bound that stands before it, and where its words begin."""
    at = found.first
    if found.bound:
        return found
    for _ in range(3):
        if at > 0 and tokens[at - 1].text in FILLING and tokens[at - 1].text != "maximum":
            at -= 1
        else:
            break
    for place in (at, found.first):
        if not place or tokens[place - 1].text not in _BOUND_ENDS:
            continue
        for length in (3, 2, 1):
            words = tuple(token.text for token in tokens[max(place - length, 0) : place])
            if len(words) == length and words in BOUNDS:
                return found._replace(
                    bound=BOUNDS[words], extent_start=tokens[place - length].start
                )
    return found
