"""Spinal levels: runs such as "L4-L5-S1", "C5-6", "T8" and the part of the back they are in."""

from __future__ import annotations

from itertools import compress

from assistant.text import Words
from assistant.text.patterns import expression

_LEVEL_NUMBER = expression(r"(?:1[0-2]|[1-9])\Z")
_REGION_OF_LEVEL = {"c": "neck", "t": "upper back", "l": "low back", "s": "low back"}
_HIGHEST = {"c": 8, "t": 12, "l": 6, "s": 5}
_LEVELS = frozenset(
    f"{region}{number}" for region, highest in _HIGHEST.items() for number in range(1, highest + 1)
)
_MAYBE_LEVEL = expression(r"[ctls](?:1[0-2]|[1-9])\Z")
"""What may go on a run, whether or not the spine has it."""
_NOT_LEVEL_AFTER = frozenset({"weighted", "signal", "image", "images", "hyperintense", "sequence"})


def spinal_levels(tokens: Words) -> list[tuple[int, int, str]]:
    """Each run of levels: its first word, the word after it, the part ("low back")."""
    found: list[tuple[int, int, str]] = []
    if _LEVELS.isdisjoint(tokens.distinct):
        return found
    words = tokens.words
    at = 0
    for first in compress(range(len(words)), map(_LEVELS.__contains__, words)):
        if first < at:
            continue
        region = _REGION_OF_LEVEL[words[first][0]]
        at = first + 1
        while at < len(words) and tokens.gap(at) in {"-", "/", "–", "through"}:
            if not (_MAYBE_LEVEL.match(words[at]) or _LEVEL_NUMBER.match(words[at])):
                break
            at += 1
        if at < len(words) and words[at] in _NOT_LEVEL_AFTER:
            continue
        if not tokens.text[tokens.start(first)].isupper():
            continue
        found.append((first, at, region))
    return found
