r"""Expressions that are tried only where a word stands that they may begin with.

A search tries an expression all along a text, letter by letter. The words of a text are known by
then, with how they begin and where they stand: an expression that can only begin with certain words
is tried at those, and where the text has none of them, not at all.

A test derives from each expression what it may begin with, and holds the words given to that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from assistant.text.patterns import expression, kinds_of_phrases, phrases
from assistant.text.words import Stems, Words, stems

_BEGINNING = expression(r"([a-z0-9]+)(?:(\\b|(?:\\s|[ /-])(?![?*{])|\Z)|([?*{]))?")
"""The letters that a phrase begins with; what ends their word, or makes the last optional."""


class Spotted(NamedTuple):
    """An expression, and beginnings of words; each of its matches begins with one of them."""

    pattern: re.Pattern[str]
    first: Stems

    def matches(
        self, words: Words, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """The matches in the text of `words` from `start` to `end`, as `finditer` gives them."""
        places = words.places(self.first)
        text, match = words.text, self.pattern.match
        stop = len(text) if end is None else end
        for at in places[bisect_left(places, start) :] if start else places:
            if at >= stop:
                return
            if at >= start and (found := match(text, at, stop)):
                start = found.end()
                yield found

    def search(self, words: Words, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in the text of `words` from `start` to `end`."""
        return next(self.matches(words, start, end), None)


def spotted(pattern: re.Pattern[str], *first: str) -> Spotted:
    """`pattern`, tried where a word begins with one of `first`; "word " stands for that word."""
    return Spotted(pattern, stems(*first))


def spotted_phrases(*wanted: str, tail: str = r"\b") -> Spotted:
    """`phrases`, tried where the words stand that they begin with."""
    return spotted(phrases(*wanted, tail=tail), *(_beginning(one, tail) for one in wanted))


def spotted_kinds(**kinds: tuple[str, ...]) -> Spotted:
    """`kinds_of_phrases`, tried where the words stand that they begin with."""
    first = (_beginning(one, r"\b") for wanted in kinds.values() for one in wanted)
    return spotted(kinds_of_phrases(**kinds), *first)


def _beginning(phrase: str, tail: str) -> str:
    """The beginning of the first word of `phrase`, with a space behind it where the word ends."""
    begun = _BEGINNING.match(phrase + (tail if tail.startswith(r"\b") else "."))
    if begun is None or (begun[3] and len(begun[1]) == 1):
        raise ValueError(phrase)
    return begun[1][: -1 if begun[3] else None] + (" " if begun[2] else "")
