"""Parts of the spine: neck and upper back are one region, and yet two requests."""

from __future__ import annotations

from assistant.claims import Mention

_SPINE = frozenset({"neck", "upper back", "low back"})


def another_part_of_spine(
    mention: Mention, mentions: tuple[Mention, ...], titled: tuple[tuple[str, str | None], ...]
) -> bool:
    """Whether the closing sentence names no part of the spine of those that the title names."""
    if mention.what != "body_part" or mention.value not in _SPINE:
        return False
    own = {value for value, _ in titled} & _SPINE
    said = {one.value for one in mentions if one.what == "body_part"}
    return bool(own) and not said & own
