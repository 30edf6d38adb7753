"""The text of a letter as checks read it: the summary, then each rationale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context
from assistant.claims.prose import Passage
from assistant.text import Spotted


def passages(context: Context) -> tuple[tuple[int | None, Passage], ...]:
    """The summary (None) and the rationale of each item (its number), where the letter has them."""
    return context.claims.passages


def matches(
    context: Context, wanted: Spotted
) -> Iterator[tuple[int | None, Passage, re.Match[str]]]:
    """The matches of `wanted` in the summary and the rationales, in order."""
    for issue, passage in passages(context):
        for match in wanted.matches(passage.words):
            yield issue, passage, match
