"""A model's draft as it is being written: its sentences out of the answer that comes in pieces.

An answer is JSON (`assistant.drafting.answer`); who waits for it wants to read its sentences. They
are shown as they come and bind nobody: only the whole answer is read, and checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from assistant.drafting.placeholders import Placeholders, Restoring

_ESCAPES = "\\u"
_ESCAPE, _UNICODE = 2, 6


class Sentences:
    """The texts of the statements of an answer, in pieces, with the item that each is about."""

    def __init__(self, names: Placeholders) -> None:
        """Begin; `names` are the identifiers that were taken out of what was sent."""
        self._names = names
        self.again()

    def again(self) -> None:
        """Begin anew with the answer of a next round."""
        self._held = ""
        self._quoted = False
        self._word = ""
        self._key = ""
        self._item = 0
        self._number = ""
        self._said = Restoring(self._names)

    def add(self, piece: str) -> Iterator[tuple[int, str]]:
        """Item and words of what `piece` adds to the sentences."""
        text = self._held + piece
        self._held = ""
        at = 0
        while at < len(text):
            if not self._quoted:
                self._between(text[at])
                at += 1
                continue
            if text[at] == '"':
                yield from self._closed()
                at += 1
                continue
            length = _length(text, at)
            if at + length > len(text):
                self._held = text[at:]
                return
            yield from self._spoken(_character(text[at : at + length]))
            at += length

    def _between(self, sign: str) -> None:
        if sign == '"':
            self._quoted, self._word = True, ""
        elif sign == ":":
            self._key, self._number = self._word, ""
        elif self._key == "item" and sign.isdigit():
            self._number += sign
            self._item = int(self._number[:3])
        elif sign in ",{[]}":
            self._key = ""

    def _spoken(self, sign: str) -> Iterator[tuple[int, str]]:
        if self._key == "text":
            told = self._said.add(sign)
            if told:
                yield self._item, told
        else:
            self._word += sign

    def _closed(self) -> Iterator[tuple[int, str]]:
        self._quoted = False
        if self._key == "text":
            yield self._item, f"{self._said.end()} "


def _length(text: str, at: int) -> int:
    if text[at] != "\\":
        return 1
    return _UNICODE if text[at : at + _ESCAPE] == _ESCAPES else _ESCAPE


def _character(written: str) -> str:
    """The character that is written so in JSON; one that is none is left out."""
    if len(written) == 1:
        return written
    try:
        read: str = json.loads(f'"{written}"')
    except ValueError:
        return ""
    return read.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
