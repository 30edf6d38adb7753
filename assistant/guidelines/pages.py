"""A guideline's document as pages: printed numbers, running lines apart, sections, passages.

A page keeps two numbers: its place in the file and the number printed on it. The printed number is
one that stands alone at the top or bottom of the page ("58", "Page 58 of 127") and that the pages
around confirm by counting on, so that a year or a count in a running line is not taken for it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from assistant.guidelines.titles import squeezed
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.text import Document

_EDGE_LINES = 3
_NEAR = 3  # pages on each side that confirm a printed number
_LONGEST_HEADING = 100
_LONGEST_PASSAGE = 900
_RUNNING_SHARE = 0.4

_ALONE = expression(r"^\W{0,3}(\d{1,4})\W{0,3}$")
_PAGE_OF = expression(r"\b[Pp]age[ ]{1,3}(\d{1,4})\b")
_AT_EDGE = expression(r"^(\d{1,4})[ |·-]{1,5}\S|\S[ |·-]{1,5}(\d{1,4})$")
_DIGITS = expression(r"\d+")
_NUMBERED = expression(r"^(?:\d{1,2}\.){1,3}\d{0,2} [A-Z]|^(?:Part|Chapter|Section) \d")
_LEADERS = expression(r"\.{4,}|(?:\. ){4,}|…{2,}")
_VERDICT = expression(r"^(?:Not r|R)ecommended\b|^Under study\b|^See \S|^Definition\b", re.ASCII)
_SENTENCE_END = expression(r"[.:;!?)\"”]$")


class Page(NamedTuple):
    """One page: its place in the file from 1, the number printed on it, its lines of text."""

    number: int
    printed: int | None
    lines: tuple[str, ...]


class Stretch(NamedTuple):
    """Text of one section on one page; `section` "" before the first heading."""

    section: str
    page: Page
    text: str


def pages_of(document: Document) -> list[Page]:
    """The pages of a document, running heads, feet and page numbers taken out of the lines."""
    ends = [*document.page_starts[1:], len(document.text)]
    raw = [
        [" ".join(line.split()) for line in document.text[start:end].splitlines() if line.strip()]
        for start, end in zip(document.page_starts, ends, strict=True)
    ]
    printed = _printed(raw)
    running = _running(raw)
    return [
        Page(
            number, printed[number - 1], tuple(_without_edges(lines, running, printed[number - 1]))
        )
        for number, lines in enumerate(raw, start=1)
    ]


def stretches(pages: Sequence[Page], titles: Mapping[str, str]) -> Iterator[Stretch]:
    """Passages of the pages, each of one section on one page, in the words of the document.

    `titles` maps squeezed titles of the edition to the title they stand for. Other headings are
    told by their form: numbered, in capitals, or short above a verdict ("Recommended …").
    """
    section = ""
    for page in pages:
        held: list[str] = []
        at = 0
        while at < len(page.lines):
            found = _heading(page.lines, at, titles)
            if found is None:
                held.append(page.lines[at])
                at += 1
                if sum(map(len, held)) >= _LONGEST_PASSAGE and _SENTENCE_END.search(held[-1]):
                    yield Stretch(section, page, _joined(held))
                    held = []
                continue
            if held:
                yield Stretch(section, page, _joined(held))
                held = []
            section, used = found
            at += used
        if held:
            yield Stretch(section, page, _joined(held))


def _joined(lines: Sequence[str]) -> str:
    """Lines as one; a hyphen at a line end stays, and the next line follows it at once."""
    text = ""
    for line in lines:
        broken = text[-1:] == "-" and text[-2:-1].isalnum()
        text += line if broken or not text else f" {line}"
    return text


def _heading(lines: Sequence[str], at: int, titles: Mapping[str, str]) -> tuple[str, int] | None:
    """The title of a heading that starts at line `at`, and how many lines it takes."""
    line = lines[at]
    if len(line) > _LONGEST_HEADING or _LEADERS.search(line):
        return None
    following = lines[at + 1] if at + 1 < len(lines) else ""
    for used, words in ((2, f"{line} {following}"), (1, line)):
        known = titles.get(squeezed(words)) if following or used == 1 else None
        if known is not None and not (used == 2 and squeezed(following) in titles):
            return known, used
    if not line[0].isupper() and not line[0].isdigit():
        return None
    if line[-1] in ".,;" or not any(letter.isalpha() for letter in line):
        return None
    capitals = line.isupper() and len(line) > 5 and " " in line
    verdict = len(line) < 80 and _VERDICT.match(following) is not None and line[0].isupper()
    if _NUMBERED.match(line) or capitals or verdict:
        return line.rstrip(": "), 1
    return None


def _edges(lines: Sequence[str]) -> list[str]:
    return [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]] if len(lines) > _EDGE_LINES else [*lines]


def _printed(raw: Sequence[Sequence[str]]) -> list[int | None]:
    """The printed number of each page, where pages around it agree on the counting."""
    strong: list[set[int]] = []
    weak: list[set[int]] = []
    for index, lines in enumerate(raw):
        edges = _edges(lines)
        alone = {int(m[1]) for line in edges for m in (_ALONE.match(line),) if m}
        alone |= {int(m[1]) for line in edges for m in (_PAGE_OF.search(line),) if m}
        beside = {int(m[1] or m[2]) for line in edges for m in (_AT_EDGE.search(line),) if m}
        strong.append({number - index for number in alone})
        weak.append({number - index for number in beside})
    found: list[int | None] = []
    for index in range(len(raw)):
        window = range(max(0, index - _NEAR), min(len(raw), index + _NEAR + 1))
        votes = Counter(offset for at in window for offset in sorted(strong[at] | weak[at]))
        agreed = {
            offset: count for offset, count in votes.items() if count >= 2 and offset > -index
        }
        own = strong[index] | weak[index]
        likely = {offset: count for offset, count in agreed.items() if offset in own} or agreed
        if likely:
            found.append(max(likely, key=lambda offset: (likely[offset], offset)) + index)
        elif len(raw) == 1 and len(strong[index]) == 1:
            found.append(min(strong[index]) + index)
        else:
            found.append(None)
    return found


def _running(raw: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines at the edges of many pages, their digits aside: running heads and feet."""
    counts = Counter(
        shape for lines in raw for shape in {_DIGITS.sub("#", line) for line in _edges(lines)}
    )
    least = max(3, int(len(raw) * _RUNNING_SHARE))
    return frozenset(shape for shape, count in counts.items() if count >= least)


def _without_edges(
    lines: Sequence[str], running: frozenset[str], printed: int | None
) -> Iterator[str]:
    last = len(lines) - _EDGE_LINES
    for at, line in enumerate(lines):
        if at < _EDGE_LINES or at >= last:
            if _DIGITS.sub("#", line) in running:
                continue
            number = _ALONE.match(line) or _PAGE_OF.search(line)
            if number and printed is not None and int(number[1]) == printed and len(line) < 40:
                continue
        yield line
