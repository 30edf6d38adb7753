r"""Prose as it would stand on one line, with every character's place in the original.

Letters wrap their lines in the middle of sentences, break pages inside paragraphs and indent at
will. Readers work on the folded text, in which each run of white space (form feeds and no-break
spaces included) is one space; spans that they find are mapped back, so that nothing that `imr`
reports depends on the wrapping. A hyphen at a line end is kept and the break after it dropped:
"Electro-\ndiagnostic" folds to "Electro-diagnostic", "11-22-\n2016" to "11-22-2016".
"""

from __future__ import annotations

from bisect import bisect_right

from assistant.text.patterns import expression
from assistant.text.spans import Span

_GAP = expression(r"\s(?:(?<! )\s*|\s+)")
"""White space other than one plain space: what folding changes."""
_SPACES = expression(r"  +")
_BROKEN = expression(r"-\n(?=\S)")


class Folded:
    """`text` has single spaces; `_folded[i]` starts a stretch that stands at `_original[i]`."""

    # written out: what `dataclass` generates takes longer than to fold a whole letter
    __slots__ = ("_folded", "_original", "text")

    def __init__(self, text: str, folded: tuple[int, ...], original: tuple[int, ...]) -> None:
        self.text = text
        self._folded = folded
        self._original = original

    def original(self, offset: int) -> int:
        """The document offset of the character at `offset` of the folded text."""
        stretch = bisect_right(self._folded, offset) - 1
        return self._original[stretch] + offset - self._folded[stretch]

    def span(self, start: int, end: int) -> Span:
        """The document span of `text[start:end]`; an empty range maps to an empty span."""
        if end <= start:
            at = self.original(min(start, max(len(self.text) - 1, 0)))
            return Span(at, at)
        return Span(self.original(start), self.original(end - 1) + 1)

    def offset(self, original: int) -> int:
        """The folded offset of a document offset; inside dropped space, of what follows it."""
        stretch = bisect_right(self._original, original) - 1
        if stretch < 0:
            return 0
        inside = self._folded[stretch] + original - self._original[stretch]
        end = self._folded[stretch + 1] if stretch + 1 < len(self._folded) else len(self.text)
        return min(inside, end)


def fold(text: str, start: int = 0, end: int | None = None) -> Folded:
    """Fold `text[start:end]`; spans of the result are offsets into the whole `text`.

    Leading and trailing white space is dropped.
    """
    end = len(text) if end is None else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    line, gaps = _gaps(text[start:end])
    pieces: list[str] = []
    folded: list[int] = []
    original: list[int] = []
    length = 0
    at = 0
    for begin, after in gaps:
        piece = line[at:begin]
        folded.append(length)
        original.append(start + at)
        pieces.append(piece)
        length += len(piece)
        broken_word = (
            piece[-1:] == "-"
            and piece[-2:-1].isalnum()
            and "\n" in text[start + begin : start + after]
        )
        if not broken_word:
            # the space itself is a stretch of its own: it stands at the first gap character
            folded.append(length)
            original.append(start + begin)
            pieces.append(" ")
            length += 1
        at = after
    folded.append(length)
    original.append(start + at)
    pieces.append(line[at:])
    return Folded("".join(pieces), tuple(folded), tuple(original))


def _gaps(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` with what stays of it in its place, and the gaps that become one space or nothing.

    Most white space of a letter is one space or one line break; where there is nothing odder, a
    line break alone becomes a space in its place, and only longer gaps are left to fold.
    """
    line = text.replace("\n", " ").replace("\f", " ")
    if not line.isprintable():
        return text, [gap.span() for gap in _GAP.finditer(text)]
    gaps = [gap.span() for gap in _SPACES.finditer(line)] if "  " in line else []
    if "-\n" in text:
        gaps += [(hyphen.start() + 1, hyphen.end()) for hyphen in _BROKEN.finditer(text)]
        gaps.sort()
    return line, gaps
