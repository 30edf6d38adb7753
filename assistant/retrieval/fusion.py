"""One ranking of two: lexical and dense scores made comparable and added."""

from __future__ import annotations

from collections.abc import Mapping

LEXICAL_SHARE = 0.7
"""Share of the lexical score in the fused one; measured on items of published letters."""


def fuse(
    lexical: Mapping[int, float], dense: Mapping[int, float], share: float = LEXICAL_SHARE
) -> list[tuple[int, float]]:
    """Places with their fused score, best first; equal scores keep the order of the corpus.

    Lexical scores are divided by the best of the answer; dense scores are cosines, and a negative
    one counts as none.
    """
    best = max(lexical.values(), default=0.0) or 1.0
    fused = {
        place: share * lexical.get(place, 0.0) / best
        + (1 - share) * max(dense.get(place, 0.0), 0.0)
        for place in {*lexical, *dense}
    }
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))
