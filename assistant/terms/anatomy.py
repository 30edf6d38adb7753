"""Parts of the body as letters name them, their sides, and the guideline regions they lie in.

A side holds over a list ("left shoulder, wrist and hip": all left) until another side or a part
without sides follows. Spinal levels name their region: C1 to C8 the neck, T1 to T12 the upper back,
L1 to S2 the low back.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from assistant.terms.matcher import Match, Tokens, TermTrie, plural, read_table, tokens_of
from assistant.text import Span

Side = Literal["left", "right", "bilateral"]

_SIDES: dict[str, Side] = {
    "left": "left", "lt": "left", "l": "left", "right": "right", "rt": "right", "r": "right",
    "bilateral": "bilateral", "bilat": "bilateral", "bil": "bilateral", "bilaterally": "bilateral",
    "both": "bilateral", "bl": "bilateral",
}  # fmt: skip
_LETTERS = frozenset({"l", "r"})
_JOINING = frozenset({"", ",", "/", "&", "-", "+", ";", "(", ")", "),", ":", "–"})
_JOINING_WORDS = frozenset({"and", "or", "the", "to", "of", "plus", "as", "well"})
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
_LEVEL = re.compile(r"([ctls])(1[0-2]|[1-9])\Z")
_LEVEL_NUMBER = re.compile(r"(?:1[0-2]|[1-9])\Z")
_REGION_OF_LEVEL = {"c": "neck", "t": "upper back", "l": "low back", "s": "low back"}
_HIGHEST = {"c": 8, "t": 12, "l": 6, "s": 5}
_NOT_LEVEL_AFTER = frozenset({"weighted", "signal", "image", "images", "hyperintense", "sequence"})
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


class _Table(NamedTuple):
    trie: TermTrie[_Named]
    regions: dict[str, tuple[str, ...]]
    midline: frozenset[str]
    guarded: frozenset[str]


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
        entries += [(term, _Named(part, _SIDES[side], "sided")) for term in terms]
    return _Table(
        TermTrie(entries),
        {part: tuple(row["regions"]) for part, row in parts.items()},
        frozenset(part for part, row in parts.items() if row.get("midline")),
        frozenset(part for part, row in parts.items() if row.get("guarded")),
    )


def find_body_parts(text: str) -> tuple[BodyPart, ...]:
    """Every part of the body that `text` names, in order, with its side."""
    tokens = tokens_of(text)
    table = _table()
    matches = _merge_levels(tokens, table.trie.find(tokens))
    found: list[BodyPart] = []
    last = 0
    side: Side | None = None
    for index, match in enumerate(matches):
        named = match.value
        before = _side_before(tokens, match.first)
        if named.kind in {"none", "unless_sided"}:
            part = _guarded_part(tokens, match) if before and named.kind == "unless_sided" else None
            if part is None:
                continue
            named = _Named(part, None, "part")
            match = Match(match.first, match.first + 1, named)
        elif named.part == "back" and not _is_back(tokens, match):
            continue
        words = tokens.words[match.last - 1]
        is_plural = words.endswith(("ies", "s")) and not words.endswith(("ss", "us", "is", "ps"))
        is_plural = is_plural or words in {"feet", "menisci", "calves"}
        joined = bool(found) and _joined(tokens, last, match.first)
        if named.part in table.midline:
            own = side = None
            is_plural = False
        elif named.side:
            own = side = named.side
        else:
            following = matches[index + 1].first if index + 1 < len(matches) else -1
            own = before or _side_after(tokens, match.last, following)
            if own is None and joined:
                own = side
            side = own
        span = Span(tokens.starts[match.first], tokens.ends[match.last - 1])
        found.append(BodyPart(named.part, own, span, is_plural))
        last = match.last
    return tuple(found)


def body_parts_of(title: str) -> tuple[str, ...]:
    """The names of the parts that a title asks treatment for, each once, in order.

    A part without a side is left out where the title names the same part with one.
    """
    parts = find_body_parts(title)
    sided = {part.part for part in parts if part.side}
    names = [part.name for part in parts if part.side or part.part not in sided]
    return tuple(dict.fromkeys(names))


def regions_of(part: str) -> tuple[str, ...]:
    """The guideline regions that a part (with or without side, in any spelling) lies in."""
    found = find_body_parts(part)
    regions = _table().regions
    return tuple(dict.fromkeys(region for one in found for region in regions[one.part]))


def same_region(first: str, second: str) -> bool:
    """Whether two parts share a guideline region; sides are not compared."""
    return not set(regions_of(first)).isdisjoint(regions_of(second))


def _guarded_part(tokens: Tokens, match: Match[_Named]) -> str | None:
    word = tokens.words[match.first]
    return word if word in _table().guarded and word != "back" else None


def _is_back(tokens: Tokens, match: Match[_Named]) -> bool:
    words = tokens.words
    before = words[match.first - 1] if match.first else ""
    after = words[match.last] if match.last < len(words) else ""
    return before in _BACK_BEFORE or after in _BACK_AFTER or (not before and not after)


def _side_before(tokens: Tokens, first: int) -> Side | None:
    """The side right before a word: "left", "(L)", "right > left" and "left and right" are both."""
    at = first - 1
    if at < 0 or tokens.gap(first) not in _JOINING:
        return None
    words = tokens.words
    if words[at] in {"sided", "side"} and at:
        at -= 1
    side = _SIDES.get(words[at])
    if side is None:
        return None
    if words[at] in _LETTERS:
        if at and words[at - 1] == "b" and tokens.gap(at) == "/":
            return "bilateral"
        if not tokens.text[tokens.starts[at]].isupper():
            return None
    if side == "bilateral" or at < 2:
        return side
    if words[at - 1] in {"and", "or"} and _SIDES.get(words[at - 2]) not in {None, side}:
        return "bilateral"
    if tokens.gap(at) in {"/", "&", ">", "<"} and _SIDES.get(words[at - 1]) not in {None, side}:
        return "bilateral"
    return side


def _side_after(tokens: Tokens, last: int, following: int) -> Side | None:
    """A side set after its part: "knee, right", "wrists (bilateral)"; not one of the next part."""
    if last >= len(tokens.words) or tokens.gap(last) not in {"", ",", "(", "-", ":", ", ("}:
        return None
    word = tokens.words[last]
    side = _SIDES.get(word)
    if side is None or last + 1 == following:
        return None
    if word in _LETTERS and tokens.gap(last) != "(":
        return None
    if tokens.gap(last) == "" and not _ends_phrase(tokens, last):
        return None
    return side


def _ends_phrase(tokens: Tokens, at: int) -> bool:
    return at + 1 >= len(tokens.words) or tokens.gap(at + 1)[:1] in {",", ".", ";", ")"}


def _joined(tokens: Tokens, last: int, first: int) -> bool:
    """Whether only list words stand between two parts."""
    if first - last > 4:
        return False
    if any(tokens.words[at] not in _JOINING_WORDS for at in range(last, first)):
        return False
    return all(tokens.gap(at) in _JOINING for at in range(last, first + 1) if at)


def _merge_levels(tokens: Tokens, matches: list[Match[_Named]]) -> list[Match[_Named]]:
    """The matches with the spinal levels between them, runs of one region as one."""
    levels = _levels(tokens)
    if not levels:
        return matches
    taken = {at for match in matches for at in range(match.first, match.last)}
    merged = matches + [level for level in levels if level.first not in taken]
    return sorted(merged)


def _levels(tokens: Tokens) -> list[Match[_Named]]:
    words = tokens.words
    found: list[Match[_Named]] = []
    at = 0
    while at < len(words):
        word = words[at]
        level = _LEVEL.match(word) if word[0] in "ctls" and len(word) < 4 else None
        if level is None or int(level[2]) > _HIGHEST[level[1]]:
            at += 1
            continue
        first = at
        region = _REGION_OF_LEVEL[level[1]]
        at += 1
        while at < len(words) and tokens.gap(at) in {"-", "/", "–", "through"}:
            if not (_LEVEL.match(words[at]) or _LEVEL_NUMBER.match(words[at])):
                break
            at += 1
        if at < len(words) and words[at] in _NOT_LEVEL_AFTER:
            continue
        if not tokens.text[tokens.starts[first]].isupper():
            continue
        found.append(Match(first, at, _Named(region, None, "part")))
    return found
