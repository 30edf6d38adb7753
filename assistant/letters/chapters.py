"""Chapter titles at the start of a citation, by the catalog of guideline editions.

A letter writes a title with or without "Guidelines", in capitals, or as "ACOEM Chapter 12"; every
form stands for the catalog's own title.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from assistant.guidelines import Edition, edition, library, split_sections
from assistant.guidelines.titles import places_of_squeezed, squeezed

_SHORTEST_FORM = 3
_LONGEST_FORM = 90
"""Letters and digits of the printed titles; no title is shorter than "Eye"."""


class ChapterName(NamedTuple):
    """A chapter title as the catalog has it, and where the printed form ends in the text."""

    title: str
    end: int


class _Forms:
    """Catalog titles by squeezed printed form, dated editions first."""

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}
        # the heads of the editions are enough: their sections are read when one is cited
        for header in sorted(library().headers.values(), key=lambda known: known.year is None):
            if header.system != "MTUS":
                continue
            for title in (header.chapter, *header.aliases):
                for printed in (title, f"{title} Guidelines"):
                    self.titles.setdefault(squeezed(printed), header.chapter)
        self._beginnings: dict[str, list[str]] = {}
        for form in sorted(self.titles, key=len, reverse=True):
            self._beginnings.setdefault(form[:_SHORTEST_FORM], []).append(form)

    def at_start(self, letters: str) -> Iterator[str]:
        """The forms that `letters` begins with, longest first."""
        return filter(letters.startswith, self._beginnings.get(letters[:_SHORTEST_FORM], ()))


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    return _Forms()


@lru_cache(maxsize=256)
def chapter_at_start(text: str) -> ChapterName | None:
    """The longest known chapter title that `text` starts with."""
    forms = _forms()
    for form in forms.at_start(squeezed(text[: 2 * _LONGEST_FORM])):
        last, *following = islice(places_of_squeezed(text), len(form) - 1, len(form) + 1)
        # not inside a "&", and not inside a word
        if [last] != following and not text[last + 1 : last + 2].isalnum():
            return ChapterName(forms.titles[form], last + 1)
    return None


@lru_cache(maxsize=256)
def exact_chapter(text: str) -> str | None:
    """The catalog's title of the chapter that `text` names, if it names nothing else."""
    return _forms().titles.get(squeezed(text))


@lru_cache(maxsize=256)
def chapter_of_year(title: str, printed: str, year: int) -> str:
    """The chapter that `printed` names in `year`, where two share a name; else `title`.

    "Opioids 2017" is the chapter of that title; in 2016 the name stood for "Opioid Treatment".
    """
    named = squeezed(printed)
    wanted = (named, named.removesuffix("guidelines"))
    of_year = (
        header.chapter
        for header in library().headers.values()
        if header.system == "MTUS" and header.year == year
    )
    return next((one for one in of_year if squeezed(one) in wanted), title)


@lru_cache(maxsize=64)
def _editions(title: str) -> tuple[Edition, ...]:
    return tuple(
        edition(key)
        for key, header in library().headers.items()
        if header.system == "MTUS" and (header.chapter == title or title in header.aliases)
    )


@lru_cache(maxsize=1024)
def read_sections(chapter: str | None, year: int | None, text: str) -> tuple[str, ...]:
    """The sections that a printed list names: catalog titles, and unknown ones as written.

    Without a year, the edition of the chapter that knows most of them names them.
    """
    if not text:
        return ()
    editions = [
        known
        for known in (_editions(chapter) if chapter else ())
        if year is None or known.year == year
    ]
    best: tuple[str, ...] | None = None
    most = -1
    for known in editions:
        split = split_sections(known, text)
        if len(split.known) > most:
            most = len(split.known)
            best = (*split.known, *split.unknown)
    return best if best is not None else split_plain(text)


def split_plain(text: str) -> tuple[str, ...]:
    """`text` split at commas and semicolons outside parentheses."""
    pieces: list[str] = []
    depth = 0
    at = 0
    for index, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char in ",;" and depth == 0:
            pieces.append(text[at:index])
            at = index + 1
    pieces.append(text[at:])
    return tuple(stripped for piece in pieces if (stripped := piece.strip(" .:-")))
