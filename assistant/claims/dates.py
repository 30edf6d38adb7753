"""Dates of the prose that name an event of the header: the injury, the denial, the application.

A date names an event when the words just before it say so ("industrial injury on", "utilization
review dated", "UR denial of"), or when the event's own name follows directly ("On 1-4-17
utilization review ..."). An earlier, later or other injury ("prior injury of", "re-injured on") is
not the one of the header, nor is a span of cumulative trauma.
"""

from __future__ import annotations

import re

from assistant.claims.models import Event, EventDate
from assistant.claims.prose import Passage
from assistant.letters.dates import DatePlace
from assistant.text.patterns import expression

_JOIN = (
    r"(?:\W{1,3}(?:on|of|dated|date|from|was|is|for|that|occurr(?:ed|ing)|the|as|in|at|work|while|"
    r"working|sustained|a|an|industrial)){0,4}\W{1,4}$"
)
_BEFORE: tuple[tuple[Event, re.Pattern[str], tuple[str, ...]], ...] = (
    (
        "injury",
        expression(
            r"\b(?:injur(?:y|ies|ed)(?: date)?|date of (?:industrial )?(?:injury|accident)|DOI|"
            r"industrial accident|work accident)" + _JOIN,
            re.IGNORECASE,
        ),
        ("injur", "accident", "doi"),
    ),
    (
        "ur_denial",
        expression(
            r"\b(?:utili[sz]ation review|UR)\)?(?: \(UR\))?(?: (?:form|letter|report|determination|"
            r"decision|denial|review|note|notice|physician|non-?certification|document)){0,3}"
            + _JOIN,
            re.IGNORECASE,
        ),
        ("review", "ur"),
    ),
    (
        "application_received",
        expression(
            r"\b(?:application(?: for (?:IMR|independent medical review))?|IMR application)"
            r"(?: was| form)?(?: received| dated| filed| signed| submitted)?" + _JOIN,
            re.IGNORECASE,
        ),
        ("application",),
    ),
    (
        "request",
        expression(
            r"\b(?:request for authori[sz]ation|RFA)\)?(?: \(RFA\))?(?: (?:form|letter))?" + _JOIN,
            re.IGNORECASE,
        ),
        ("authori", "rfa"),
    ),
)
_DECIDED = expression(
    r"\b(?:utili[sz]ation review(?:er)?|UR)\b(?:(?!\d[-/]\d)[^.;]){0,60}?"
    r"\b(?:denied|refused|declined|rejected|non-?certified|modified|certified|allowed|turned|"
    r"disallowed|deferred)\b(?:(?!\d[-/]\d)[^.;]){0,60}? (?:on|dated|of) $",
    re.IGNORECASE,
)
"""The administrator's own sentence: "utilization review refused the request on"."""
_AFTER = expression(r",? (?:the )?(?:utili[sz]ation review|UR)\b", re.IGNORECASE)
_OTHER_INJURY = expression(
    r"\b(?:prior|previous|past|other|another|second|third|new|subsequent|earlier|later|"
    r"(?<!year[ -])(?<!years[ -])old|re-?injur\w*|non-?industrial|"
    r"cumulative|continuous|repetitive)\b"
    r"|\b(?:between|from|through|thru|to)\W{1,3}$",
    re.IGNORECASE,
)
_OTHER_CLAIM = expression(
    r"\b(?:prior|previous|earlier|another|other|second|separate) (?:\w{1,14} )?"
    r"(?:claim|case|accident|incident|episode|job)\b",
    re.IGNORECASE,
)
_NEAR = 28
"""Characters before the word for an injury that may tell it from the one of the header."""
_OTHER_REVIEW = expression(
    r"\b(?:prior|previous(?:ly)?|earlier|another|initial|first)\b", re.IGNORECASE
)
_WINDOW = 110


def find_event_dates(passage: Passage, issue: int | None) -> tuple[EventDate, ...]:
    """The dates of `passage` that name an event, in order; `day` is None for an impossible one."""
    text = passage.text
    found = []
    for one in passage.dates:
        event = _event(passage, one)
        if event is not None:
            found.append(
                EventDate(
                    issue=issue,
                    span=passage.span(one.start, one.end),
                    event=event,
                    day=one.day,
                    text=text[one.start : one.end],
                )
            )
    return tuple(found)


def _event(passage: Passage, place: DatePlace) -> Event | None:
    start, end = passage.around(place.start)
    start = max(start, place.start - _WINDOW)
    text = passage.text
    before = text[start : place.start]
    told = before.lower()
    for event, pattern, signs in _BEFORE:
        named = pattern.search(before) if any(map(told.__contains__, signs)) else None
        if named is None:
            continue
        if event == "injury" and (
            _OTHER_INJURY.search(before, max(named.start() - _NEAR, 0))
            or _OTHER_CLAIM.search(before)
            or re.match(r"\W{0,2}(?:-|to|through|thru|and)\b", text[place.end : place.end + 12])
        ):
            return None
        if event == "ur_denial" and _OTHER_REVIEW.search(before):
            return None
        return event
    if (
        ("review" in told or "ur " in told)
        and _DECIDED.search(before)
        and not _OTHER_REVIEW.search(before)
    ):
        return "ur_denial"
    if before.strip().lower() in {"on", ""} and _AFTER.match(text, place.end, end):
        return "ur_denial"
    return None
