"""Where the title of an item begins, seen from its end.

A title stands in a paragraph of its own, but the paragraph may be wrapped over several lines,
parted by a page break, printed without blank lines (text drawn from PDF), or double spaced. So the
title is found from its outcome upward: to the gap that parts paragraphs in this letter, or to the
line that ends the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from assistant.text.patterns import expression

_LINE_ENDS = expression(r"\n\s*")
_SENTENCE_END = expression(r"[.!?][\"')\]*_]{0,3}$")
_ABBREVIATION = expression(
    r"(?:^|[\s(])(?:dr|mr|mrs|ms|vs|no|nos|approx|wks?|mos?|yrs?|hrs?|tabs?|caps?|inj|st|eval|"
    r"q|qty|p\.?r\.?n|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|i\.?e|e\.?g|etc|incl|ref|levels?|bilat|rt|lt)\.$",
    re.IGNORECASE,
)
_REMAINING = expression(
    r"\bIMR\s{1,20}eligible\b|\bremaining\s{1,20}(?:eligible\s{1,20})?portion\b|"
    r"\bauthorized\s{1,20}by\s{1,20}the\s{1,20}claims|\bclaims\s{1,20}administrator\s{1,20}authorized",
    re.IGNORECASE,
)
_ORIGINAL = expression(
    r"\b(?:was|were)\s{1,20}the\s{1,20}original(?:ly)?\s{1,20}request|"
    r"\boriginal\s{1,20}request\s{1,20}(?:was|were|for)\b",
    re.IGNORECASE,
)
_CLOSED = expression(
    r"medically\s{0,20}necessary|Final\s{1,20}Determination\s{1,20}was", re.IGNORECASE
)

_MOST_LINES = 30
_FEWEST_LINES = 8
"""Lines that show how the lines of a letter end."""


class TitleFinder:
    """Finds where titles begin in one letter, by the line spacing that the letter keeps."""

    def __init__(self, text: str, start: int, end: int, breaks: tuple[int, ...]) -> None:
        self.text = text
        self._pages = breaks
        self._spacing = _spacing(text, start, end)
        self._trailing = _trailing_spaces(text, start, end)

    def begin(self, start: int, end: int) -> int:
        """Where the title that ends at `end` begins; not before `start`."""
        top = self._line_start(end, start)
        end_of_title = end
        for _ in range(_MOST_LINES):
            above_end = self._end_of_text(top, start)
            if above_end <= start:
                break
            above = self._line_start(above_end, start)
            title = self.text[top:end_of_title]
            line = self.text[above:above_end]
            open_partial = bool(_REMAINING.search(title)) and not _ORIGINAL.search(title)
            if title.strip() and not open_partial and self._ends(line, above_end, top):
                break
            if _CLOSED.search(line) and title.strip() and _SENTENCE_END.search(line):
                break
            top = above
        return top

    def _ends(self, line: str, line_end: int, next_start: int) -> bool:
        """Whether the paragraph ends with `line`."""
        gap = self.text.count("\n", line_end, next_start)
        across = self._page_begins(line_end, next_start)
        if not across and gap > self._spacing:
            return True
        if self._trailing and not across and self.text[line_end : line_end + 1] != " ":
            return True
        return bool(_SENTENCE_END.search(line)) and not _ABBREVIATION.search(line)

    def _page_begins(self, start: int, end: int) -> bool:
        place = bisect_left(self._pages, start)
        return place < len(self._pages) and self._pages[place] <= end

    def _line_start(self, offset: int, floor: int) -> int:
        return max(self.text.rfind("\n", floor, offset) + 1, floor)

    def _end_of_text(self, offset: int, floor: int) -> int:
        while offset > floor and self.text[offset - 1].isspace():
            offset -= 1
        return offset


def _spacing(text: str, start: int, end: int) -> int:
    """How many line breaks part two lines of one paragraph: 1, or 2 where lines are spaced."""
    counts = Counter(gap.count("\n") for gap in _LINE_ENDS.findall(text, start, end)[:-1])
    return max(counts, key=lambda size: (counts[size], -size), default=1)


def _trailing_spaces(text: str, start: int, end: int) -> bool:
    """Whether wrapped lines keep a space at their end, as text drawn from PDF does."""
    if text.count(" \n", start, end) + text.count(" \r", start, end) < _FEWEST_LINES / 2:
        return False
    lines = [line.rstrip("\r") for line in text[start:end].split("\n")]
    lines = [line for line in lines if line.strip()]
    spaced = sum(line.endswith(" ") for line in lines)
    return len(lines) >= _FEWEST_LINES and spaced > 0.6 * len(lines)
