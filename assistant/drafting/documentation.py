"""Whether the records document a thing that a source asks for, and where, in their own words.

`documentation.toml` holds the words in which records say it. The words found are quoted, so that a
reviewer sees what was taken for the answer. A match in a denied clause ("no spasm") says that it is
absent; a match in a clause that only plans or supposes it ("if the pain falls by half") says
nothing, unless the plan is what is asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from assistant.drafting.documented import REVIEWED, Seen, is_heading, of_drugs, quotation
from assistant.facts.finding import denied_before
from assistant.facts.models import Source
from assistant.facts.prose import Prose
from assistant.terms import BodyPart, Side, find_body_parts
from assistant.text.patterns import expression

_PERCENT = expression(r"(\d{1,3}) ?(?:%|percent|per cent)")
_SUPPOSED = expression(
    r"\b(?:if|whether|unless|until|would|should|may|might|could help|hop(?:e|es|ed|ing)|expect\w*"
    r"|in order to|goals?|aims?|in case|consider\w*|to see|rule[sd]? out|r/o|request\w*"
    r"|recommend\w*|will|plan(?:s|ned)?)\b",
    re.IGNORECASE,
)
_OTHER: dict[Side | None, Side] = {"left": "right", "right": "left"}
_SCORE = expression(r"\b(\d{1,2})(?:\.\d)?(?: ?/ ?10\b| out of 10\b)")
_GAIN = 2.0
"""Points of ten below which a difference in pain is no meaningful relief."""
_CONTRAST = expression(
    r"\bwith(?:out)?(?: (?:and|or|and/or) without)? (?:contrast|gadolinium|dye)\b"
)
"""How a study is made, which denies nothing."""
_CONDITION = expression(r"\b(?:if|whether)\b", re.IGNORECASE)
_NEGATIVE = expression(
    r"(?:['\w:=-]{0,12} ?){0,3}?\b(?:negative|absent|none|unremarkable|denied|ruled out|firm)\b",
    re.IGNORECASE,
)
"""After a sign: that it was looked for and not found."""
_WORD = re.compile(r"\{([a-z]+)\}")


class Evidence:
    """One thing that records may document, with the words that do; see `documentation.toml`."""

    def __init__(self, entry: dict[str, Any], words: dict[str, str]) -> None:
        self.name: str = entry["name"]
        self.asks: str = entry["asks"]
        self.told: str = entry["told"]
        self.denied: str = entry["denied"]
        self.answer: str = entry["answer"]
        self.absence: bool = entry.get("absence", False)
        self.partial: bool = entry.get("partial", False)
        self.either: bool = entry.get("either", False)
        self.current: bool = entry.get("current", False)
        self.planned: bool = entry.get("planned", False)
        self.of_drug: bool = entry.get("of_drug", False)
        self._clear: list[str] = entry.get("clear", [])
        self.ranked: bool = entry.get("ranked", False)
        self.scored: bool = entry.get("scored", False)
        self.recent: int = entry.get("recent", 0)
        self.percent: float = entry.get("percent", 0.0)
        self._lists: tuple[list[str], ...] = (entry["shows"], *entry.get("both", ()))
        self._words = words

    @cached_property
    def shows(self) -> re.Pattern[str] | None:
        """Words that alone document it."""
        return self._pattern(self._lists[0]) if self._lists[0] else None

    @cached_property
    def clear(self) -> re.Pattern[str] | None:
        """Words that say it was looked for and not found."""
        return self._pattern(self._clear) if self._clear else None

    @cached_property
    def _ranks(self) -> tuple[re.Pattern[str], ...]:
        return tuple(self._pattern([one]) for one in self._lists[0])

    def rank(self, quote: str) -> int:
        """How early among its patterns the first that `quote` holds stands; 0 the earliest."""
        if not self.ranked:
            return 0
        found = (number for number, one in enumerate(self._ranks) if one.search(quote))
        return -next(found, len(self._ranks))

    @cached_property
    def both(self) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
        """Words of two kinds that document it together."""
        if len(self._lists) == 1:
            return None
        return self._pattern(self._lists[1]), self._pattern(self._lists[2])

    def _pattern(self, parts: list[str]) -> re.Pattern[str]:
        whole = _WORD.sub(lambda found: self._words[found[1]], "|".join(parts))
        return re.compile(rf"(?<![\w-])(?:{whole})", re.IGNORECASE)

    def reaches(self, source: Source) -> bool:
        """Whether the words give no percentage, and no gain in scores, below what is asked for."""
        given = [float(one) for one in _PERCENT.findall(source.quote)]
        scores = [float(one) for one in _SCORE.findall(source.quote)] if self.scored else []
        if len(scores) > 1 and max(scores) - min(scores) < _GAIN:
            return False
        return not given or max(given) >= self.percent


def other_side(text: str, parts: Sequence[BodyPart]) -> bool:
    """Whether `text` names one of the parts on the other side alone."""
    told = {(one.part, one.side) for one in find_body_parts(text) if one.side}
    return any(
        (one.part, _OTHER[one.side]) in told
        and not {(one.part, one.side), (one.part, "bilateral")} & told
        for one in parts
        if one.side in _OTHER
    )


class _Place(NamedTuple):
    """Words of a record: their own bounds, and those of the sentence or two around them."""

    first: int
    last: int
    start: int
    end: int


@lru_cache(maxsize=1)
def _table() -> dict[str, Evidence]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {entry["name"]: Evidence(entry, data["words"]) for entry in data["evidence"]}


def evidence(name: str) -> Evidence:
    """The entry of that name. Raises `KeyError` where there is none."""
    return _table()[name]


def knows(name: str) -> bool:
    """Whether there is an entry of that name."""
    return name in _table()


def documented(
    one: Evidence,
    proses: Sequence[Prose],
    drugs: frozenset[str] | None = None,
    parts: Sequence[BodyPart] = (),
    day: date | None = None,
) -> Seen | None:
    """Where the records say it; where nothing says it, where they deny it; None for silence.

    Of what passes, a later record that denies it goes before an earlier one that says it. With
    `drugs` only words said of one of them, or of medication, count; with `parts` those that are
    said of the other side of a part do not; with `day` a thing that has to be recent stands in a
    record of the time before it.
    """
    said: list[Seen] = []
    denials: list[Seen] = []
    for prose in proses:
        written = prose.part.written
        if day and one.recent and written and (day - written).days > one.recent:
            continue
        for place in _places(one, prose):
            if REVIEWED.search(prose.text, place.start, place.end):
                continue
            if drugs is not None and not of_drugs(prose, place.start, place.end, drugs):
                continue
            if parts and other_side(prose.text[place.start : place.end], parts):
                continue
            if not one.planned and _supposed(prose.text, place.start, place.first):
                continue
            clause = _CONTRAST.sub("", prose.text[place.start : place.first])
            # what is planned on a condition is planned, and not denied
            clause = _CONDITION.sub("", clause) if one.planned else clause
            denied = denied_before(clause, 0, len(clause)) or (
                _NEGATIVE.match(prose.text, place.last, place.end) is not None
            )
            seen = Seen(quotation(prose, *place[2:], *place[:2]), denied)
            if not denied and is_heading(seen.source, prose.text):
                seen = seen._replace(told=f"{one.told}, by its heading")
            (denials if denied else said).append(seen)
        denials += _cleared(one, prose, parts)
    best = max(
        said,
        key=lambda seen: (
            _measured(one, seen),
            _treating(seen),
            _day(seen),
            # a heading says the least of what stands in a record
            not seen.told,
            one.rank(seen.source.quote),
        ),
        default=None,
    )
    worst = max(denials, key=_day, default=None)
    if best is None or worst is None:
        return best or worst
    return worst if one.current and _day(worst) > _day(best) > date.min else best


def _cleared(one: Evidence, prose: Prose, parts: Sequence[BodyPart]) -> Iterator[Seen]:
    """Where a record says that it was looked for and not found."""
    if one.clear is None:
        return
    for found in one.clear.finditer(prose.text):
        start, end = prose.sentence(found.start())
        if parts and other_side(prose.text[start:end], parts):
            continue
        yield Seen(quotation(prose, start, end, *found.span()), denied=True)


def _places(one: Evidence, prose: Prose) -> Iterator[_Place]:
    if one.shows is not None:
        for found in one.shows.finditer(prose.text):
            start, end = prose.sentence(found.start())
            yield _Place(found.start(), min(found.end(), max(end, found.start() + 1)), start, end)
    if one.both is None:
        return
    what, how = one.both
    until = -1
    for found in what.finditer(prose.text):
        start, end = prose.sentence(found.start())
        if start <= until:
            continue
        reach = _reach(prose, end)
        beside = how.search(prose.text, start, reach)
        if beside is None:
            continue
        until = start
        first, last = min(found.start(), beside.start()), max(found.end(), beside.end())
        yield _Place(first, last, start, reach if beside.end() > end else end)


def _reach(prose: Prose, end: int) -> int:
    """The end of the next sentence, where it stands in the same paragraph."""
    after = end + 1
    if after >= len(prose.text) or "\n" in prose.text[end:after]:
        return end
    return prose.sentence(after)[1]


def _supposed(text: str, start: int, at: int) -> bool:
    """Whether the clause before `at` only supposes or plans it."""
    clause = text[start:at]
    return _SUPPOSED.search(re.split(r"[;:]", clause)[-1]) is not None


def _measured(one: Evidence, seen: Seen) -> bool:
    return bool(one.percent and _PERCENT.search(seen.source.quote))


def _treating(seen: Seen) -> bool:
    """Whether it is a report of care, and not a letter or a form beside it."""
    return seen.source.kind not in {"other", "imr_application", "request_for_authorization"}


def _day(seen: Seen) -> date:
    return seen.source.written or date.min
