"""Page numbers in a citation: "Page(s): 58-60", "pp. 98-99", "page 63", ", 58-59." at the end."""

from __future__ import annotations

import re

from assistant.text.patterns import expression

_PAGES = expression(
    r"[\s,;(]{0,3}(?:\b(?:pages?|pgs?|pp?)\b\.?(?:\(s\))?|\bpage\(s\))\s?:?\s?"
    r"(?P<low>\d{1,3})(?:\s?(?:-|to|through)\s?(?P<high>\d{1,3}))?"
    r"(?P<more>(?:\s?(?:,|and|&|;)\s?(?:and\s)?\d{1,3}(?:\s?-\s?\d{1,3})?(?!\w|\.\d)){0,9})\)?",
    re.IGNORECASE,
)
_BARE = expression(r"[\s,;]{1,3}(?P<low>\d{1,3})\s?-\s?(?P<high>\d{1,3})(?P<more>)\s?\.?$")
_NUMBER = expression(r"\d{1,3}")


def first_pages(text: str) -> re.Match[str] | None:
    """The first place of `text` that prints pages."""
    return _PAGES.search(text) or _BARE.search(text)


def read_pages(text: str) -> tuple[tuple[int, int] | None, str]:
    """First and last of the pages that `text` prints, and the text without them."""
    matches = list(_PAGES.finditer(text)) or [found for found in [_BARE.search(text)] if found]
    if not matches:
        return None, text
    numbers: list[int] = []
    for match in matches:
        low = int(match["low"])
        numbers += [low, int(match["high"] or low)]
        numbers += [int(number) for number in _NUMBER.findall(match["more"] or "")]
    # where each section has its own pages, they part it from the next as a comma would
    ends = [0, *(match.end() for match in matches)]
    starts = [*(match.start() for match in matches), len(text)]
    kept = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return (min(numbers), max(numbers)), " ".join(kept)
