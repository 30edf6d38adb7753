"""Titles of chapters and sections as letters print them.

Letters break titles at line ends, drop or add punctuation, and write "&" or "and". Two titles are
the same when their letters and digits are. A printed "Section(s): a, b, c" list is split at commas,
but known titles hold commas themselves, so known titles are taken out first, longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_EDGES = " \t\r\n\f,;.:"


class SectionList(NamedTuple):
    """A printed list of sections: titles of the edition, and the pieces that are none of it."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def squeezed(text: str) -> str:
    """The letters and digits of `text` in lower case, "&" as "and"."""
    return "".join(filter(str.isalnum, text.replace("&", "and"))).casefold()


def places_of_squeezed(text: str) -> Iterator[int]:
    """For each character of `squeezed(text)` the offset in `text` of what it stands for."""
    for place, character in enumerate(text):
        for _ in _squeezed_character(character):
            yield place


@lru_cache(maxsize=256)
def _squeezed_character(character: str) -> str:
    return squeezed(character)


def split_list(titles: dict[str, str], text: str) -> SectionList:
    """Split a printed list of section titles.

    `titles` maps squeezed printed forms to the title they stand for. A piece starts at the start of
    the text or after a comma, semicolon or "and"; the longest known title that starts a piece and
    ends at a piece's end is taken, else the piece up to the next break is unknown.
    """
    squeezed_text, places = squeezed(text), list(places_of_squeezed(text))
    by_length = sorted(titles, key=len, reverse=True)
    known: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(squeezed_text):
        found = next(
            (
                form
                for form in by_length
                if squeezed_text.startswith(form, at) and _ends_piece(text, places, at + len(form))
            ),
            None,
        )
        if found is not None:
            if titles[found] not in known:
                known.append(titles[found])
            at += len(found)
            at = _past_conjunction(squeezed_text, places, text, at)
            continue
        stop = _next_break(text, places[at])
        piece = " ".join(text[places[at] : stop].split()).strip(_EDGES)
        if piece and squeezed(piece) != "and":
            unknown.append(piece)
        while at < len(places) and places[at] < stop:
            at += 1
        at = _past_conjunction(squeezed_text, places, text, at)
    return SectionList(tuple(known), tuple(unknown))


def _ends_piece(text: str, places: list[int], at: int) -> bool:
    """Whether the squeezed offset `at` stands behind a whole piece of the list."""
    if at >= len(places):
        return True
    gap = text[places[at - 1] + 1 : places[at]]
    if any(mark in gap for mark in ",;."):
        return True
    return bool(re.match(r"(?:and\b|&)", text[places[at] : places[at] + 4])) and gap.strip() == ""


def _past_conjunction(squeezed_text: str, places: list[int], text: str, at: int) -> int:
    """The squeezed offset behind an "and" that joins two pieces."""
    if at < len(places) and squeezed_text.startswith("and", at):
        word = re.match(r"and\b|&", text[places[at] :])
        if word:
            return at + 3
    return at


def _next_break(text: str, start: int) -> int:
    """The offset of the comma or semicolon behind `start` that is not inside brackets."""
    depth = 0
    for offset in range(start, len(text)):
        character = text[offset]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif character in ",;" and depth == 0 and offset > start:
            return offset
    return len(text)
