"""Drug lines: name, strength, dosing.

    strength := number (("/" | "-") number)* mass ["/" [number] mass]     "10/325mg", "50 mg/ml"
              | number ("/" number)+                                      "5/325" after a name
    drug     := the name that ends at the strength, or at the count or dosing where none is given
    dosing   := verb | sig | "2 tabs" …  up to the comma, count or bracket that ends it

A name needs no list: an unknown word before a strength is a drug.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from assistant.quantities.lexer import Token
from assistant.quantities.lexicon import word_set
from assistant.quantities.numbers import kind


class Words(NamedTuple):
    """A range of tokens: index of the first and after the last."""

    first: int
    after: int


_LEADS: Final = word_set(
    "retro retrospective prospective concurrent post postop op pre preop refill refills continue "
    "continued prescription rx medication medications med meds request additional one trial "
    "compound compounded compounding cream: new start resume associated surgical service and "
    "x supply month day days months the a an for of oral prescribed drug pharmacy purchase "
    "dispensed"
)
"""Words before a drug's name that are no part of it."""

_ENDS: Final = word_set(
    "apply applied take taking inject insert use used wear place by one orally topically "
    "sublingually daily nightly once twice every as needed at for to dos date on in with qty dose "
    "per"
)
"""Words behind a drug's name that are no part of it."""

_VERBS: Final = word_set("apply take inject insert use wear place sig one orally")
_ROUTES: Final = word_set("po mouth orally topically sublingually")


def _strength_from(tokens: list[Token], at: int) -> int:
    """The index after a strength that begins at the number `at`, or 0."""
    after = at + 1
    for _ in range(4):
        joined = kind(tokens, after + 1) in ("/", "dash") and kind(tokens, after + 2) == "num"
        if kind(tokens, after) == "mass" and joined:
            after += 1
        if kind(tokens, after) not in ("/", "dash") or kind(tokens, after + 1) != "num":
            break
        after += 2
    joint = after + (kind(tokens, after) == "dash")
    if kind(tokens, joint) != "mass":
        return 0
    after = joint + 1
    if kind(tokens, after) in ("/", "per"):
        over = after + 1 + (kind(tokens, after + 1) == "num")
        if kind(tokens, over) == "mass" or _is_hour(tokens, over):
            after = over + 1
    return after


def _is_hour(tokens: list[Token], at: int) -> bool:
    """Whether a strength is told an hour at `at`: "50 mcg/hr", "10 mcg/h"."""
    return at < len(tokens) and (tokens[at].value == "hours" or tokens[at].text == "h")


def _begins(tokens: list[Token], at: int) -> bool:
    """Whether a strength may begin at the number `at`."""
    return kind(tokens, at - 1) not in ("count", "/")


def strengths(tokens: list[Token]) -> list[Words]:
    """Every strength with a unit, left to right; amounts to dispense (grams, ml) are not."""
    found: list[Words] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind != "num":
            at += 1
            continue
        after = _strength_from(tokens, at) if _begins(tokens, at) else 0
        if (
            after
            and tokens[after - 1].value in ("g", "ml", "oz")
            and "/" not in (t.kind for t in tokens[at:after])
        ):
            after = 0
        if after:
            found.append(Words(at, after))
            at = after
        else:
            at += 1
    return found


def ratio(tokens: list[Token]) -> Words | None:
    """A strength of a combination written without unit: "10/325" after a word."""
    for at, token in enumerate(tokens):
        if token.kind != "num" or kind(tokens, at - 1) not in ("word", "form"):
            continue
        after = at + 1
        while kind(tokens, after) in ("/", "dash") and kind(tokens, after + 1) == "num":
            after += 2
        last = tokens[after - 1].value
        if after == at + 1 or kind(tokens, at + 1) != "/" or not isinstance(last, int | float):
            continue
        if last >= 100 or kind(tokens, after) == "count":
            return Words(at, after)
    return None


def name_before(tokens: list[Token], end: int) -> Words | None:
    """The name that ends at token `end`: back to a comma, colon, number or joining word."""
    at = end
    if kind(tokens, at - 1) == ",":
        at -= 1
    if kind(tokens, at - 1) == ")":
        opened = at - 1
        while opened > 0 and tokens[opened].kind != "(" and at - opened < 12:
            opened -= 1
        if tokens[opened].kind != "(":
            return None
        at = end = opened
    first = at
    while first > 0:
        token = tokens[first - 1]
        named = token.kind in ("word", "form", "dash", "/", "code", "label")
        if token.text in ("with", "w") and kind(tokens, first - 2) == "word":
            named = True
        if not named or token.text in _ENDS - {"with", "on", "in"}:
            break
        first -= 1
    return _trimmed(tokens, Words(first, at))


def name_from(tokens: list[Token], at: int, end: int) -> Words | None:
    """The name that begins at token `at` and ends before `end`, a comma, number or dosing."""
    while at < end and (
        tokens[at].text in _LEADS or tokens[at].kind in ("dash", "num", "form", ":", "time", "stop")
    ):
        at += 1
    after = at
    while after < end:
        token = tokens[after]
        if token.kind not in ("word", "form", "dash", "/", "code") or token.text in _ENDS:
            break
        after += 1
    return _trimmed(tokens, Words(at, after))


def _trimmed(tokens: list[Token], words: Words) -> Words | None:
    first, after = words
    while first < after and (
        tokens[first].text in _LEADS or tokens[first].kind in ("dash", "/", "form")
    ):
        first += 1
    while after > first and tokens[after - 1].kind in ("dash", "/"):
        after -= 1
    if first == after or all(token.kind != "word" for token in tokens[first:after]):
        return None
    return Words(first, after)


def dosing(tokens: list[Token], start: int, stops: frozenset[int]) -> Words | None:
    """How the drug is taken, from token `start` on; `stops` are tokens of the count and refills."""
    at = start
    while at < len(tokens):
        if at not in stops and _doses(tokens, at):
            after = at + 1
            while after < len(tokens) and after not in stops:
                token = tokens[after]
                if token.kind in (",", ";", "(", ")", "count", ".", "date") or token.text in (
                    "dos",
                    "qty",
                    "dispense",
                    "with",
                ):
                    break
                after += 1
            while tokens[after - 1].kind in ("stop", "dash", "for") and after > at + 1:
                after -= 1
            return Words(at, after)
        at += 1
    return None


def _doses(tokens: list[Token], at: int) -> bool:
    """Whether instructions for taking begin at token `at`."""
    token = tokens[at]
    if token.kind == "sig" or token.text in _VERBS - {"one"}:
        return True
    if token.text in ("every", "daily", "nightly", "once", "twice", "weekly"):
        return True
    if token.text == "by" and at + 1 < len(tokens) and tokens[at + 1].text == "mouth":
        return True
    if token.kind != "num":
        return False
    after = at + 1
    while kind(tokens, after) in ("dash", "to", "or", "num"):
        after += 1
    if kind(tokens, after) == "form":
        later = tokens[after + 1 : after + 4]
        return any(
            t.kind in ("sig", "adverb", "per", "once")
            or t.text in ("by", "at")
            or t.text in _ROUTES
            for t in later
        )
    if kind(tokens, after) in ("times", "mult"):
        return kind(tokens, after + 1) in ("per", "adverb", "/")
    if kind(tokens, after) == "time" and tokens[after].value == "hours":
        return after + 1 < len(tokens) and tokens[after + 1].text == "on"
    return kind(tokens, after) in ("sig", "adverb") or (
        after < len(tokens) and tokens[after].text in ("by", "every")
    )
