"""Left, right or both: the side of a part as letters write it, before or after the part."""

from __future__ import annotations

from typing import Literal

from assistant.text import Words

Side = Literal["left", "right", "bilateral"]

SIDES: dict[str, Side] = {
    "left": "left", "lt": "left", "l": "left", "right": "right", "rt": "right", "r": "right",
    "bilateral": "bilateral", "bilat": "bilateral", "bil": "bilateral", "bilaterally": "bilateral",
    "both": "bilateral", "bl": "bilateral",
}  # fmt: skip
_LETTERS = frozenset({"l", "r"})
_SHORTENED = frozenset({"lt", "rt", "bilat", "bil"})
"""Sides that may be written with a point: "rt. knee"."""
_BETWEEN = frozenset(
    {"total", "partial", "distal", "proximal", "medial", "lateral", "anterior", "posterior"}
)
"""What may stand between a side and its part: "left total knee arthroplasty"."""
_BEFORE = frozenset({"sided", "side", *_BETWEEN, *SIDES})
"""What a word before a part must be for the part to have a side there."""
_JOINING = frozenset({"", ",", "/", "&", "-", "+", ";", "(", ")", "),", ":", "–"})
_JOINING_WORDS = frozenset({"and", "or", "the", "to", "of", "plus", "as", "well"})


def side_before(tokens: Words, first: int) -> Side | None:
    """The side right before a word: "left", "(L)", "right > left" and "left and right" are both."""
    words = tokens.words
    at = first - 1
    if at < 0 or words[at] not in _BEFORE:
        return None
    gap = tokens.gap(first)
    if gap not in _JOINING and not (gap == "." and words[at] in _SHORTENED):
        return None
    if (words[at] in {"sided", "side"} or words[at] in _BETWEEN) and at:
        if tokens.gap(at) not in _JOINING:
            return None
        at -= 1
    side = SIDES.get(words[at])
    if side is None:
        return None
    if words[at] in _LETTERS:
        if at and words[at - 1] == "b" and tokens.gap(at) == "/":
            return "bilateral"
        if not tokens.text[tokens.start(at)].isupper():
            return None
    if side == "bilateral" or at < 2:
        return side
    if words[at - 1] in {"and", "or"} and SIDES.get(words[at - 2]) not in {None, side}:
        return "bilateral"
    if tokens.gap(at) in {"/", "&", ">", "<"} and SIDES.get(words[at - 1]) not in {None, side}:
        return "bilateral"
    return side


def side_after(tokens: Words, last: int, following: int) -> Side | None:
    """A side set after its part: "knee, right", "wrists (bilateral)"; not one of the next part."""
    if last >= len(tokens.words) or last + 1 == following:
        return None
    word = tokens.words[last]
    side = SIDES.get(word)
    if side is None or tokens.gap(last) not in {"", ",", "(", "-", ":", ", ("}:
        return None
    if word in _LETTERS and tokens.gap(last) != "(":
        return None
    if tokens.gap(last) == "" and not _ends_phrase(tokens, last):
        return None
    return side


def _ends_phrase(tokens: Words, at: int) -> bool:
    return at + 1 >= len(tokens.words) or tokens.gap(at + 1)[:1] in {",", ".", ";", ")"}


def joined(tokens: Words, last: int, first: int) -> bool:
    """Whether only list words stand between two parts."""
    if first - last > 4:
        return False
    if any(tokens.words[at] not in _JOINING_WORDS for at in range(last, first)):
        return False
    return all(tokens.gap(at) in _JOINING for at in range(last, first + 1) if at)
