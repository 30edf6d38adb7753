"""Lines of a letter with carets under the words that matter."""

from __future__ import annotations

from assistant.terminal.style import Style
from assistant.text import Document

_LINES = 3  # lines shown of a longer span
_CONTEXT = 12  # characters kept before a span in a line that is cut


def excerpt(
    document: Document, start: int, end: int, label: str, *, style: Style, role: str, columns: int
) -> list[str]:
    """The lines of `[start, end)` with carets under it and `label` after the last caret.

    Lines longer than `columns` are cut around the span; a span over many lines shows the first
    ones. A tab or form feed is shown as a space so that carets stand where they should.
    """
    first, column = document.line_column(start)
    last, last_column = document.line_column(max(end - 1, start))
    gutter = len(str(min(last, first + _LINES - 1)))
    bar = style("frame", "|")
    written = [f"{' ' * gutter} {bar}"]
    shown = range(first, min(last, first + _LINES - 1) + 1)
    for line in shown:
        text = "".join(c if c.isprintable() else " " for c in document.line_text(line))
        low = column - 1 if line == first else len(text) - len(text.lstrip())
        high = last_column if line == last else len(text.rstrip())
        high = max(min(high, len(text)), low + 1)
        text, low, high = _cut(text, low, high, columns - gutter - 3)
        number = style("frame", f"{line:>{gutter}}")
        written.append(f"{number} {bar} {text}".rstrip())
        carets = " " * low + style(role, "^" * (high - low))
        written.append(f"{' ' * gutter} {bar} {carets}")
    if last > shown[-1]:
        written.append(f"{' ' * gutter} {bar} {style('dim', f'… to line {last}')}")
    if label:
        after = len(" " * gutter + " | ") + high + 1
        if after + len(label) <= columns:
            written[-1] += " " + style(role, label)
        else:
            written += [
                f"{' ' * gutter} {bar} {style(role, part)}" for part in _wrap(label, columns)
            ]
    return written


def _cut(text: str, low: int, high: int, room: int) -> tuple[str, int, int]:
    if len(text) <= room:
        return text.rstrip(), low, high
    # leading space carries no meaning; drop it before cutting words
    left = max(0, min(low - _CONTEXT, len(text) - room)) if high > room else 0
    cut = text[left : left + room]
    if left:
        cut = "…" + cut[1:]
    if left + room < len(text):
        cut = cut[:-1] + "…"
    low -= left
    return cut.rstrip(), low, max(min(high - left, room), low + 1)


def _wrap(label: str, columns: int) -> list[str]:
    import textwrap  # noqa: PLC0415 - only for labels wider than the terminal

    return textwrap.wrap(label, max(columns - 8, 20))
