"""Operations done, with their day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.finding import by_date, denied_before
from assistant.facts.models import Fact, Surgery
from assistant.facts.operative import operative_report
from assistant.facts.prose import Prose
from assistant.letters.dates import PATTERN, read_date
from assistant.terms import body_parts_of
from assistant.text.patterns import expression

_OPERATION = (
    r"(?:surger(?:y|ies)|operation|arthroscop\w+|arthroplast\w+|replacement|repair|decompression"
    r"|fusion|discectomy|microdiscectomy|laminectomy|meniscectomy|release|reconstruction|acromioplasty"
    r"|foraminotomy|debridement|osteotomy|orif|fixation|nailing|arthrodesis"
    r"|open reduction[^.\n]{0,30}fixation|amputation)"
)
_DONE = expression(
    r"\b(?:status[ -]post|s/p|(?:weeks|months|years?) (?:past|after|out (?:from|of)|following)"
    r"|post[- ]?operative(?:ly)?(?: from| following)?|under(?:went|gone)|had"
    r"|date of (?:surgery|procedure)[^.\n]{0,30})\b"
    rf"(?P<text>(?:(?!\b(?:surgery|operation)\b)[^.\n]){{0,100}}?\b{_OPERATION}\b[^.\n]{{0,40}}\b)"
    rf"|\b(?P<named>(?:\w+ ){{1,4}}{_OPERATION})(?: was| were)?"
    rf" (?:performed |done |carried out )?on (?={PATTERN})",
    re.IGNORECASE,
)
_DAY = expression(PATTERN, re.IGNORECASE)
_BY_WHOM = expression(r"\b(?:by|with) (?:Drs?\b|[A-Z][a-z]+ [A-Z])")
"""A surgeon's name is no part of the operation and must not reach a letter."""
_NONE = expression(
    r"\b(?:no|denies(?: any)?|without|never had|not had(?: any)?) (?:(?:prior|previous|past|other"
    r"|history of|known) ){0,2}(?:surger(?:y|ies)|surgical (?:history|intervention)|operations?)\b"
    r"|\b(?:past )?surgical history ?: ?(?:none|negative|denie[sd]|no\b)",
    re.IGNORECASE,
)
_HISTORY = expression(
    r"\b(?:(?:past |prior |previous )?surgical history"
    r"|(?:past|prior|previous) (?:surgeries|operations))"
    r" ?: ?(?P<list>[^\n]{5,400})",
    re.IGNORECASE,
)
_ENTRY = expression(r"[^;,.]+(?:\.(?=\d)[^;,.]*)*")
_NAMED = expression(rf"\b{_OPERATION}\b", re.IGNORECASE)
_BEHIND = expression(r"\s*(?:[(,-]\s*)?(?:in|on|dated)?\s*(?:\d{4}|\d{1,2}/\d{4})\)?$")
_NEAR = 40
"""Characters between an operation and its day that still read as one statement."""
_FUTURE = expression(r"\b(?:request|pending|planned|recommend|candidate|consider)", re.IGNORECASE)


def read_surgeries(proses: Sequence[Prose]) -> tuple[Fact[Surgery], ...]:
    """Every operation that the records say was done; "no surgery" is given as denied."""
    found: list[Fact[Surgery]] = []
    for prose in proses:
        for match in _DONE.finditer(prose.text):
            start, end = prose.sentence(match.start())
            if _FUTURE.search(prose.text, start, match.end()):
                continue
            denied = denied_before(prose.text, start, match.start())
            day = _DAY.search(prose.text, match.start(), end)
            group = "text" if match.group("text") else "named"
            text = _BY_WHOM.split(match.group(group), maxsplit=1)[0].strip(" ,;:-")
            found.append(
                Fact(
                    status="denied" if denied else "documented",
                    value=Surgery(text=text, body_parts=body_parts_of(text)),
                    source=prose.source(match.start(group), _until(match.end(group), day)),
                    on=read_date(day.group()) if day else None,
                )
            )
        found += _history(prose)
        found += operative_report(prose)
        for match in _NONE.finditer(prose.text):
            start, end = prose.sentence(match.start())
            if _FUTURE.search(prose.text, start, end) is None:
                value = Surgery(text="surgery", body_parts=body_parts_of(prose.text[start:end]))
                source = prose.source(*match.span())
                found.append(Fact(status="denied", value=value, source=source, on=source.written))
    return by_date(found)


def _until(end: int, day: re.Match[str] | None) -> int:
    """The end of the words that name an operation, its day with them where it stands near."""
    return day.end() if day is not None and end <= day.end() <= end + _NEAR else end


def _history(prose: Prose) -> Iterator[Fact[Surgery]]:
    """The operations that a line "Past surgical history:" lists, each with its day."""
    for listed in _HISTORY.finditer(prose.text):
        for entry in _ENTRY.finditer(prose.text, *listed.span("list")):
            told = entry.group()
            if not _NAMED.search(told) or denied_before(told, 0, len(told)):
                continue
            day = _DAY.search(told)
            words = _DAY.sub("", _BY_WHOM.split(told, maxsplit=1)[0]).strip(" :-()")
            text = _BEHIND.sub("", words).strip(" :-()")
            yield Fact(
                status="documented",
                value=Surgery(text=text, body_parts=body_parts_of(text)),
                source=prose.source(*_inside(prose.text, *entry.span())),
                on=read_date(day.group()) if day else None,
            )


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
