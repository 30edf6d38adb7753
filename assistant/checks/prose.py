"""The text of a letter as checks read it: titles; the summary, then each rationale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context
from assistant.claims.prose import Passage
from assistant.text import fold


def passages(context: Context) -> Iterator[tuple[int | None, Passage]]:
    """The summary (None) and the rationale of each item (its number), where the letter has them."""
    if context.claims.summary is not None:
        yield None, context.claims.summary
    for claims in context.claims.issues:
        if claims.passage is not None:
            yield claims.number, claims.passage


def titles(context: Context, *stems: str) -> Iterator[tuple[int, Passage]]:
    """The title of each item that holds one of `stems` (lower case), as one sentence."""
    for issue in context.letter.issues:
        if any(stem in issue.title.lower() for stem in stems):
            folded = fold(context.letter.document.text, issue.span.start, issue.span.end)
            yield issue.number, Passage(folded)


def matches(
    context: Context, pattern: re.Pattern[str], *stems: str
) -> Iterator[tuple[int | None, Passage, re.Match[str]]]:
    """The matches of `pattern` in passages that hold one of `stems` (lower case), in order."""
    for issue, passage in passages(context):
        lowered = passage.lowered
        if any(stem in lowered for stem in stems):
            for match in pattern.finditer(passage.text):
                yield issue, passage, match
