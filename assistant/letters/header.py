"""The header of a letter: case number, five dates and priority, in whatever order it was drawn.

The printed header stands in two columns, and text drawn from it may give a label and its value side
by side, a label on one line with its value on the next, or all labels before all values. So labels
and values are read as two kinds of mark, and a run of labels takes the run of values after it.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import NamedTuple

from assistant.letters.dates import PATTERN, find_dates, read_date
from assistant.letters.models import Dates
from assistant.text import Span
from assistant.text.patterns import expression

_MARKS = expression(
    r"""(?<![^\W_])(?:(?=\w)|^)(?:
      (?=[0-9adfjmnos])(?P<date>DATE_PATTERN)
    | (?=c)(?P<case_number>\bCase~(?:Number|No\.?)[ *_]*:?)
    | (?=[da])(?P<assigned>\bDate~Assigned\b|\bAssign(?:ment|ed)~Date\b)
    | (?=[di])(?P<injury>\bDate~of~Injury\b|\bInjury~Date\b)
    | (?=[ud])(?P<ur_denial>\b(?:UR|Utilization~Review)~(?:Denial|Decision)~Date\b
        |\bDate~of~(?:the~)?(?:UR|Utilization~Review)~(?:Decision|Denial)\b)
    | (?=[d ])(?P<decision>\bDecision~Date\b|\bDate~of~(?:IMR~)?Decision\b
        |^[ ]*(?:Dated|Date)[ ]*(?=:))
    | (?=[ai])(?P<application_received>\b(?:IMR~)?Application\b(?:~(?:Date\b|Received\b)
        |(?=[\s\d/.-]{1,240}Received[ ]{0,9}:)))
    | (?=p)(?P<priority>\bPriority\b)
    | (?=[nu])(?P<nothing>\bnot~(?:stated|given|provided|available)(?:[ ]\w{1,20}){0,5}
        |\bN/A\b|\bunknown\b)
    | (?P<case>\b[A-Z]{2,3}\d{2}-\d{4,8}\b)
    | (?=[secru])(?P<urgency>(?<=[:\s*_])
        (?:Standard|Expedited|Regular|Urgent|Concurrent|Retrospective)\b)
    )""".replace("DATE_PATTERN", PATTERN).replace("~", r"\s{1,9}"),
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
"""Labels and values. What each may begin with stands before it, so that few are tried at a word,
and none within the white space between the columns; "~" stands for white space."""
_VALUES = frozenset({"date", "case", "urgency", "nothing"})
_NEEDS = {"case_number": "case", "priority": "urgency"}
_FILED = expression(
    r"application\s{1,9}for\s{1,9}independent\s{1,9}medical\s{1,9}review\s{1,9}was\s{1,9}filed\s{1,9}on\s{1,9}",
    re.IGNORECASE,
)
_DISPUTED = expression(
    r"disputing\s{1,9}(?:the\s{1,9})?utilization\s{1,9}review\s{1,9}(?:denial|decision)\s{1,9}"
    r"(?:dated\s{1,9})?",
    re.IGNORECASE,
)
_ASSIGNED = expression(
    r"notice\s{1,9}of\s{1,9}assignment\b[^.]{0,160}?\s(?:on|dated)\s{1,9}(?=[0-9JFMASOND])",
    re.IGNORECASE,
)
_LONGEST = 4000


class Header(NamedTuple):
    """What the header gives; `spans` has the place of each date by its field name."""

    case_number: str | None
    dates: Dates
    spans: dict[str, Span]
    priority: str | None


_Mark = re.Match[str]
"""A label or a value; `lastgroup` is its kind."""


def read_header(text: str, end: int) -> Header:
    """The header in `text[:end]`; what it does not give is None."""
    marks = list(_MARKS.finditer(text, 0, min(end, _LONGEST)))
    taken: dict[str, _Mark] = {}
    labels: list[_Mark] = []
    for are_values, run in groupby(marks, lambda mark: mark.lastgroup in _VALUES):
        if not are_values:
            labels = list(run)
            continue
        for label, value in _pairs(labels, list(run)):
            taken.setdefault(label, value)
    dates: dict[str, date] = {}
    spans: dict[str, Span] = {}
    for field in Dates.model_fields:
        mark = taken.get(field)
        day = read_date(mark.group()) if mark is not None and mark["date"] else None
        if mark is not None and day is not None:
            dates[field] = day
            spans[field] = Span(*mark.span())
    _from_sentences(text, dates, spans)
    case = taken.get("case_number") or next((mark for mark in marks if mark["case"]), None)
    priority = taken.get("priority")
    return Header(
        case_number=case.group().upper() if case and case["case"] else None,
        dates=Dates(**dates),
        spans=spans,
        priority=priority.group().capitalize() if priority and priority["urgency"] else None,
    )


def _pairs(labels: list[_Mark], values: list[_Mark]) -> list[tuple[str, _Mark]]:
    """Kinds of labels with their values: as many values in order, else the last label alone."""
    if len(values) < len(labels):
        labels = labels[-1:]
    pairs = []
    left = list(values)
    for label in labels:
        kind = label.lastgroup or ""
        wanted = (_NEEDS.get(kind, "date"), "nothing")
        value = next((mark for mark in left if mark.lastgroup in wanted), None)
        if value is not None:
            left.remove(value)
            pairs.append((kind, value))
    return pairs


def _from_sentences(text: str, dates: dict[str, date], spans: dict[str, Span]) -> None:
    """The notice of 2013 gives dates in a sentence: when filed and assigned, the denial."""
    told = (("application_received", _FILED), ("ur_denial", _DISPUTED), ("assigned", _ASSIGNED))
    for field, pattern in told:
        if field in dates:
            continue
        match = pattern.search(text)
        if match is None:
            continue
        found = next(find_dates(text, match.end(), match.end() + 40), None)
        if found is not None:
            dates[field] = found.day
            spans[field] = found.span
