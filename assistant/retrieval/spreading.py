"""An answer of many kinds: sections of one family do not fill it.

The eleven subsections on chronic opioid treatment all fit "Norco #60", and so do the passages on
imaging in four editions of one chapter whose texts are not on record. Who asks wants the best of
each family first, and then what else there is: of a family the first few keep their score, and
each one after them keeps a share less (maximal marginal relevance, Carbonell and Goldstein 1998,
with families in the place of similarity).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

KEPT = 0.5
"""Share of its score that each member of a family beyond the first ones keeps of the one before."""

Scored = tuple[int, float]


def spread(
    ranked: Iterable[Scored], family: Callable[[int], tuple[Hashable, int] | None], wanted: int
) -> list[Scored]:
    """At most `wanted` places with their scores, best first, families thinned out.

    `ranked` is best first; `family` tells of a place its family and how many of it keep their
    score, or None for one without.
    """
    seen: dict[Hashable, int] = {}
    found: list[Scored] = []
    for place, score in ranked:
        share = 1.0
        if of := family(place):
            name, few = of
            before = seen.get(name, 0)
            seen[name] = before + 1
            share = KEPT ** max(0, before - few + 1)
        found.append((place, score * share))
    return sorted(found, key=lambda one: -one[1])[:wanted]
