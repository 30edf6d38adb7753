"""The records of a case as the checks look them up: words, dates, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.checks.bare_numbers import NUMBER_WORDS
from assistant.checks.models import Related
from assistant.letters.dates import find_dates
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from assistant.case_file import Record
    from assistant.facts import Source

_TOKEN = expression(r"\d+(?:[.,/:-]\d+)*|[a-z]+(?:['’][a-z]+)?|[%#°+]", re.IGNORECASE)
_PIECES = expression(r"\d+(?:\.\d+)?")
_NUMBER = expression(r"\d[\d./-]*")
_MOST_WINDOWS = 400
"""Places of one record at which an altered quotation is sought."""


def tokens_of(text: str) -> list[str]:
    """Words, numbers with their separators, and signs, in lower case."""
    return [token.lower().replace("’", "'") for token in _TOKEN.findall(text)]


def pieces(token: str) -> set[str]:
    """The number that a token is, in digits, and those that it is made of."""
    if token in NUMBER_WORDS:
        return {str(NUMBER_WORDS[token])}
    return {token, *_PIECES.findall(token)} if _NUMBER.fullmatch(token) else set()


class RecordText:
    """One record as tokens with their places."""

    def __init__(self, record: Record) -> None:
        self.record = record
        found = list(_TOKEN.finditer(record.document.text))
        self.tokens = [match.group().lower().replace("’", "'") for match in found]
        self._spans = [match.span() for match in found]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            places.setdefault(token, []).append(index)
        return places

    def holds(self, words: Sequence[str]) -> bool:
        """Whether the record has exactly these tokens one after the other."""
        size = len(words)
        return any(
            self.tokens[at : at + size] == list(words)
            for at in self._places.get(words[0] if words else "", ())
        )

    def nearest(self, words: Sequence[str]) -> tuple[float, str]:
        """The stretch of the record most like `words`: the share of tokens in common, and it."""
        size = len(words)
        rare = sorted(set(words), key=lambda word: (len(self._places.get(word, ())), word))
        best, where = 0.0, 0
        seen: set[int] = set()
        for word in rare:
            for at in self._places.get(word, ()):
                start = max(0, at - list(words).index(word))
                if start in seen or len(seen) >= _MOST_WINDOWS:
                    continue
                seen.add(start)
                window = set(self.tokens[start : start + size + 1])
                share = sum(token in window for token in words) / size
                if share > best:
                    best, where = share, start
        last = min(where + size, len(self.tokens)) - 1
        if last < where:
            return 0.0, ""
        start, end = self._spans[where][0], self._spans[last][1]
        return best, " ".join(self.record.document.text[start:end].split())


class Records:
    """All records of a case."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.texts = tuple(RecordText(record) for record in records)

    @cached_property
    def days(self) -> frozenset[date]:
        """Every date that the records name."""
        return frozenset(
            found.day for text in self.texts for found in find_dates(text.record.document.text)
        )

    def names(self, day: date) -> bool:
        """Whether a record names `day`: in full, or without its year beside others of that year."""
        if day in self.days:
            return True
        short = expression(rf"(?<![\d/.-])0?{day.month}[/-]0?{day.day}(?![\d/-]|\.\d)")
        return any(
            short.search(text)
            and any(one.day and one.day.year == day.year for one in find_dates(text))
            for text in (one.record.document.text for one in self.texts)
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the records, without a possessive ending."""
        return frozenset(token.partition("'")[0] for text in self.texts for token in text.tokens)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number of the records, in digits, with the parts of those such as "10/325"."""
        every = {token for text in self.texts for token in text.tokens}
        return frozenset(piece for token in every for piece in pieces(token))

    def holding(self, words: Sequence[str]) -> RecordText | None:
        """The first record that has `words` exactly."""
        return next((text for text in self.texts if text.holds(words)), None)

    def nearest(self, words: Sequence[str]) -> tuple[float, str, RecordText | None]:
        """The stretch of any record most like `words`."""
        best: tuple[float, str, RecordText | None] = (0.0, "", None)
        for text in self.texts:
            share, found = text.nearest(words)
            if share > best[0]:
                best = (share, found, text)
        return best


def by_record(source: Source | None) -> tuple[Related, ...]:
    """The record's own words as the other side of a finding."""
    if source is None:
        return ()
    ref = f"{source.document}, p. {source.page}"
    return (Related(where="record", ref=ref, text=source.quote),)
