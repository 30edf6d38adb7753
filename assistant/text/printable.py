"""Characters that no letter can print: control characters, halves of pairs, non-characters.

XML (and so DOCX) cannot hold them and no font draws them. Line ends, tabs and the form feeds
between pages are white space and stay.
"""

from __future__ import annotations

from assistant.text.patterns import expression

PRINTABLE = "text without control characters"
"""What is allowed, as an error says it."""

_UNPRINTABLE = expression(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def unprintable(text: str) -> str | None:
    """The first character of `text` that cannot be printed and its line: "U+0000 in line 3"."""
    found = _UNPRINTABLE.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return f"U+{ord(found.group()):04X} in line {line}"
