"""BM25 over features of passages, with weighted counts in the place of term frequencies.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

_K1 = 1.2
_B = 0.6


class LexicalIndex:
    """Postings of features, each with the share that it adds to a passage's score."""

    def __init__(self, postings: dict[str, list[tuple[int, float]]]) -> None:
        self._postings = postings

    @classmethod
    def build(cls, passages: Sequence[Mapping[str, float]]) -> LexicalIndex:
        """Index the features of passages; a passage is known by its place in the sequence."""
        lengths = [sum(features.values()) for features in passages]
        mean = sum(lengths) / max(len(lengths), 1) or 1.0
        holders: dict[str, int] = {}
        for features in passages:
            for name in features:
                holders[name] = holders.get(name, 0) + 1
        postings: dict[str, list[tuple[int, float]]] = {}
        for place, features in enumerate(passages):
            norm = _K1 * (1 - _B + _B * lengths[place] / mean)
            for name, count in sorted(features.items()):
                rarity = math.log(1 + (len(passages) - holders[name] + 0.5) / (holders[name] + 0.5))
                share = rarity * count * (_K1 + 1) / (count + norm)
                postings.setdefault(name, []).append((place, round(share, 5)))
        return cls(postings)

    def scores(self, query: Mapping[str, float]) -> dict[int, float]:
        """Score by place of every passage that shares a feature with the query."""
        found: dict[int, float] = {}
        for name, weight in query.items():
            for place, share in self._postings.get(name, ()):
                found[place] = found.get(place, 0.0) + weight * share
        return found

    def to_data(self) -> dict[str, Any]:
        """The index as JSON data."""
        return dict(self._postings)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> LexicalIndex:
        """The index that `to_data` gave."""
        return cls(data)
