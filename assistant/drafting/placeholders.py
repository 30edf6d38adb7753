"""Identifiers replaced by stable placeholders before a text leaves, and put back after.

The same words get the same placeholder in a case, numbered in the order of their first place, so
that a text stays readable and an answer can be restored exactly (45 CFR 164.514(b)(2) lists what
identifies a person).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.text import Span

Finder = Callable[[str], Iterable[tuple[str, Span]]]
"""From a text to the kind and place of each identifier in it."""

_NAME = r"[A-Z][A-Za-z'’-]{1,25}"
_FULL_NAME = rf"{_NAME},? (?:{_NAME}|[A-Z]\.?)(?: {_NAME})?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("SSN", re.compile(r"\b(\d{3}-\d{2}-\d{4})\b")),
    ("EMAIL", re.compile(r"\b([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")),
    (
        "PHONE",
        re.compile(r"(?<![\w-])((?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w-])"),
    ),
    (
        "NUMBER",
        re.compile(
            r"\b(?:claim|record|MRN|medical record|chart|account|member|policy|file|EAMS|ADJ|WCAB"
            r"|licen[sc]e|NPI|DEA)(?: (?:number|no\.?|id|#)|#)?[ ]?[:#]{1,2}[ ]?"
            r"([A-Z0-9][A-Z0-9-]{3,24})\b",
            re.IGNORECASE,
        ),
    ),
    (
        "BIRTH",
        re.compile(
            r"\b(?:DOB|date of birth|birth ?date|born(?: on)?)[ ]?[:.]?[ ]?"
            r"(\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})",
            re.IGNORECASE,
        ),
    ),
    (
        "ADDRESS",
        re.compile(
            r"\b(\d{1,6} (?:[NSEW]\.? )?[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20}){0,2}"
            r" (?:Street|St|Avenue"
            r"|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl)\b\.?"
            r"(?:,? (?:Apt|Suite|Ste|Unit|#)\.? ?\w{1,6})?(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
            r"(?:,? (?:CA|California))?(?: \d{5}(?:-\d{4})?)?)"
        ),
    ),
    (
        "PERSON",
        re.compile(
            r"\b(?:(?i:patient(?: name)?|name|applicant|employee|injured worker|claimant|re|attn"
            r"|dictated by|signed(?: by)?|physician|provider|adjuster)[ ]?[:][ ]?"
            rf"|(?:Mr|Mrs|Ms|Miss|Dr)\.? )({_FULL_NAME}|{_NAME})"
        ),
    ),
    (
        "PERSON",
        re.compile(rf"\b({_FULL_NAME}),? (?:MD|M\.D\.|DO|D\.O\.|DC|D\.C\.|PA-C|PT|DPT|NP|RN)\b"),
    ),
)
_PLACEHOLDER = re.compile(r"\[(?:SSN|EMAIL|PHONE|NUMBER|BIRTH|ADDRESS|PERSON|ID)-\d{1,4}\]")


def find_identifiers(text: str) -> list[tuple[str, Span]]:
    """Names, numbers, addresses, dates of birth in `text`, by the labels that precede them."""
    return [
        (kind, Span(*found.span(1)))
        for kind, pattern in _PATTERNS
        for found in pattern.finditer(text)
    ]


class Placeholders:
    """The identifiers of one case: `hide` before a text leaves, `restore` when one comes back."""

    def __init__(self, texts: Iterable[str] = (), find: Finder = find_identifiers) -> None:
        """Learn the identifiers of `texts`, the records of a case."""
        self._known: dict[str, str] = {}
        counts: dict[str, int] = {}
        for text in texts:
            for kind, span in sorted(find(text), key=lambda one: one[1]):
                words = " ".join(text[span.start : span.end].split())
                for name in (words, *(_parts(words) if kind == "PERSON" else ())):
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


_TITLES = frozenset({"MD", "DO", "DC", "PT", "NP", "RN", "Jr", "Sr"})


def _parts(name: str) -> list[str]:
    """The last name by itself, where it cannot be an ordinary word of a report."""
    words = [word.strip(",.") for word in name.split()]
    own = [word for word in words if len(word) > 3 and word not in _TITLES]
    return own if len(words) > 1 else []
