"""Titles of chapters and sections as letters print them.

Letters break titles at line ends, drop or add punctuation, and write "&" or "and". Two titles are
the same when their letters and digits are. A printed "Section(s): a, b, c" list is split at commas,
but known titles hold commas themselves, so known titles are taken out first, longest first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.text.patterns import expression

_KEPT = expression(r"[^\W_]|&")
_EDGES = " \t\r\n\f,;.:"


class SectionList(NamedTuple):
    """A printed list of sections: titles of the edition, and the pieces that are none of it."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def squeezed(text: str) -> str:
    """The letters and digits of `text` in lower case, "&" as "and"."""
    return "".join(_KEPT.findall(text.casefold())).replace("&", "and")


def _squeezed_with_places(text: str) -> tuple[str, list[int]]:
    """`squeezed(text)` and, for each of its characters, its offset in `text`."""
    letters: list[str] = []
    places: list[int] = []
    for kept in _KEPT.finditer(text):
        letter = "and" if kept.group() == "&" else kept.group().casefold()
        letters.append(letter)
        places.extend([kept.start()] * len(letter))
    return "".join(letters), places


def split_list(titles: dict[str, str], text: str) -> SectionList:
    """Split a printed list of section titles.

    `titles` maps squeezed printed forms to the title they stand for. A piece starts at the start of
    the text or after a comma, semicolon or "and"; the longest known title that starts a piece and
    ends at a piece's end is taken, else the piece up to the next break is unknown.
    """
    squeezed_text, places = _squeezed_with_places(text)
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
