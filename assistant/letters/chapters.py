"""Chapter titles at the start of a citation, by the catalog of guideline editions.

A letter writes a title with or without "Guidelines", in capitals, or as "ACOEM Chapter 12"; every
form stands for the catalog's own title.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from assistant.guidelines import Edition, edition, library, split_sections
from assistant.text.patterns import expression

_KEPT = expression(r"[^\W_]|&")
_LONGEST_FORM = 90


class ChapterName(NamedTuple):
    """A chapter title as the catalog has it, and where the printed form ends in the text."""

    title: str
    end: int


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Letters and digits in lower case, "&" as "and", and the end offset of each."""
    letters: list[str] = []
    ends: list[int] = []
    for kept in _KEPT.finditer(text):
        letter = "and" if kept.group() == "&" else kept.group().lower()
        letters.append(letter)
        ends.extend([kept.end()] * len(letter))
    return "".join(letters), ends


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, str], int]:
    """Catalog titles by squeezed printed form, dated editions first; and the longest form."""
    forms: dict[str, str] = {}
    # the heads of the editions are enough: their sections are read when one is cited
    for header in sorted(library().headers.values(), key=lambda known: known.year is None):
        if header.system != "MTUS":
            continue
        for title in (header.chapter, *header.aliases):
            for printed in (title, f"{title} Guidelines"):
                forms.setdefault(_squeezed(printed)[0], header.chapter)
    return forms, max(map(len, forms), default=0)


@lru_cache(maxsize=256)
def chapter_at_start(text: str) -> ChapterName | None:
    """The longest known chapter title that `text` starts with."""
    forms, longest = _forms()
    letters, ends = _squeezed(text[: 2 * _LONGEST_FORM])
    for length in range(min(longest, len(letters)), 2, -1):
        title = forms.get(letters[:length])
        if title is None or (length < len(ends) and ends[length - 1] == ends[length]):
            continue
        end = ends[length - 1]
        if end < len(text) and text[end].isalnum():
            continue
        return ChapterName(title, end)
    return None


@lru_cache(maxsize=256)
def exact_chapter(text: str) -> str | None:
    """The catalog's title of the chapter that `text` names, if it names nothing else."""
    return _forms()[0].get(_squeezed(text)[0])


@lru_cache(maxsize=256)
def chapter_of_year(title: str, printed: str, year: int) -> str:
    """The chapter that `printed` names in `year`, where two share a name; else `title`.

    "Opioids 2017" is the chapter of that title; in 2016 the name stood for "Opioid Treatment".
    """
    named = _squeezed(printed)[0]
    wanted = (named, named.removesuffix("guidelines"))
    of_year = (
        header.chapter
        for header in library().headers.values()
        if header.system == "MTUS" and header.year == year
    )
    return next((one for one in of_year if _squeezed(one)[0] in wanted), title)


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
