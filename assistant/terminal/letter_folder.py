"""A folder of letters measured, in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.terminal.style import Style
from assistant.terminal.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evaluation.intervals import Share
    from assistant.evaluation.letter_folder import LettersScore
    from assistant.evaluation.published import FieldScore

_LIMITS = 40
_NAMED = 3
_ROLES = {"error": "error", "warning": "warning", "contradicted": "error"}
_PARTS = (
    ("fields", "Reading, held against the accounts"),
    ("facts", "Facts of the summaries"),
    ("drafts", "Template drafts of header, titles and summary"),
    ("retrieval", "Search, from the title of the item"),
)


def letters_text(score: LettersScore, style: Style, columns: int) -> str:
    """Parse rate, findings by code, limits quoted beside those in force, accuracies."""
    lines = [
        style("bold", f"{score.letters} letters, {score.items} items"),
        f"read whole: {_counted(score.parsed)}",
        f"with an error: {_counted(score.errors)}",
        *(f"{style('error', 'unread')} {one}" for one in score.unread),
        "",
        style("bold", "Findings by code"),
    ]
    rows = [(one.code, one.severity, str(one.findings), str(one.letters)) for one in score.findings]
    header = ("code", "severity", "findings", "letters")
    lines += table(header, rows, style, columns, roles=_ROLES) if rows else ["none"]
    lines += ["", style("bold", "Limits quoted, beside those in force")]
    lines += _limits(score, style, columns)
    for name, title in _PARTS:
        fields: Sequence[FieldScore] = getattr(score, name)
        if fields:
            lines += ["", style("bold", title), *_fields(fields, style, columns)]
    lines += [f"{style('warning', 'skipped')} {one}" for one in score.skipped]
    return "\n".join(lines)


def _limits(score: LettersScore, style: Style, columns: int) -> list[str]:
    if not score.limits:
        return ["no letter quotes one"]
    rows = [
        (
            one.quoted,
            one.status,
            one.in_force,
            str(one.times),
            ", ".join(one.letters[:_NAMED]) + (", …" if len(one.letters) > _NAMED else ""),
        )
        for one in score.limits[:_LIMITS]
    ]
    lines = table(
        ("quoted", "verdict", "in force", "times", "letters"), rows, style, columns, roles=_ROLES
    )
    left = len(score.limits) - _LIMITS
    return [*lines, f"{left} more (--format json has all)"] if left > 0 else lines


def _fields(fields: Sequence[FieldScore], style: Style, columns: int) -> list[str]:
    rows = [(one.field, *_cells(one.share)) for one in fields]
    lines = table(("field", "right", "share", "95 % interval"), rows, style, columns)
    for one in fields:
        for miss in one.misses:
            item = f" item {miss.issue}" if miss.issue is not None else ""
            lines.append(
                f"{style('warning', one.field)} {miss.case}{item}: "
                f"account {miss.expected}; read {miss.found}"
            )
    return lines


def _cells(share: Share) -> tuple[str, str, str]:
    counted = f"{share.right} of {share.total}"
    if share.value is None or share.low is None or share.high is None:
        return counted, "not scored", ""
    interval = f"{share.low * 100:.1f} to {share.high * 100:.1f} %"
    return counted, f"{share.value * 100:.1f} %", interval


def _counted(share: Share) -> str:
    counted, value, interval = _cells(share)
    return f"{value} ({counted}{f'; 95 % interval {interval}' if interval else ''})"
