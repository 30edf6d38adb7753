"""One ranking of two: lexical and dense scores made comparable and added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEXICAL_SHARE = 0.4
"""Share of the lexical score in the fused one; measured on items of published letters."""


def fuse(
    lexical: Mapping[int, float],
    dense: Mapping[int, float],
    fits: Sequence[float],
    share: float = LEXICAL_SHARE,
) -> list[tuple[int, float]]:
    """Places with their fused score, best first; equal scores keep the order of the corpus.

    Lexical scores are divided by the best of the answer; dense scores are cosines, and a negative
    one counts as none. `fits` holds, by place, the share that a passage keeps.
    """
    best = max(lexical.values(), default=0.0) or 1.0
    fused: dict[int, float] = {}
    for place in {*lexical, *dense}:
        near = max(dense.get(place, 0.0), 0.0)
        score = share * lexical.get(place, 0.0) / best + (1 - share) * near
        fused[place] = score * fits[place]
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))
