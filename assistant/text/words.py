"""The words of a text, found once for all who look for words in it.

A word is a run of letters and digits in lower case. Who looks for a few words first asks whether
the text has any that begins so: the words of a language come again and again, so what each begins
with is remembered, and the question costs one comparison of two sets, whatever the text's length.
Where such words stand is found for all beginnings at once, when the first is asked for.
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, compress

from assistant.text.patterns import expression

_BETWEEN = expression(r"[\W_]")
_ASCII = {code: " " for code in range(128) if chr(code) not in string.ascii_letters + string.digits}
_ASCII_BETWEEN = "".join(_ASCII.get(code, chr(code)) for code in range(128))
"""For each ASCII character itself where it is of a word, else a space."""


class Stems(frozenset[str]):
    """Beginnings of words, in lower case, "word " for the whole word; made by `stems`."""


_MOST = 50_000


class _Beginnings:
    """Which of the `known` beginnings each word has; learnt as words are met."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self._longest = max(map(len, known), default=1)
        self._met: set[str] = set()
        self._telling: dict[str, frozenset[str]] = {}
        self._told: set[str] = set()

    def full(self) -> bool:
        """Whether to begin anew: a long run meets ever new misspellings and numbers."""
        return len(self._met) >= _MOST

    def of(self, words: frozenset[str]) -> dict[str, frozenset[str]]:
        """Those of `words` that have a known beginning, each with all that it has."""
        strange = words - self._met
        if strange:
            self._learn(strange)
        telling = self._telling
        return {word: telling[word] for word in words & self._told}

    def _learn(self, words: frozenset[str]) -> None:
        for word in words:
            whole = word[: self._longest] + " "
            ends = range(1, len(whole) + 1)
            found = self.known.intersection(whole[:end] for end in ends)
            if found:
                self._telling[word] = found
                self._told.add(word)
        self._met |= words


_beginnings = _Beginnings(frozenset())


def stems(*wanted: str) -> Stems:
    """Beginnings of words to ask texts for; made when a module is loaded, not for each text."""
    global _beginnings  # noqa: PLW0603 - replaced as a whole, so that no text keeps an old answer
    if not _beginnings.known.issuperset(wanted):
        _beginnings = _Beginnings(_beginnings.known.union(wanted))
    return Stems(wanted)


class Words:
    """The words of `text` in order, in lower case, and where each stands; the text so `lowered`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lowered = lowered = lower(text)
        if lowered.isascii():
            self._parts = lowered.translate(_ASCII_BETWEEN).split(" ")
        else:
            self._parts = _BETWEEN.sub(" ", lowered).split(" ")
        self.words: tuple[str, ...] = tuple(filter(None, self._parts))
        self._asked: _Beginnings | None = None
        self._begins: frozenset[str] = frozenset()
        self._telling: dict[str, frozenset[str]] = {}
        self._asked_for: dict[Stems, Sequence[int]] = {}

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each word."""
        # behind each part stands one character
        ends = accumulate(map((1).__add__, map(len, self._parts)), initial=0)
        return list(compress(ends, self._parts))

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Every word once."""
        return frozenset(self.words)

    def start(self, index: int) -> int:
        """The offset of word `index`."""
        return self.starts[index]

    def end(self, index: int) -> int:
        """The offset behind word `index`."""
        return self.starts[index] + len(self.words[index])

    def gap(self, index: int) -> str:
        """What stands between word `index - 1` and word `index`, without white space around."""
        start = self.starts[index - 1] + len(self.words[index - 1])
        return self.text[start : self.starts[index]].strip()

    def begin(self, wanted: Stems) -> bool:
        """Whether any word begins with one of `wanted`."""
        if self._asked is not _beginnings:
            self._ask()
        return not self._begins.isdisjoint(wanted)

    def places(self, wanted: Stems) -> Sequence[int]:
        """The offset of each word that begins with one of `wanted`, in order."""
        if not self.begin(wanted):
            return ()
        found = self._asked_for.get(wanted)
        if found is None:
            several = [self._beginning[stem] for stem in wanted & self._begins]
            # a word may have two of the beginnings
            found = several[0] if len(several) == 1 else sorted(set().union(*several))
            self._asked_for[wanted] = found
        return found

    @cached_property
    def _beginning(self) -> dict[str, list[int]]:
        """The offsets of the words that have each beginning, in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        words, telling = self.words, self._telling
        told = map(telling.__contains__, words)
        for word, start in compress(zip(words, self.starts, strict=True), told):
            for stem in telling[word]:
                found[stem].append(start)
        return found

    def _ask(self) -> None:
        """Find out how the words begin, once for all who ask for a beginning known by now."""
        global _beginnings  # noqa: PLW0603 - as in `stems`
        if _beginnings.full():
            _beginnings = _Beginnings(_beginnings.known)
        asked = _beginnings
        self._telling = asked.of(self.distinct)
        self._begins = frozenset().union(*self._telling.values())
        self._asked_for.clear()
        self.__dict__.pop("_beginning", None)
        self._asked = asked


def lower(text: str) -> str:
    """`text` in lower case, every character at its place: a few letters would grow."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered


@lru_cache(maxsize=1024)  # the readers of a record ask for its sentences one after the other
def words_of(text: str) -> Words:
    """The words of `text`; kept for the last texts, as each is read for several kinds."""
    return Words(text)
