"""Guideline passages that a search found, for people."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.terminal.limits import VERIFICATION_ROLES, applies_words, in_force_words, limit_words
from assistant.terminal.style import Style
from assistant.terminal.words import hanging
from assistant.terms import expand

if TYPE_CHECKING:
    from assistant.retrieval import Hit

_SENTENCE = re.compile(r"(?<=[.;:]) (?=[A-Z§])")
_WORD = re.compile(r"[^\W_]{3,}")
_STEM = 5
"""Letters of a word that tell it from others: "injections" is "injec", as "injection" is."""
_LINES = 3
_PLAIN = frozenset({
    "and", "for", "the", "with", "from", "that", "this", "after", "before", "should", "does",
    "what", "when", "which", "not", "are", "was", "per",
})  # fmt: skip
"""Words that say nothing on the subject; "should" is moreover no "shoulder"."""


def hits_text(
    hits: Sequence[Hit], query: str, style: Style, columns: int, *, full: bool = False
) -> str:
    """Each passage with its place, its days in force, its limits, and what it says on `query`.

    Unless `full`, of each passage the sentences nearest to the query, or to what its words are also
    called.
    """
    blocks = []
    asked = _stems(query)
    wanted = dict.fromkeys(_stems(" ".join(expand(query))), 1) | dict.fromkeys(asked, 3)
    for rank, hit in enumerate(hits, 1):
        first, *more = textwrap.wrap(hit.citation, columns - 4, break_on_hyphens=False)
        lines = [f"{rank:>2}. {style('bold', first)}"]
        lines += [f"    {style('bold', line)}" for line in more]
        facts = f"score {hit.score:.2f} · in force {in_force_words(hit.in_force)} · {hit.id}"
        lines.append(f"    {style('dim', facts)}")
        for limit in hit.limits:
            words = "; ".join(filter(None, (limit_words(limit), applies_words(limit))))
            level = style(VERIFICATION_ROLES[limit.verification], f"({limit.verification})")
            lines.append(f"{hanging('    - ', words, columns - 16, 6)} {level}")
        told = hit.text if full else nearest(hit.text, wanted, _LINES * (columns - 4))
        wrapped = textwrap.wrap(told, columns - 4, break_on_hyphens=False)
        lines += [f"    {_marked(line, asked, style)}" for line in wrapped]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def nearest(text: str, wanted: Mapping[str, int], room: int) -> str:
    """The sentences of `text` with most of the words `wanted`, in order, up to `room` letters.

    `wanted` has a weight by stem. What is left out is told by an ellipsis.
    """
    if len(text) <= room:
        return text
    sentences = _SENTENCE.split(text)

    def shared(at: int) -> int:
        return sum(wanted.get(stem, 0) for stem in _stems(sentences[at]))

    kept: set[int] = set()
    left = room
    for at in sorted(range(len(sentences)), key=lambda one: (-shared(one), one)):
        if not kept or len(sentences[at]) + 2 <= left:
            kept.add(at)
            left -= len(sentences[at]) + 2
    parts: list[str] = []
    for at, sentence in enumerate(sentences):
        if at in kept:
            parts.append(sentence)
        elif not parts or parts[-1] != "…":
            parts.append("…")
    return " ".join(parts)


def _marked(line: str, asked: set[str], style: Style) -> str:
    """`line` with the words asked for in bold."""

    def mark(word: re.Match[str]) -> str:
        return style("bold", word.group()) if _stems(word.group()) & asked else word.group()

    return _WORD.sub(mark, line)


def _stems(text: str) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return {word[:_STEM] for word in words if word not in _PLAIN}
