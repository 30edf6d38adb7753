"""Identifiers replaced by stable placeholders before a text leaves, and put back after.

The same words get the same placeholder in a case, numbered in the order of their first place, so
that a text stays readable and an answer can be restored exactly. What identifies a person is told
by the room of facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.facts.identifiers import find_identifiers, name_parts
from assistant.text import Span

Finder = Callable[[str], Iterable[tuple[str, Span]]]
"""From a text to the kind and place of each identifier in it."""

_PLACEHOLDER = re.compile(r"\[(?:SSN|EMAIL|PHONE|NUMBER|BIRTH|ADDRESS|PERSON|ID)-\d{1,4}\]")


class Placeholders:
    """The identifiers of one case: `hide` before a text leaves, `restore` when one comes back."""

    def __init__(self, texts: Iterable[str] = (), find: Finder = find_identifiers) -> None:
        """Learn the identifiers of `texts`, the records of a case."""
        self._known: dict[str, str] = {}
        counts: dict[str, int] = {}
        for text in texts:
            for kind, span in sorted(find(text), key=lambda one: one[1]):
                words = " ".join(text[span.start : span.end].split())
                for name in (words, *(name_parts(words) if kind == "PERSON" else ())):
                    if name and name not in self._known:
                        counts[kind] = counts.get(kind, 0) + (name == words)
                        self._known[name] = f"[{kind}-{max(counts[kind], 1)}]"
        longest = sorted(self._known, key=len, reverse=True)
        joined = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest)
        self._pattern = re.compile(rf"(?<![\w])(?:{joined})(?![\w])") if longest else None

    def hide(self, text: str) -> str:
        """`text` with each known identifier replaced."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._known[" ".join(found.group().split())], text)

    def restore(self, text: str) -> str:
        """`text` with each placeholder replaced by the identifier that it stands for."""
        first: dict[str, str] = {}
        for words, placeholder in self._known.items():
            first.setdefault(placeholder, words)
        return _PLACEHOLDER.sub(lambda found: first.get(found.group(), found.group()), text)

    def named_in(self, text: str) -> list[str]:
        """The identifiers that stand in `text`, and placeholders left in it."""
        own = [found.group() for found in self._pattern.finditer(text)] if self._pattern else []
        return own + _PLACEHOLDER.findall(text)


class Restoring:
    """Restores placeholders in a text that comes in pieces, some cut inside one."""

    def __init__(self, names: Placeholders) -> None:
        """Begin a text in which the placeholders of `names` may stand."""
        self._names = names
        self._held = ""

    def add(self, piece: str) -> str:
        """The words that `piece` completes."""
        text = self._held + piece
        open_at = text.rfind("[")
        cut = open_at if open_at >= 0 and "]" not in text[open_at:] else len(text)
        cut = len(text) if len(text) - cut > 40 else cut
        self._held = text[cut:]
        return self._names.restore(text[:cut])

    def end(self) -> str:
        """What was held back, at the end."""
        held, self._held = self._held, ""
        return self._names.restore(held)
