"""Terms of several words found in one pass: a trie of words, longest match first.

A table of terms is a TOML file; a term may hold alternatives, "(mr|magnetic resonance)
arthrogra(m|phy)", and each term's last word is found in the plural too. Words are matched whole,
without regard to case; between two words of a term a space, a hyphen or a slash may stand.
The cost is one dictionary look-up a word, whatever the size of the table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from itertools import compress
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from assistant.terms.kept import kept, packed, unpacked
from assistant.text import Words
from assistant.text.patterns import expression

T = TypeVar("T")

_WORD = expression(r"[^\W_]+")
_ALTERNATIVES = expression(r"\(([^()]*)\)")
_GAPS = frozenset({"", "-", "/", "–", "&", "#", "%", "®", "™", "("})
_ABBREVIATION_GAPS = frozenset({"/", "-"})
_END = ""
"""The key under which a node keeps its value: no word is empty."""


def read_table(name: str) -> dict[str, Any]:
    """The TOML file `name` of this room's data."""
    with table_file(name).open("rb") as file:
        return tomllib.load(file)


def table_file(name: str) -> Path:
    """Where the TOML file `name` of this room's data is."""
    return Path(__file__).parent / "data" / name


class Match(NamedTuple, Generic[T]):
    """A term found: words `first` up to, not including, `last`, and what the table says of it."""

    first: int
    last: int
    value: T


def spellings(pattern: str) -> Iterator[str]:
    """Every spelling of a pattern: "x(-|)ray (of|)" gives four."""
    found = _ALTERNATIVES.search(pattern)
    if found is None:
        yield pattern
        return
    for choice in found.group(1).split("|"):
        yield from spellings(pattern[: found.start()] + choice + pattern[found.end() :])


def plural(word: str) -> str:
    """The regular plural of a word."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


class TermTrie(Generic[T]):
    """Terms and their values; the first value given to a spelling stays."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._root: dict[str, Any] = {}
        for pattern, value in entries:
            for spelling in spellings(pattern):
                words = _WORD.findall(spelling.lower())
                if words:
                    node = self._root
                    for word in words[:-1]:
                        node = node.setdefault(word, {})
                    for last in (words[-1], plural(words[-1])):
                        node.setdefault(last, {}).setdefault(_END, value)

    @classmethod
    def kept(cls, name: str, tables: Iterable[str], entries: Callable[[], Any]) -> TermTrie[T]:
        """The trie of `entries`, made from `tables`, as an earlier run left it where one did."""
        trie = cls(())
        sources = [table_file(table) for table in tables]
        trie._root = kept(name, sources, lambda: cls(entries())._packed())
        return trie

    def _packed(self) -> dict[str, bytes]:
        """What follows each first word, packed: a text holds few of the words of a table."""
        return {word: packed(node) for word, node in self._root.items()}

    def find(self, tokens: Words) -> list[Match[T]]:
        """Every term of the text, leftmost and longest, none overlapping."""
        root = self._root
        words = tokens.words
        found: list[Match[T]] = []
        behind = 0
        for index in compress(range(len(words)), map(root.__contains__, words)):
            if index < behind:
                continue
            node = root[words[index]]
            if node.__class__ is bytes:
                node = root[words[index]] = unpacked(node)
            following = words[index + 1] if index + 1 < len(words) else None
            if following in node:
                match = self._longest(tokens, index, node)
            elif _END in node:
                match = Match(index, index + 1, node[_END])
            else:
                continue
            if match is not None:
                found.append(match)
                behind = match.last
        return found

    def _longest(self, tokens: Words, first: int, node: dict[str, Any]) -> Match[T] | None:
        words = tokens.words
        last = 0
        at = first + 1
        while True:
            if _END in node:
                last, value = at, node[_END]
            if at >= len(words) or (following := node.get(words[at])) is None:
                break
            initials = len(words[at]) == 1 and len(words[at - 1]) == 1
            if tokens.gap(at) not in (_ABBREVIATION_GAPS if initials else _GAPS):
                break
            node = following
            at += 1
        return Match(first, last, value) if last else None
