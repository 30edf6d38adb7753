"""Drafts of published cases beside what was decided, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.terminal.table import table

if TYPE_CHECKING:
    from assistant.evaluation.published_drafts import DraftScore
    from assistant.terminal.style import Style

_LONGEST = 110


def drafts_text(score: DraftScore, style: Style, columns: int) -> str:
    """The counts, the table of what was published by what is suggested, and every difference."""
    total = len(score.items)
    lines = [
        style("bold", f"{score.letters} letters, {total} items"),
        f"read back with the same items: {score.reads_back} of {score.letters}",
        f"errors of their own check: {len(score.errors)}",
        f"{score.letters / score.seconds:.0f} cases a second, drafted, read back and checked",
        "",
    ]
    rows = [
        (verdict, f"{score.count(verdict)} of {total}") for verdict in ("right", "open", "against")
    ]
    lines += table(("suggested outcome", "items"), rows, style, columns)
    for one in score.items:
        if one.verdict == "right":
            continue
        suggested = one.suggested or "left open"
        lines.append(
            f"{style('warning', one.verdict)} {one.case} item {one.item}, {one.title[:60]}: "
            f"published {one.published}; suggested {suggested}: {one.reason[:_LONGEST]}"
        )
    return "\n".join(lines)
