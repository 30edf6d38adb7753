"""The sentences of the records that speak of a question, nearest first, without a model.

A sentence counts by the rare words that it shares with the question, by services, body parts and
drugs that both name, and a little by what the words are also called. One that shares nothing of the
question's own is not shown: what is not in the records is not answered with what is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from assistant.case_file import Record
from assistant.drafting.wording import day
from assistant.facts.prose import Prose
from assistant.retrieval.analysis import concepts, stems
from assistant.terms import expand

_ASKING = frozenset(stems(
    "patient worker applicant claimant he she his her him they please tell show say said give "
    "list any there about did how many much long why now yet already ever was been documented "
    "record records file case chart me my you your us we our i know find what's whats who whose am "
    "get got happen happened mean item items letter draft side page "
    "latest last current currently now today ago still actually please vs"
))  # fmt: skip
"""Words of a question that are not about anything."""

_COUNTS = re.compile(r"\bhow (?:many|much|long|often|old|far)\b|\bwhen\b|\bdates?\b|\bnumber of\b")
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b", re.IGNORECASE
)
_ALSO, _TOPIC, _CONCEPT, _LABEL = 0.4, 0.25, 1.5, 0.3
_BACK = re.compile(
    r"\s*(?:these|those|this|that|it|they|then|there|the (?:total|rest|same))\b", re.IGNORECASE
)
"""A sentence that points back is shown with the one before it."""
_LISTED = re.compile(r"\d{1,2}[.)](?:\s|$)")
_CONSULT = re.compile(r"\b(?:visits?|consult\w*|refer\w*|follow-?up|appointments?)\b")
_WHEN = re.compile(r"\bwhen\b|\bdates?\b|\bsince\b", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:says?|said|thinks?|argues?|answers?|writes?|wrote|opinions?)\b")
_COUNTED, _OWN_KIND = 1.6, 2.0
_BY_KIND = {"ur_decision": 0.6}
_EACH, _LATER, _ELSEWHERE, _SPEAKER = 0.12, 0.3, 0.5, 2.5
"""What weighs more: a number where one is asked for, a record that is of what is asked. Less: the
review of the request, which tells the records at second hand, and what is of other years or parts
of the body. Each word in common weighs beside its rarity; who is asked for, and what is later,
speaks first."""
_WINDOW = 240
"""Characters up to which a sentence is shown with those that follow it."""
_SHARE = 0.3


class Spoken(NamedTuple):
    """A sentence of a record with its place and how near it is; `shared` are words in common.

    `label` are the words of its record's name and heading, `old` whether that was `written` before
    the injury, `parts` the regions of the body that it names.
    """

    text: str
    document: str
    page: int
    kind: str
    near: float
    shared: frozenset[str]
    label: frozenset[str] = frozenset()
    written: date | None = None
    old: bool = False
    parts: frozenset[str] = frozenset()

    def dated(self, question: str) -> str:
        """The day of the record, where `question` asks when and the words give no day."""
        written = self.written
        if written is None or not _WHEN.search(question) or f"{written:%m/%d/%Y}" in self.text:
            return ""
        return f" (record of {day(written)})"


class Sentences:
    """The sentences of a case, counted once."""

    def __init__(
        self,
        records: Sequence[Record],
        injury: date | None = None,
        parts: frozenset[str] = frozenset(),
    ) -> None:
        """Read `records`; `injury` is the day of the injury, `parts` the regions in dispute."""
        self._parts = parts
        self._held: list[tuple[Spoken, Counter[str]]] = []
        for record in records:
            for part in record.divided():
                self._held += _sentences(Prose(record, part), injury)
        holders: Counter[str] = Counter()
        for _, features in self._held:
            holders.update(features.keys())
        self._days = sorted({one.written for one, _ in self._held}, key=lambda day: day or date.min)
        size = len(self._held)
        self._rare = {
            name: math.log(1 + (size - count + 0.5) / (count + 0.5))
            for name, count in holders.items()
        }

    def speaking_of(
        self,
        question: str,
        words: str = "",
        kinds: frozenset[str] = frozenset(),
        weight: float = _TOPIC,
        most: int = 4,
        *,
        only: bool = False,
    ) -> list[Spoken]:
        """The sentences nearest to `question`.

        `words` are how records tell what it asks and `weight` how much they count, `kinds` the
        kinds of records that tell it first, or with `only` those alone.
        """
        own = own_words(question)
        named = concepts(question)
        if not _CONSULT.search(question):
            named -= {"service:office_visit_or_consult"}  # who asks of a surgeon asks for no visit
        if not own and not named:
            return []
        asked: Counter[str] = Counter()
        _raise(asked, stems(words), weight)
        _raise(asked, stems(" ".join(expand(question))), _ALSO)
        _raise(asked, own, 1.0)
        _raise(asked, named, _CONCEPT)
        numbers = _COUNTS.search(question.lower()) is not None
        says = _SAYS.search(question) is not None
        asking = own | named
        ready = asking | set(stems(words))
        found = []
        held = [pair for pair in self._held if pair[0].kind in kinds] if only else self._held
        for place, (one, features) in enumerate(held):
            shared = ready & features.keys()
            if not shared and not only:
                continue
            near = self._near(one, features, asked) * (1 + _EACH * len(own & features.keys()))
            if numbers and _NUMBER.search(one.text):
                near *= _COUNTED
            near *= _OWN_KIND if one.kind in kinds else _BY_KIND.get(one.kind, 1.0)
            if one.parts and self._parts and not one.parts & (self._parts | named):
                near *= _ELSEWHERE
            if says and own & one.label:
                near *= _SPEAKER
            told = one._replace(near=near, shared=frozenset(shared & asking))
            found.append((-near, place, told))
        ordered = [told for _, _, told in sorted(found)]
        if only:
            return _apart([one for one in ordered if not _heads(one.text)])[:most]
        ordered = [one for one in ordered if words or one.shared]
        kept = [one for one in ordered if one.near >= _SHARE * ordered[0].near]
        return _apart(kept)[:most]

    def _near(self, one: Spoken, features: Counter[str], asked: Counter[str]) -> float:
        """How much a sentence shares of what is asked, by its rarity; what is later weighs more."""
        near = sum(
            asked[name] * self._rare[name] * features[name]
            for name in asked.keys() & features.keys()
        )
        later = 1 + _LATER * self._days.index(one.written) / len(self._days)
        return near * later * (_ELSEWHERE if one.old else 1.0)


def own_words(question: str) -> set[str]:
    """The stems of a question that are about something."""
    return {one for one in stems(question) if one not in _ASKING and len(one) > 1}


def _raise(counts: Counter[str], names: Iterable[str], weight: float) -> None:
    for name in names:
        counts[name] = max(counts[name], weight)  # type: ignore[assignment]  # weights, not counts


def _sentences(prose: Prose, injury: date | None) -> list[tuple[Spoken, Counter[str]]]:
    found = []
    bounds = prose.sentences()
    for at, (start, end) in enumerate(bounds):
        text = prose.text[start:end]
        if not text.strip():
            continue
        stop = end
        for begin, after in bounds[at + 1 :]:
            if after - start > _WINDOW or _heads(prose.text[begin:after]):
                break
            stop = after
        stop -= len(prose.text[start:stop]) - len(prose.text[start:stop].rstrip())
        first = bounds[at - 1][0] if at and _BACK.match(text) else start
        source = prose.source(first, stop)
        features: Counter[str] = Counter()
        label = stems(f"{prose.heading(start)} {source.document}")
        _raise(features, label, _LABEL)
        _raise(features, stems(text), 1.0)
        _raise(features, concepts(text), 1.0)
        said = " ".join(source.quote.split())
        parts = frozenset(one for one in features if one.startswith("region:"))
        old = injury is not None and source.written is not None and source.written < injury
        place = (source.document, source.page, source.kind)
        told = Spoken(said, *place, 0.0, frozenset(), frozenset(label), source.written, old, parts)
        found.append((told, features))
    return found


def _heads(text: str) -> bool:
    """Whether a sentence is a heading of what follows it, or the next point of a list."""
    bare = text.strip()
    return bare.isupper() or bare.endswith(":") or _LISTED.match(bare) is not None


def _apart(found: Sequence[Spoken]) -> list[Spoken]:
    """Without those that stand in one before them, or hold it at their end."""
    kept: list[Spoken] = []
    for one in found:
        same = [own for own in kept if own.document == one.document]
        if not any(_first(one) in own.text or _first(own) in one.text for own in same):
            kept.append(one)
    return kept


def _first(one: Spoken) -> str:
    return one.text[:60]
