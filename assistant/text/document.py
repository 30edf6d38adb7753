"""A text with its source, pages, lines and columns.

All offsets of `imr` are code-point offsets into `Document.text`, which is the decoded file as it is
(see the contract): nothing is translated, so a span always slices to the text it reports.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from assistant.text.spans import Span


@dataclass(frozen=True)
class Document:
    """One text: `source` as the user named it, `text`, and the offset at which each page starts.

    `page_starts` always begins with 0; a plain text file has a page per form feed. `notes` says
    what a reader of the text should know of how it was read: another encoding, pages without text.
    """

    source: str
    text: str
    page_starts: tuple[int, ...] = field(default=(0,))
    notes: tuple[str, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        position = self.text.find("\n")
        while position != -1:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of line `line` (from 1), without its line break."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def page(self, offset: int) -> int:
        """The page, from 1, on which `offset` stands."""
        return bisect_right(self.page_starts, offset)

    def slice(self, span: Span) -> str:
        """The text of `span`, as it stands."""
        return self.text[span.start : span.end]


def from_text(text: str, source: str = "-", notes: tuple[str, ...] = ()) -> Document:
    """A document of plain text whose form feeds part its pages."""
    starts = [0]
    position = text.find("\f")
    while position != -1:
        starts.append(position + 1)
        position = text.find("\f", position + 1)
    return Document(source=source, text=text, page_starts=tuple(starts), notes=notes)
