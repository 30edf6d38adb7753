"""Letter text made even, character for character, so that every offset stays a document offset.

Form feeds and odd line breaks become line breaks, odd spaces become spaces, and page furniture
(running headers and footers, page numbers) becomes spaces. Layouts are found in this text; what is
reported is sliced from the original by the same offsets.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.text import Document, Span
from assistant.text.patterns import expression

_EVEN = {
    "\f": "\n",
    "\v": "\n",
    "\x1c": "\n",
    "\x1d": "\n",
    "\x1e": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\t": " ",
    "\u00a0": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\ufffe": "-",
    "\u00ad": "-",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
}
"""Typographic marks are mapped too: the grammar then has one quote, one apostrophe, one hyphen."""

_SHORTEST_PAGE = 40
"""Characters; a run of form feeds is not a run of pages."""

_LONE_RETURN = expression(r"\r(?!\n)")

_HINTS = (
    expression(r"age \d"),
    expression(r"AGE \d"),
    expression(r"orm Effective"),
    expression(r"inal (?:Determination |Letter)"),
    expression(r"\n *-{1,2} ?\d{1,3} ?-"),
)
"""What a line of furniture holds, whether a letter of it stands before; few lines are tested
further, and a scan for one fixed beginning costs little."""

_FURNITURE = expression(
    r"[ ]*(?:"
    r"(?:Independent[ ]Medical[ ]Review[ ])?Final[ ](?:Letter[ ]of[ ]Determination|"
    r"Determination[ ]Letter)[^\n]{0,120}"
    r"|[^\n]{0,60}Form[ ]Effective[ ][^\n]{0,60}"
    r"|(?:[^\n:]{0,60}[ ]{2})?[ ]*Page[ ]\d{1,3}(?:[ ]{1,3}of[ ]{1,3}\d{1,3})?"
    r"|-{1,2}[ ]?\d{1,3}[ ]?-{1,2}"
    r")[ ]*\r?",
    re.IGNORECASE,
)

_EDGE = expression(
    r"[ ]*(?:(?:IMR[ ]|MAXIMUS[ ])?(?:Case[ ](?:Number|No\.?)[ ]*:?[ ]*)?[A-Z]{2}\d{2}-\d{4,8}"
    r"(?:[ ]+(?:Page[ ])?\d{1,3}(?:[ ]of[ ]\d{1,3})?)?"
    r"|(?:Page[ ])?\d{1,3}(?:[ ](?:of|/)[ ]?\d{1,3})?|CONFIDENTIAL|DRAFT)[ ]*\r?",
    re.IGNORECASE,
)
"""What is furniture only as the first or last line of a page."""


def even(document: Document) -> str:
    """The text of `document`, same length, with even breaks and spaces and no page furniture."""
    text = document.text
    # to translate every character costs more than to look for the few that a letter has
    for odd, plain in _EVEN.items():
        if odd in text:
            text = text.replace(odd, plain)
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    spans = []
    for hint in (match for pattern in _HINTS for match in pattern.finditer(text)):
        at = hint.start() + (text[hint.start()] == "\n")
        start = text.rfind("\n", max(0, at - 200), at) + 1
        end = text.find("\n", at)
        end = len(text) if end == -1 else end
        if end - start < 250 and _FURNITURE.fullmatch(text, start, end):
            spans.append(Span(start, end))
    for before, start in pairwise(document.page_starts):
        if start - before >= _SHORTEST_PAGE:
            spans.extend(_edges(text, start))
    if not spans:
        return text
    pieces: list[str] = []
    at = 0
    for span in sorted(spans):
        if span.start < at:
            continue
        pieces.append(text[at : span.start])
        pieces.append(" " * (span.end - span.start))
        at = span.end
    pieces.append(text[at:])
    return "".join(pieces)


def _edges(text: str, page_start: int) -> list[Span]:
    """Furniture in the last line of the page before `page_start` and the first line after it."""
    found: list[Span] = []
    end = page_start
    while end > 0 and page_start - end < 200 and text[end - 1] in " \r\n":
        end -= 1
    start = text.rfind("\n", max(0, end - 80), end) + 1
    if start and _EDGE.fullmatch(text, start, end):
        found.append(Span(start, end))
    start = page_start
    while start < len(text) and start - page_start < 200 and text[start] in " \r\n":
        start += 1
    end = text.find("\n", start, start + 80)
    if end != -1 and _EDGE.fullmatch(text, start, end):
        found.append(Span(start, end))
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """`[start, end)` without white space at either end; empty at `start` where nothing is left."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)
