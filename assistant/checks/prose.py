"""The text of a letter as checks read it: the summary, then each rationale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context
from assistant.claims.prose import Passage
from assistant.text import Stems


def passages(context: Context) -> Iterator[tuple[int | None, Passage]]:
    """The summary (None) and the rationale of each item (its number), where the letter has them."""
    return context.claims.passages()


def matches(
    context: Context, pattern: re.Pattern[str], wanted: Stems
) -> Iterator[tuple[int | None, Passage, re.Match[str]]]:
    """The matches of `pattern` in passages that have a word that begins with one of `wanted`."""
    for issue, passage in passages(context):
        if passage.begin(wanted):
            for match in pattern.finditer(passage.text):
                yield issue, passage, match
