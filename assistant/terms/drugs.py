"""Drugs as letters write them: brand and generic names, and the service each belongs to."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from assistant.terms.matcher import TermTrie, read_table
from assistant.terms.services import Service
from assistant.text import Span, words_of

_CLASS_WORDS = frozenset(
    {
        "opioid",
        "nsaid",
        "muscle relaxant",
        "anticonvulsant",
        "antidepressant",
        "benzodiazepine",
        "proton pump inhibitor",
        "topical analgesic",
        "compound",
        "medication",
        "antibiotic",
        "vitamin",
        "medical food",
    }
)
"""Keys of the table that are classes, not drugs."""


class Drug(NamedTuple):
    """A drug named in a text: the words, the generic name (lower case), its service, the place."""

    name: str
    generic: str
    service: Service
    span: Span


def table() -> dict[str, dict[str, list[str]]]:
    """The table of drugs: service to generic to other names."""
    return read_table("drugs.toml")


@lru_cache(maxsize=1)
def _trie() -> TermTrie[tuple[str, Service]]:
    return TermTrie.kept("drugs", ("drugs.toml",), _entries)


def _entries() -> list[tuple[str, tuple[str, Service]]]:
    return [
        (name, (generic, cast(Service, service)))
        for service, drugs in table().items()
        for generic, names in drugs.items()
        for name in (generic, *names)
        if generic not in _CLASS_WORDS
    ]


@lru_cache(maxsize=32)  # a title is asked for by several readers
def find_drugs(text: str) -> tuple[Drug, ...]:
    """Every drug that `text` names, in order; classes ("opioids") are not drugs."""
    tokens = words_of(text)
    found = []
    for match in _trie().find(tokens):
        span = Span(tokens.start(match.first), tokens.end(match.last - 1))
        generic, service = match.value
        found.append(Drug(text[span.start : span.end], generic, service, span))
    return tuple(found)


def drug_of(word: str) -> Drug | None:
    """The drug that `word` is ("Norco"), or None; the span is relative to `word`."""
    for drug in find_drugs(word):
        if drug.span == Span(0, len(word)):
            return drug
    return None
