"""Guideline passages that a search found, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.terminal.limits import VERIFICATION_ROLES, applies_words, in_force_words, limit_words
from assistant.terminal.style import Style
from assistant.terminal.words import hanging, pages_words

if TYPE_CHECKING:
    from assistant.retrieval import Hit


def hits_text(hits: Sequence[Hit], style: Style, columns: int) -> str:
    """Each passage with its place, its days in force, and its limits."""
    blocks = []
    for rank, hit in enumerate(hits, 1):
        year = f" {hit.year}" if hit.year else ""
        title = f"{hit.chapter}{year}, {hit.section}{pages_words(hit.pages)}"
        facts = f"score {hit.score:.2f} · in force {in_force_words(hit.in_force)} · {hit.id}"
        lines = [f"{rank:>2}. {style('bold', title)}", f"    {style('dim', facts)}"]
        lines += textwrap.wrap(hit.text, columns, initial_indent="    ", subsequent_indent="    ")
        for limit in hit.limits:
            words = "; ".join(filter(None, (limit_words(limit), applies_words(limit))))
            level = style(VERIFICATION_ROLES[limit.verification], f"({limit.verification})")
            lines.append(f"{hanging('    - ', words, columns - 16, 6)} {level}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
