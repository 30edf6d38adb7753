"""Parts of the body as letters name them, their sides, and the guideline regions they lie in.

A side holds over a list ("left shoulder, wrist and hip": all left) until another side or a part
without sides follows. Spinal levels name their region: C1 to C8 the neck, T1 to T12 the upper back,
L1 to S2 the low back.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from assistant.terms.matcher import Match, TermTrie, plural, read_table
from assistant.terms.sides import SIDES, Side, joined, side_after, side_before
from assistant.terms.spine import spinal_levels
from assistant.text import Span, Words, words_of

_BACK_BEFORE = frozenset(
    {
        "the",
        "his",
        "her",
        "their",
        "my",
        "patient",
        "s",
        "and",
        "or",
        "neck",
        "low",
        "to",
        "for",
        "of",
        "middle",
        "entire",
        "whole",
        "chronic",
        "acute",
        "severe",
        "with",
        "involving",
    }
)
_BACK_AFTER = frozenset(
    {
        "pain",
        "injury",
        "injuries",
        "strain",
        "sprain",
        "surgery",
        "surgeries",
        "brace",
        "spasm",
        "spasms",
        "ache",
        "disorder",
        "disorders",
        "condition",
        "conditions",
        "complaint",
        "complaints",
        "symptoms",
        "problem",
        "problems",
        "muscle",
        "muscles",
        "disease",
        "stiffness",
        "tenderness",
        "and",
        "or",
        "radiating",
        "discomfort",
        "massager",
        "exercises",
        "corset",
        "mri",
        "therapy",
    }
)
_PLURALS = {"foot": "feet", "calf": "calves"}


class BodyPart(NamedTuple):
    """A part of the body named in a text. `plural` holds for "lower extremities" without a side."""

    part: str
    side: Side | None
    span: Span
    plural: bool = False

    @property
    def name(self) -> str:
        """As findings and requests name it: "left shoulder", "low back", "bilateral wrists"."""
        if self.side == "bilateral" or (self.side is None and self.plural):
            part = plural_part(self.part)
        else:
            part = self.part
        return f"{self.side} {part}" if self.side else part


class _Named(NamedTuple):
    part: str
    side: Side | None
    kind: Literal["part", "sided", "none", "unless_sided"]


def plural_part(part: str) -> str:
    """More than one of a part: "feet", "wrists", "upper extremities"."""
    head, _, last = part.rpartition(" ")
    last = _PLURALS.get(last) or plural(last)
    return f"{head} {last}" if head else last


@cache
def _plural_word(part: str) -> str:
    """The last word of the part in the plural: it tells "knees" from "menisci"."""
    return plural_part(part).rpartition(" ")[2]


class _Table(NamedTuple):
    trie: TermTrie[_Named]
    regions: dict[str, tuple[str, ...]]
    midline: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = read_table("body_parts.toml")
    parts = data["part"]
    entries = [(term, _Named("", None, "none")) for term in data["none"]["terms"]]
    entries += [(term, _Named("", None, "unless_sided")) for term in data["none"]["unless_sided"]]
    for part, row in parts.items():
        entries += [(term, _Named(part, None, "part")) for term in row["terms"]]
    for name, terms in data["sided"].items():
        side, _, part = name.partition(" ")
        entries += [(term, _Named(part, SIDES[side], "sided")) for term in terms]
    return _Table(
        TermTrie(entries),
        {part: tuple(row["regions"]) for part, row in parts.items()},
        frozenset(part for part, row in parts.items() if row.get("midline")),
    )


@lru_cache(maxsize=32)  # a title, a rationale and a closing are asked for by several readers
def find_body_parts(text: str) -> tuple[BodyPart, ...]:
    """Every part of the body that `text` names, in order, with its side."""
    tokens = words_of(text)
    table = _table()
    matches = _part_matches(tokens, table)
    found: list[BodyPart] = []
    last = 0
    side: Side | None = None
    for index, match in enumerate(matches):
        named = match.value
        is_plural = False
        if named.part in table.midline:
            side = None
        elif named.side:
            side = named.side
        else:
            following = matches[index + 1].first if index + 1 < len(matches) else -1
            own = side_before(tokens, match.first) or side_after(tokens, match.last, following)
            if own or not (found and joined(tokens, last, match.first)):
                side = own
            is_plural = tokens.words[match.last - 1] == _plural_word(named.part)
        span = Span(tokens.start(match.first), tokens.end(match.last - 1))
        found.append(BodyPart(named.part, side, span, is_plural))
        last = match.last
    return tuple(found)


def _part_matches(tokens: Words, table: _Table) -> list[Match[_Named]]:
    """The parts and spinal levels of a text, without words that only look like parts."""
    kept: list[Match[_Named]] = []
    for match in table.trie.find(tokens):
        named = match.value
        word = tokens.words[match.first]
        if named.kind == "unless_sided":
            if not side_before(tokens, match.first):
                continue
            kept.append(Match(match.first, match.first + 1, _Named(word, None, "part")))
        elif named.kind == "none" or not _is_meant(tokens, match):
            continue
        else:
            kept.append(match)
    levels = spinal_levels(tokens)
    if not levels:
        return kept
    taken = {word for match in kept for word in range(match.first, match.last)}
    kept += [
        Match(first, last, _Named(part, None, "part"))
        for first, last, part in levels
        if first not in taken
    ]
    return sorted(kept)


def _is_meant(tokens: Words, match: Match[_Named]) -> bool:
    """Whether "back" is the back of a body and "feet" are not a measure."""
    words = tokens.words
    before = words[match.first - 1] if match.first else ""
    if match.value.part == "back":
        after = words[match.last] if match.last < len(words) else ""
        return before in _BACK_BEFORE or after in _BACK_AFTER or not (before or after)
    return words[match.first] not in {"foot", "feet"} or not before.isdigit()


def body_parts_of(title: str) -> tuple[str, ...]:
    """The names of the parts that a title asks treatment for, each once, in order.

    A part without a side is left out where the title names the same part with one.
    """
    parts = find_body_parts(title)
    sided = {part.part for part in parts if part.side}
    names = [part.name for part in parts if part.side or part.part not in sided]
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=256)  # the same names of parts come again and again
def regions_of(part: str) -> tuple[str, ...]:
    """The guideline regions that a part (with or without side, in any spelling) lies in."""
    found = find_body_parts(part)
    regions = _table().regions
    return tuple(dict.fromkeys(region for one in found for region in regions[one.part]))


def same_region(first: str, second: str) -> bool:
    """Whether two parts share a guideline region; sides are not compared."""
    return not set(regions_of(first)).isdisjoint(regions_of(second))
