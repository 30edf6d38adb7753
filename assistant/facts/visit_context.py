"""What stands around a count of visits: the service they were of, their days, and for what.

A sentence that counts visits and names no service goes on about the one before it, or about that of
the whole note. Visits of another injury are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.facts.visit_numbers import bare_amounts
from assistant.letters.dates import PATTERN, read_date
from assistant.quantities import Amount
from assistant.terms import CARE_SERVICES, Service, ServiceMention, body_parts_of, find_services
from assistant.text import Span
from assistant.text.patterns import expression

_MONTH_AND_DAY = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}"
)
_RANGE = expression(
    rf"\b(?:from|between|beginning|starting)(?: on)? (?P<first>{PATTERN})"
    rf" ?(?:to|and|through|until|thru|-|–)(?: on)? ?(?P<last>{PATTERN})"
    rf"|\bsince (?P<since>{PATTERN})|\b(?:through|until|thru|as of) (?P<until>{PATTERN})"
    rf"|(?P<open>{PATTERN}) ?(?:to|through|until|thru|-|–) ?(?P<close>{PATTERN})"
    r"|(?<![\d/-])(?P<early>\d{1,2}/\d{1,2}/\d{2,4}) ?[-–]"
    r" ?(?P<late>\d{1,2}/\d{1,2}/\d{2,4})(?![\d/-])"
    rf"|\b(?:from|[Bb]etween) (?P<month>{_MONTH_AND_DAY})(?! ?,? ?\d{{4}})"
    rf" (?:to|and|through) (?P<dated>{PATTERN})"
)
_ELSEWHERE = Sought(
    r"\b(?:unrelated (?:to|injury|claim|condition)|non-?industrial|(?:for|under|from|of|in) (?:a"
    r"|an|the|his|her)"
    r" (?:different|another|other|separate|previous|prior|earlier|old) (?:\w+ )?"
    r"(?:claim|injury|accident|case|condition)|(?:another|a different|a separate) (?:claim|injury"
    r"|accident)"
    r"|(?:after|from|following) an? (?:\w+ )?(?:car|motor vehicle|auto(?:mobile)?|ski\w*|bicycle"
    r"|sports?) (?:accident|collision|injury|crash)"
    r"|(?:before|prior to|preceding) (?:the|this|that|his|her) (?:\w+ )?(?:injury|accident"
    r"|claim)|(?:prior|previous|earlier|old) (?:industrial |work(?:ers['’]? comp\w*)? )?(?:claim"
    r"|injury|accident) (?:of|in|from) (?:\w+ )?(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_PART = expression(
    r"\b(?:body (?:part|region|area)s?|region|area treated) ?: ?(?P<parts>[^\n]{2,80})",
    re.IGNORECASE,
)
_YEAR = expression(
    r"\b(?:in|during|since|of) (?:\w+ )?((?:19|20)\d{2})\b(?!\s?[-/])", re.IGNORECASE
)
_PASSED = Sought(
    r"\b(?:in|during)(?: the| early| late| mid-?)*[ ](?:spring|summer|fall|autumn|winter|past"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:19|20)\d{2})\b|\b(?:years?|months?|weeks?) ago\b|\blast (?:year|month|spring|summer|fall"
    r"|winter)\b",
    re.IGNORECASE,
)
_MONTHS = expression(r"\d{1,2}/(?:19|20)\d{2}(?: ?(?:-|–|to) ?\d{1,2}/(?:19|20)\d{2})?[,:.]? ")
"""The months that open an entry of a list: "11/2014 - 12/2014, chiropractic notes: 8 visits"."""
_WITH_DOCTOR = expression(
    r"\b(?:office|follow-?up|emergency|ER|doctor|clinic|home|physician|urgent care)\s*$"
    r"|^\s?(?:with|to|at) (?:the |his |her |an? )?(?:Drs?\b|doctor|physician|emergency|ER\b|urgent"
    r"|clinic|primary|specialist|orthop)",
    re.IGNORECASE,
)
_NEAR = 25
_BACK = 600
"""Characters before a sentence in which the service may stand that it goes on about."""
_COUNTED = expression(r"\s?(?:x|times|visits?|sessions?|treatments?|\d|#)", re.IGNORECASE)
_HEAD = 300


class Told(NamedTuple):
    """A sentence, and what is known around it."""

    prose: Prose
    start: int
    text: str
    injured: date | None


def therapy_mentions(text: str) -> list[ServiceMention]:
    """The services counted in visits that `text` names.

    "Pt" is the patient unless a count follows; a home exercise programme is no visit.
    """
    return [
        mention
        for mention in find_services(text)
        if mention.service in CARE_SERVICES
        and not mention.weak
        and "exercise" not in mention.words.lower()
        and not (mention.words in {"Pt", "pt"} and not _COUNTED.match(text, mention.span.end))
    ]


def service_before(told: Told) -> Service | None:
    """The one service that the words before the sentence are about, else the note as a whole."""
    prose, start = told.prose, told.start
    near = [
        one.service
        for one in therapy_mentions(prose.text[max(start - _BACK, 0) : start])
        if one.service != "modality"
    ]
    if near:
        return near[-1]
    if prose.part.kind in {"therapy_note", "ur_decision"}:
        head = therapy_mentions(prose.text[: 2 * _BACK])
        return head[0].service if len({one.service for one in head}) == 1 else None
    return None


def parts_of_note(prose: Prose) -> tuple[str, ...]:
    """The parts that a therapy note is about as a whole: under "Body part", else in its head."""
    if prose.part.kind != "therapy_note":
        return ()
    labelled = _PART.search(prose.text, 0, 2 * _BACK)
    if labelled is not None:
        return body_parts_of(labelled["parts"])
    return body_parts_of(prose.text[:_HEAD])


def year_of(text: str) -> int | None:
    """The one year that the visits of a sentence are said to have been in."""
    years = {int(one.group(1)) for one in _YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None


def of_another_injury(told: Told) -> bool:
    """Whether the visits were for another injury: so said, or in a year before this one."""
    hurt = told.injured
    years = [int(one.group(1)) for one in _YEAR.finditer(told.text)] if hurt else []
    before = bool(hurt and years and max(years) < hurt.year)
    return before or _ELSEWHERE.search(told.text) is not None


def are_past(told: Told, between: dict[str, date]) -> bool:
    """Whether the visits are over: so their season, or the days told, or those of their entry."""
    if _PASSED.search(told.text):
        return True
    if _MONTHS.match(told.prose.text, told.prose.entry(told.start)):
        return True
    opened = _RANGE.match(told.prose.text, told.prose.entry(told.start))
    if opened is not None and not between:
        between |= _days(opened)
    last, written = between.get("last"), told.prose.part.written
    return last is not None and written is not None and last <= written


def days_between(text: str, at: int) -> dict[str, date]:
    """The days between which the visits were, as the words behind the service say.

    Else those with which the sentence opens: "Between March 9 and April 30, 2015 he went ...".
    """
    found = _RANGE.search(text, at) or _RANGE.match(text)
    return _days(found) if found else {}


def _days(found: re.Match[str]) -> dict[str, date]:
    days = {
        "first": found["first"] or found["since"] or found["open"] or found["early"],
        "last": found["last"] or found["until"] or found["close"] or found["late"],
    }
    if found["month"]:
        # "between March 9 and April 30, 2015"
        days = {"first": f"{found['month']}, {found['dated'][-4:]}", "last": found["dated"]}
    return {name: day for name, words in days.items() if words and (day := read_date(words))}


def carried_service(told: Told, amounts: Sequence[Amount]) -> list[ServiceMention]:
    """The service that a sentence goes on about without naming it, as a mention of no length."""
    text = told.text
    counts = list(amounts) or bare_amounts(text, amounts)
    if not counts:
        return []
    services = find_services(text)
    bare = next((one for one in services if one.weak and one.service in CARE_SERVICES), None)
    at = counts[0].span
    if any(not one.weak and 0 <= one.span.start - at.end < _NEAR for one in services):
        return []
    if _WITH_DOCTOR.search(text, max(at.start - 12, 0), at.end) or _WITH_DOCTOR.match(
        text[at.end :].lstrip(), 0
    ):
        return []
    service = service_before(told) or (bare.service if bare else None)
    if service is None:
        return []
    span = bare.span if bare else Span(at.start, at.start)
    return [ServiceMention(service=service, words="", span=span, weak=True)]
