"""Running text as sentences, with every offset mapped back to the letter.

A sentence ends at a full stop, question or exclamation mark before a capital, a bracket or a quote,
unless the mark belongs to an abbreviation or an initial. Letters paste guideline lists, so a colon
or semicolon does not end a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from assistant.letters.dates import DatePlace, date_places
from assistant.quantities import Amount, find_amounts
from assistant.terms import BodyPart, find_body_parts
from assistant.text import Document, Folded, Span, Stems, Words, fold, words_of
from assistant.text.patterns import expression

_END = expression(r'[.!?]["”’\')\]]{0,3} (?=["“‘(\[]{0,2}[A-Z0-9])')
_ABBREVIATIONS = frozenset(
    {
        "vs", "Dr", "Drs", "Mr", "Mrs", "Ms", "etc", "e.g", "i.e", "al", "No", "no", "p", "pp",
        "pg", "Fig", "St", "Ch", "ch", "Sec", "Jr", "approx", "Ed", "ed", "Vol", "cf", "viz",
    }
)  # fmt: skip
_OPENINGS = expression(r'[(\["“]')
_LONGEST_SHORT = 8
_LONGEST = 2500
"""Characters of a sentence. Longer ones are lists or damage; each is read as several, so that what
is done for every cue of a sentence stays bounded."""


class Passage:
    """A folded stretch of a letter and its sentences as ranges of `folded.text`."""

    def __init__(self, folded: Folded, starts: tuple[int, ...] = (0,)) -> None:
        self.folded = folded
        self.text = folded.text
        self.starts = starts
        self._bounds = tuple(zip(starts, (*starts[1:], len(self.text)), strict=True))

    @property
    def lowered(self) -> str:
        """The folded text in lower case, every character at its place."""
        return self.words.lowered

    @cached_property
    def words(self) -> Words:
        """The words of the text; `begin` tells at no cost whether any begins so."""
        return words_of(self.text)

    def begin(self, wanted: Stems) -> bool:
        """Whether any word of the text begins with one of `wanted`."""
        return self.words.begin(wanted)

    def sentences(self, wanted: Stems) -> Iterator[tuple[int, int]]:
        """Bounds of each sentence with a word that begins with one of `wanted`, in order."""
        end = 0
        for at in self.words.places(wanted):
            if at >= end:
                start, end = self.around(at)
                yield start, end

    @cached_property
    def dates(self) -> tuple[DatePlace, ...]:
        """Every date of the text, with those that no calendar has."""
        return date_places(self.text)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Every amount of the text; several readers and checks ask for them."""
        return find_amounts(self.text)

    @cached_property
    def body_parts(self) -> tuple[BodyPart, ...]:
        """Every part of the body that the text names."""
        return tuple(find_body_parts(self.text))

    def sentence_index(self, offset: int) -> int:
        """The index of the sentence in which the folded `offset` stands."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def bounds(self, index: int) -> tuple[int, int]:
        """Start and end of sentence `index` in the folded text."""
        return self._bounds[index]

    def sentence(self, index: int) -> str:
        """Sentence `index`, folded."""
        start, end = self.bounds(index)
        return self.text[start:end].rstrip()

    def around(self, offset: int) -> tuple[int, int]:
        """Bounds of the sentence in which `offset` stands."""
        return self._bounds[max(bisect_right(self.starts, offset) - 1, 0)]

    def span(self, start: int, end: int) -> Span:
        """The place in the letter of `text[start:end]`."""
        return self.folded.span(start, end)


def read_passage(document: Document, span: Span) -> Passage:
    """The passage at `span` of `document`, in sentences."""
    folded = fold(document.text, span.start, span.end)
    text = folded.text
    starts = [0]
    for mark in _END.finditer(text):
        stop, end = mark.span()
        if text[stop] == "." and _shortened(text, stop):
            continue
        if end - starts[-1] > _LONGEST:
            starts += _cuts(text, starts[-1], end)
        starts.append(end)
    starts += _cuts(text, starts[-1], len(text))
    return Passage(folded, tuple(starts))


def _shortened(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` stands behind an abbreviation or an initial."""
    space = text.rfind(" ", max(stop - _LONGEST_SHORT, 0), stop)
    if space < 0 and stop > _LONGEST_SHORT:
        return False
    word = text[space + 1 : stop]
    if not word.isalpha():
        word = _OPENINGS.split(word)[-1]
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isascii() and word.isalpha())


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence too long to be one is cut, behind spaces where it has any."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        start = space + 1 if space > 0 else start + _LONGEST
        yield start
