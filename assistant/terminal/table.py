"""Plain tables that fit the terminal: the widest column gives way and wraps."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from assistant.terminal.style import Style

_GAP = 2
_LEAST = 8  # columns are not squeezed below this


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    style: Style,
    columns: int,
    *,
    roles: dict[str, str] | None = None,
    indent: int = 0,
) -> list[str]:
    """The lines of a table at most `columns` wide.

    Args:
        header: titles of the columns.
        rows: cells; all rows have as many as the header.
        style: colour of the terminal.
        columns: the room there is.
        roles: the role (see `Style`) of a cell by its exact words.
        indent: spaces before each line.
    """
    widths = [max(len(row[at]) for row in (header, *rows)) for at in range(len(header))]
    room = columns - indent - _GAP * (len(header) - 1)
    while sum(widths) > room and max(widths) > _LEAST:
        widest = widths.index(max(widths))
        rest = sum(widths) - widths[widest]
        second = max((width for at, width in enumerate(widths) if at != widest), default=0)
        widths[widest] = max(room - rest, min(second, widths[widest] - 1), _LEAST)
    lines = _row(header, widths, style, indent, dict.fromkeys(header, "dim"))
    for row in rows:
        lines += _row(row, widths, style, indent, roles or {})
    return lines


def _row(
    cells: Sequence[str], widths: Sequence[int], style: Style, indent: int, roles: dict[str, str]
) -> list[str]:
    wrapped = [
        textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)
    ]
    lines = []
    for at in range(max(map(len, wrapped))):
        parts = []
        for cell, part, width in zip(cells, wrapped, widths, strict=True):
            words = part[at] if at < len(part) else ""
            padding = " " * (width - len(words))
            parts.append((style(roles[cell], words) if cell in roles else words) + padding)
        lines.append((" " * indent + (" " * _GAP).join(parts)).rstrip())
    return lines
