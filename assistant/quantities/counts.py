"""Bare counts: "#60", "QTY: 12.00", "x12", "times 12", "total of 12", "(8)", "12" at an end.

count  := mark range [form | mass] [refills]
        | range [form | mass] [refills]
mark   := "#" | "qty" | "quantity" | "disp" | x | times | total [of] | "="
refill := [with | "," | "+" | x] number refill | refill [x | ":" | "#"] number
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant.quantities.lexer import Token
from assistant.quantities.measure import Measure
from assistant.quantities.numbers import Number, bounds, kind

Mark = Literal["count", "times", "total", "bracket", "unit", "ends", "leads"]


class Count(NamedTuple):
    """A number that counts what the title names. `first` is the index of its mark."""

    mark: Mark
    low: Number
    high: Number
    first: int
    after: int
    start: int
    end: int


_UNITS_AFTER = ("time", "mass", "mult", "times", "/", "shape", "both", "once", "per", "code", "num")


_TOTALS = frozenset(("total", "totaling", "totalling", "=", "series"))
_OPENING = frozenset(("count", "mult", "times", "visit", "(", "[", ",", "num"))
"""The kinds with which, beside the words of totals, a count may begin."""


def _bare(tokens: list[Token], after: int) -> bool:
    """Whether the number that ends before `after` counts something, not units of its own."""
    if kind(tokens, after) == "dash":
        return kind(tokens, after + 1) not in ("time", "shape", "both", "num", "word")
    return kind(tokens, after) not in _UNITS_AFTER


def _count(tokens: list[Token], mark: Mark, first: int, at: int) -> Count | None:
    many = bounds(tokens, at)
    if many is None:
        return None
    return Count(
        mark,
        many.low,
        many.high,
        first,
        many.after,
        tokens[first].start,
        tokens[many.after - 1].end,
    )


def _marked(tokens: list[Token], at: int) -> Count | None:
    """A count with a mark at `at`."""
    token = tokens[at]
    led = at + 1
    if token.kind == "count":
        while kind(tokens, led) in (":", "count", "dash") and led - at < 3:
            led += 1
        return _count(tokens, "count", at, led)
    mark: Mark
    if token.text in _TOTALS and token.text != "series":
        mark = "total"
        while led < len(tokens) and led - at < 4:
            if tokens[led].text not in ("of", ":", "up", "to", "visits", "sessions", "count"):
                break
            led += 1
    elif token.text == "series":
        mark, led = "times", led + (led < len(tokens) and tokens[led].text == "of")
    elif token.kind in ("mult", "times"):
        if kind(tokens, at - 1) == "num":
            # "2x4" that was no course measures a thing
            return None
        mark = "times"
    elif token.kind == "visit":
        mark = "unit"
        while kind(tokens, led) in (":", "mult", "count", "dash", "(", "=", ",") and led - at < 4:
            led += 1
    else:
        return None
    found = _count(tokens, mark, at, led)
    if found is None or not _bare(tokens, found.after):
        return None
    return found


def _bracketed(tokens: list[Token], at: int) -> Count | None:
    """A number alone in brackets, or with "total": "2x4 (8)", "2x4 (8 total)"."""
    if tokens[at].kind not in ("(", "["):
        return None
    found = _count(tokens, "bracket", at + 1, at + 1)
    if found is None:
        return None
    named = found.after < len(tokens) and tokens[found.after].text in _TOTALS
    return found if kind(tokens, found.after + named) in (")", "]") else None


def _at_the_end(tokens: list[Token], at: int) -> Count | None:
    """A number after a comma that closes the text: "…, 2"."""
    if tokens[at].kind != ",":
        return None
    found = _count(tokens, "ends", at + 1, at + 1)
    return found if found and found.after >= len(tokens) else None


def _leading(tokens: list[Token], at: int) -> Count | None:
    """A number before what it counts, where the text or a clause begins: "2 leg wraps"."""
    if kind(tokens, at) != "num" or kind(tokens, at - 1) not in ("", ":", ";"):
        return None
    found = _count(tokens, "leads", at, at)
    if found is None or not _bare(tokens, found.after):
        return None
    return (
        found if kind(tokens, found.after) in ("word", "form", "visit", "xray", "other") else None
    )


def counts(tokens: list[Token], taken: list[Measure]) -> list[Count]:
    """Every bare count of the tokens that no measure has taken."""
    inside = {i for m in taken for i in range(m.first, m.after)}
    found: list[Count] = []
    at = 0
    while at < len(tokens):
        count = None
        token = tokens[at]
        if (token.kind in _OPENING or token.text in _TOTALS) and at not in inside:
            count = (
                _marked(tokens, at)
                or _bracketed(tokens, at)
                or _at_the_end(tokens, at)
                or _leading(tokens, at)
            )
        if count and count.mark != "count" and (count.after - 1) in inside:
            count = None
        if count:
            found.append(count)
            at = max(count.after, at + 1)
        else:
            at += 1
    return found


def refills(tokens: list[Token]) -> tuple[int, int, int] | None:
    """The number of refills, and the range of tokens that give it, or None."""
    for at, token in enumerate(tokens):
        if token.kind != "form" or token.value != "refills":
            continue
        for back in range(at - 1, max(at - 5, -1), -1):
            many = bounds(tokens, back)
            if many and many.after == at and many.low == many.high:
                return int(many.low), back, at + 1
        if kind(tokens, at - 1) == "stop" and tokens[at - 1].text == "no":
            return 0, at - 1, at + 1
        led = at + 1
        while kind(tokens, led) in (":", "mult", "count", "times", "(") and led - at < 4:
            led += 1
        many = bounds(tokens, led)
        if many and many.low == many.high and kind(tokens, many.after) not in ("mass", "form"):
            return int(many.low), at, many.after
    return None
