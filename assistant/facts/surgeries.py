"""Operations done, with their day.

An operation is told by a verb ("underwent"), a mark of what came after it ("s/p", "six weeks
postoperative"), the heads of an operative report, an entry of a history or a review of records, or
a day behind its name. What is planned, asked for or only considered was not done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.facts.finding import by_date, denied_before
from assistant.facts.models import Fact, Surgery
from assistant.facts.operation_words import (
    ARTICLES,
    BEHIND,
    FUTURE,
    GENERIC,
    INJECTION,
    LEADS,
    MARK,
    NAMED,
    OTHERS,
    STOP,
    parts_of_operation,
)
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.letters.dates import PATTERN, read_date
from assistant.terms import body_parts_of
from assistant.text.patterns import expression

_DAY = expression(PATTERN, re.IGNORECASE)
_YEAR = expression(r"(?<![\d/.-])(?:19|20)\d{2}(?![\d/-])")
_NONE = Sought(
    r"\b(?:no|denies(?: any)?|without|never had|not had(?: any)?|never undergone)"
    r" (?:(?:\w+ ){0,3}?)(?:surger(?:y|ies)|surgical (?:history|intervention|procedures?)"
    r"|operations?)\b"
    r"|\b(?:past |prior )?(?:surgical (?:history|hx)|surgeries|(?-i:PSH|PSHx))"
    r" ?: ?(?:none|negative|denie[sd]|no\b|non-?contributory|n/?a\b)",
    re.IGNORECASE,
)
_HISTORY = Sought(
    r"\b(?:(?:past |prior |previous )?surgical (?:history|hx)|(?:past|prior|previous)"
    r" (?:surgeries|operations)|(?-i:PSH|PSHx)) ?: ?(?P<list>[^\n]{5,400})",
    re.IGNORECASE,
)
_LISTED = expression(r"surgical (?:history|hx)|\bpshx?\b|(?:past|prior|previous) surgeries")
"""Headings under which operations stand that were done."""
_ENTERED = expression(
    rf"(?:\(?\d{{1,2}}[.)] )?{PATTERN}[ ]?[-–:.,|]? ?(?:\w+ ){{0,3}}", re.IGNORECASE
)
_TITLED = expression(
    r"(?:name of )?(?:operations?|procedures?)(?: performed)?(?:\(s\))?|surgery performed"
)
"""Labels by which the record of an operation names it."""
_ENTRY = expression(r"[^;,.]+(?:\.(?=\d)[^;,.]*)*")
_NUMBERS_BEHIND = expression(
    r"(?:\s*(?:[(,-]\s*)?(?:\b(?:in|on|dated|of)\b)?\s*(?:\d{4}|\d{1,2}/\d{4}|\d{1,2}/\d{2})\)?"
    r"|\s(?:in|on|dated|of|and))$"
)
_HEAD = 3000
"""Characters of an operative report in which its heads stand."""
_PROCEDURE = expression(
    r"(?:(?:title|name) of )?(?:procedures?|operations?|surger(?:y|ies))(?: performed| done"
    r"| title)?(?:\(s\))?\b"
    r"(?! date)",
    re.IGNORECASE,
)
_DAY_OF_OPERATION = expression(
    rf"\b(?:date of (?:the )?(?:operation|surgery|procedure|service)|(?:surgery|procedure"
    rf"|operation) date)\s?:?\s?"
    rf"(?P<day>{PATTERN})",
    re.IGNORECASE,
)
_ITEM = expression(r"(?:\(?\d{1,2}[.)]|[-*•])\s?")
_FARTHEST = 140
"""Characters between what tells that an operation was done, and its name."""
_LONGEST = 90
_MOST_WORDS = 9


class _Told(NamedTuple):
    text: str
    start: int
    end: int


def read_surgeries(proses: Sequence[Prose]) -> tuple[Fact[Surgery], ...]:
    """Every operation that the records say was done; "no surgery" is given as denied."""
    found: list[Fact[Surgery]] = []
    for prose in proses:
        own = [*_reported(prose), *_history(prose), *_told(prose)]
        found += _once(own)
        for match in _NONE.among(prose):
            start, end = prose.sentence(match.start())
            if FUTURE.search(prose.text, start, match.end()) is None:
                value = Surgery(text="surgery", body_parts=body_parts_of(prose.text[start:end]))
                source = prose.source(*match.span())
                found.append(Fact(status="denied", value=value, source=source, on=source.written))
    return by_date(found)


def _told(prose: Prose) -> Iterator[Fact[Surgery]]:
    """Operations that a sentence tells as done."""
    if prose.part.kind == "operative_report" and any(True for _ in _reported(prose)):
        return
    for named in NAMED.among(prose):
        start, end = prose.sentence(named.start())
        first = max(prose.text.rfind(";", start, named.start()) + 1, start)
        near = max(first, named.start() - _FARTHEST)
        mark = next(reversed([*MARK.finditer(prose.text, near, named.start())]), None)
        behind = BEHIND.match(prose.text, named.end(), end)
        heading = prose.heading(named.start())
        titled = _TITLED.fullmatch(prose.label(named.start())) is not None and _operated(prose)
        done = titled or _opens_entry(prose, named.start()) or _LISTED.search(heading) is not None
        done = done or (behind is not None and bool(behind["performed"] or behind["day"]))
        if not (mark or done) or FUTURE.search(prose.text, first, named.start()):
            continue
        begin = _beginning(prose.text, mark.end() if mark else first, named.start())
        if denied_before(prose.text, first, named.start()):
            continue
        last = min(named.end() + _LONGEST, end)
        stop = STOP.search(prose.text, named.end(), last) or OTHERS.search(
            prose.text, named.end(), last
        )
        last = stop.start() if stop else last
        if not INJECTION.search(prose.text, begin, last):
            text = prose.text[begin:last].rstrip(" .,;:-(")
            words = prose.text[begin : min(named.end() + _LONGEST, end)]
            if GENERIC.fullmatch(named.group()) and not body_parts_of(words):
                continue
            dated = _dated(prose, first, named.end(), end)
            told = _Told(text, begin, begin + len(text))
            if dated is not None:
                yield _fact(prose, told, read_date(dated.group()), dated.span())
            elif _YEAR.search(prose.text, named.end(), end):
                yield _fact(prose, told, None)
            else:
                day = prose.opening_day(begin) or (prose.part.written if titled else None)
                yield _fact(prose, told, day)


def _opens_entry(prose: Prose, at: int) -> bool:
    """Whether a dated entry of a list opens with the operation at `at`."""
    start = prose.entry(at)
    return (
        prose.opening_day(at) is not None and _ENTERED.fullmatch(prose.text, start, at) is not None
    )


def _operated(prose: Prose) -> bool:
    """Whether a record may itself be that of an operation: no request and no review of one."""
    return prose.part.kind in {"other", "operative_report", "progress_report"}


def _beginning(text: str, start: int, at: int) -> int:
    """Where the name of the operation begins that ends behind `at`."""
    begin = start
    for pattern in (OTHERS, LEADS):
        for gap in pattern.finditer(text, begin, at):
            begin = gap.end()
    words = text[begin:at].split(" ")
    if len(words) > _MOST_WORDS:
        begin = at - len(" ".join(words[-_MOST_WORDS:]))
    while begin < at and text[begin] in " ,:;-(":
        begin += 1
    lead = ARTICLES.match(text[begin:at])
    return begin + lead.end() if lead else begin


def _dated(prose: Prose, start: int, at: int, end: int) -> re.Match[str] | None:
    """The day behind the operation in its clause, else the last one before it."""
    following = NAMED.search(prose.text, at, end)
    if following and _YEAR.search(prose.text, at, following.start()):
        end = following.start()
    behind = _DAY.search(prose.text, at, end)
    if behind or _YEAR.search(prose.text, at, end):
        return behind
    return next(reversed([*_DAY.finditer(prose.text, start, at)]), None)


def _fact(
    prose: Prose, one: _Told, day: date | None, dated: tuple[int, int] | None = None
) -> Fact[Surgery]:
    """The operation; its place is that of its words and of the day `dated` in their sentence."""
    text = _NUMBERS_BEHIND.sub("", _DAY.sub("", one.text)).strip(" ,;:-()")
    near = prose.text[one.start : min(one.end + _LONGEST, prose.sentence(one.start)[1])]
    return Fact(
        status="documented",
        value=Surgery(text=text, body_parts=parts_of_operation(text) or body_parts_of(near)),
        source=prose.source(*_inside(prose.text, *_both((one.start, one.end), dated))),
        on=day,
    )


def _both(words: tuple[int, int], dated: tuple[int, int] | None) -> tuple[int, int]:
    return (min(words[0], dated[0]), max(words[1], dated[1])) if dated else words


def _reported(prose: Prose) -> Iterator[Fact[Surgery]]:
    """What the heads of an operative report say was done, and on what day."""
    if prose.part.kind != "operative_report":
        return
    dated = _DAY_OF_OPERATION.search(prose.text, 0, _HEAD)
    day = read_date(dated["day"]) if dated else prose.part.written
    also = (prose.source(*dated.span()),) if dated else ()
    place = prose.under(_PROCEDURE)
    if place is None:
        # a short report tells it in its first sentence
        for start, end in prose.sentences()[:6]:
            text = prose.text[start:end].rstrip(" .\n")
            if (
                NAMED.search(text)
                and not _DAY.search(text)
                and ":" not in text
                and not text.isupper()
            ):
                fact = _fact(prose, _Told(text, start, start + len(text)), day)
                yield fact.model_copy(update={"also": also})
                return
        return
    for start, end in prose.units():
        if place[0] <= start < place[1] or start <= place[0] < end:
            begin = max(start, place[0])
            item = _ITEM.match(prose.text, begin, end)
            begin = item.end() if item else begin
            text = prose.text[begin:end].rstrip(" .;")
            if NAMED.search(text):
                fact = _fact(prose, _Told(text, begin, begin + len(text)), day)
                yield fact.model_copy(update={"also": also})


def _history(prose: Prose) -> Iterator[Fact[Surgery]]:
    """The operations that a line "Past surgical history:" lists, each with its day."""
    for listed in _HISTORY.among(prose):
        for entry in _ENTRY.finditer(prose.text, *listed.span("list")):
            told = entry.group()
            if not NAMED.search(told) or denied_before(told, 0, len(told)):
                continue
            day = _DAY.search(told)
            stop = STOP.search(told, (NAMED.search(told) or entry).end())
            text = (told[: stop.start()] if stop else told).strip(" :-()")
            told_at = _Told(text, *_inside(prose.text, *entry.span()))
            yield _fact(prose, told_at, read_date(day.group()) if day else None)


def _once(found: Sequence[Fact[Surgery]]) -> Iterator[Fact[Surgery]]:
    """Each operation of a record once: the same words that two patterns read are one."""
    taken: list[tuple[int, int]] = []
    for fact in found:
        if fact.source is None:
            continue
        start, end = fact.source.span
        if any(start < last and first < end for first, last in taken):
            continue
        taken.append((start, end))
        yield fact


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
