"""Spinal levels: runs such as "L4-L5-S1", "C5-6", "T8" and the part of the back they are in."""

from __future__ import annotations

from assistant.terms.matcher import Tokens
from assistant.text.patterns import expression

_LEVEL = expression(r"([ctls])(1[0-2]|[1-9])\Z")
_LEVEL_NUMBER = expression(r"(?:1[0-2]|[1-9])\Z")
_REGION_OF_LEVEL = {"c": "neck", "t": "upper back", "l": "low back", "s": "low back"}
_HIGHEST = {"c": 8, "t": 12, "l": 6, "s": 5}
_NOT_LEVEL_AFTER = frozenset({"weighted", "signal", "image", "images", "hyperintense", "sequence"})


def spinal_levels(tokens: Tokens) -> list[tuple[int, int, str]]:
    """Each run of levels: its first word, the word after it, the part ("low back")."""
    words = tokens.words
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        word = words[at]
        level = _LEVEL.match(word) if word[0] in "ctls" and len(word) < 4 else None
        if level is None or int(level[2]) > _HIGHEST[level[1]]:
            at += 1
            continue
        first = at
        region = _REGION_OF_LEVEL[level[1]]
        at += 1
        while at < len(words) and tokens.gap(at) in {"-", "/", "–", "through"}:
            if not (_LEVEL.match(words[at]) or _LEVEL_NUMBER.match(words[at])):
                break
            at += 1
        if at < len(words) and words[at] in _NOT_LEVEL_AFTER:
            continue
        if not tokens.text[tokens.starts[first]].isupper():
            continue
        found.append((first, at, region))
    return found
