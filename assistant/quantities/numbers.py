"""Numbers and ranges: "6", "six (6)", "twenty-four", "6-8", "two to three", "between 4 and 6"."""

from __future__ import annotations

from typing import NamedTuple

from assistant.quantities.lexer import Token

Number = int | float


class Bounds(NamedTuple):
    """A range of numbers, equal ends for one number, and the index of the token after it."""

    low: Number
    high: Number
    after: int


def whole(value: Number) -> Number:
    """`value` as an int where it is whole."""
    return int(value) if float(value).is_integer() else round(value, 4)


def kind(tokens: list[Token], at: int) -> str:
    """The kind of the token at `at`; empty outside the text."""
    return tokens[at].kind if 0 <= at < len(tokens) else ""


def glued(tokens: list[Token], at: int) -> bool:
    """Whether the token at `at` follows the one before it without space."""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start


def _word_number(tokens: list[Token], at: int) -> tuple[Number, int] | None:
    found = _below_hundred(tokens, at)
    if found is None:
        return None
    value, after = found
    if tokens[at].text.isalpha() and kind(tokens, after) == "hundred":
        value, after = value * 100, after + 1
        joint = after + (after < len(tokens) and tokens[after].text == "and")
        rest = _below_hundred(tokens, joint) if value < 1000 else None
        spelled = rest and tokens[joint].text.isalpha() and kind(tokens, rest[1]) != "hundred"
        if rest and spelled and rest[0] < 100:
            value, after = value + rest[0], rest[1]
    return value, after


def _below_hundred(tokens: list[Token], at: int) -> tuple[Number, int] | None:
    """A number in digits, or in words as far as tens and ones: "24", "twenty-four"."""
    if kind(tokens, at) != "num":
        return None
    value = tokens[at].value
    assert isinstance(value, int | float)  # noqa: S101 - the lexer gives every num a number
    after = at + 1
    if tokens[at].text.isalpha() and value >= 20:
        ones = after + (kind(tokens, after) == "dash")
        if kind(tokens, ones) == "num" and tokens[ones].text.isalpha():
            unit = tokens[ones].value
            if isinstance(unit, int) and 0 < unit < 10:
                value, after = value + unit, ones + 1
    return value, after


def number(tokens: list[Token], at: int) -> tuple[Number, int] | None:
    """One number and the index after it, with its repetition in brackets: "eight (8)"."""
    found = _word_number(tokens, at)
    if found is None:
        return None
    value, after = found
    if kind(tokens, after) in ("(", "[") and tokens[after + 1 : after + 2]:
        again = _word_number(tokens, after + 1)
        if again and again[0] == value and kind(tokens, again[1]) in (")", "]"):
            return value, again[1] + 1
    return value, after


def _joined(tokens: list[Token], at: int, joint: tuple[str, ...]) -> int:
    """The index after a joint of a range at `at`, or 0 where there is none."""
    if kind(tokens, at) in joint or (at < len(tokens) and tokens[at].text in joint):
        return at + 1
    return 0


def bounds(tokens: list[Token], at: int) -> Bounds | None:
    """A number or a range, with its repetition in brackets: "two to three (2-3)"."""
    joint: tuple[str, ...] = ("dash", "to", "or")
    if at < len(tokens) and tokens[at].text == "between":
        joint = ("and", "to", "dash")
        at += 1
    first = number(tokens, at)
    if first is None:
        return None
    low, after = first
    high = low
    far = _joined(tokens, after, joint)
    if far and far < len(tokens):
        second = number(tokens, far)
        # "12-1 hour": a range rises; "6 - 20 mg" of a list does not concern us
        if second and second[0] > low:
            high, after = second
    if high > low and kind(tokens, after) in ("(", "["):
        again = bounds_inside(tokens, after + 1)
        if again and (again.low, again.high) == (low, high):
            after = again.after + 1
    return Bounds(low, high, after)


def bounds_inside(tokens: list[Token], at: int) -> Bounds | None:
    """A plain range that a bracket closes."""
    low = _word_number(tokens, at)
    if low is None:
        return None
    far = _joined(tokens, low[1], ("dash", "to", "or"))
    high = _word_number(tokens, far) if far else None
    if high and kind(tokens, high[1]) in (")", "]"):
        return Bounds(low[0], high[0], high[1])
    return None
