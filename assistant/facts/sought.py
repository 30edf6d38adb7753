"""A pattern that is looked for only where it can be: by letters that each of its matches holds.

A search tries every branch of a pattern at every character, and most sentences hold nothing of what
is sought. To look for a few letters is a hundred times as quick, and to look at one letter before
the branches are tried takes a third of the time. `hints` works out which letters those are.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.facts.hints import Hints, hints_of

if TYPE_CHECKING:
    from assistant.facts.prose import Prose

_AHEAD = 48
"""Characters behind a unit that a look-ahead of its last word may want to see."""
_LABELS = 2000
"""Labels whose answers are kept."""

Bounds = Sequence[tuple[int, int]]


class Sought:
    """A pattern that knows where it need not be looked for."""

    def __init__(self, source: str, flags: int = 0) -> None:
        """`source` and `flags` as of `re.compile`; nothing is compiled before it is used."""
        self._source, self._flags = source, flags
        self._labels: dict[str, bool] = {}

    @cached_property
    def _hints(self) -> Hints:
        return hints_of(self._source, self._flags)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        first = self._hints.first
        # a part of a pattern may ignore case by itself
        source = f"(?=(?i:[{first}]))(?:{self._source})" if first else self._source
        return re.compile(source, self._flags)

    def may(self, text: str) -> bool:
        """Whether a match can stand in `text`."""
        letters_of_all = self._hints.letters
        if not letters_of_all:
            return True
        low = small(text)
        for letters in letters_of_all:  # noqa: SIM110 - a generator takes three times as long
            if letters in low:
                return True
        return False

    def told(self, label: str) -> bool:
        """Whether a match stands in `label`; the same few labels are asked for again and again."""
        known = self._labels.get(label)
        if known is None:
            if len(self._labels) >= _LABELS:
                self._labels.clear()
            known = self._labels[label] = self._pattern.search(label) is not None
        return known

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a pattern."""
        return self._pattern.search(text, start, end) if self.may(text[start:end]) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a pattern."""
        return self._pattern.match(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As of a pattern."""
        return self._pattern.fullmatch(text)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        return self._pattern.finditer(text, start, end) if self.may(text[start:end]) else iter(())

    def among(self, prose: Prose) -> Iterator[re.Match[str]]:
        """As `finditer` of the whole text, which is looked at only where a match may stand."""
        if not (self._hints.letters and self._hints.in_lines):
            yield from self._pattern.finditer(prose.text)
            return
        for start, end in self._holding(prose.low, prose.units()):
            for found in self._pattern.finditer(prose.text, start, end + _AHEAD):
                if found.start() >= end:
                    break
                yield found

    def sentences(self, prose: Prose) -> Bounds:
        """Bounds of the sentences in which a match may stand, in order."""
        return self._holding(prose.low, prose.sentences())

    def starts(self, prose: Prose) -> set[int]:
        """Where the sentences begin in which a match may stand."""
        return {start for start, _ in self.sentences(prose)}

    def units(self, prose: Prose) -> Bounds:
        """Bounds of the units in which a match may stand, in order."""
        return self._holding(prose.low, prose.units())

    def _holding(self, low: str, stretches: Bounds) -> Bounds:
        """Those of `stretches`, which follow one another, that hold some of the letters."""
        if not self._hints.letters:
            return stretches
        starts = [start for start, _ in stretches]
        holding: set[int] = set()
        for letters in self._hints.letters:
            at = low.find(letters)
            while at != -1:
                following = bisect_right(starts, at)
                holding.add(following - 1)
                if following == len(starts):
                    break
                at = low.find(letters, starts[following])
        return [stretches[index] for index in sorted(holding) if index >= 0]


def small(text: str) -> str:
    """`text` in small letters, as patterns that ignore case see them."""
    low = text.lower()
    # where case is ignored a long s is an s, and an i without its dot an i
    return low if low.isascii() else low.replace("\u017f", "s").replace("\u0131", "i")
