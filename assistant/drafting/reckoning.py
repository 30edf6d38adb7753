"""Questions that are answered by reckoning, without a model: days, sums, sources of a number.

Each gives the numbers that it goes by, with their places, before what they come to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from assistant.drafting.assessment import Assessment, total_asked
from assistant.drafting.events import Event
from assistant.drafting.lines import at, limit_line, line_of
from assistant.drafting.telling import topic_of
from assistant.drafting.tools import CaseTools
from assistant.drafting.wording import day, service_name
from assistant.guidelines import Limit, limit, limits
from assistant.terms import VISIT_SERVICES

_LATE = re.compile(
    r"\b(?:late|in time|on time|timely|timel(?:y|iness)|overdue|too early|deadlines?|"
    r"how (?:late|early)|days? (?:late|between))\b",
    re.IGNORECASE,
)
_OF_REQUEST = re.compile(r"\b(?:rfa|request|form)\b", re.IGNORECASE)
_OF_APPLICATION = re.compile(r"\b(?:applications?|imr|appeal)\b", re.IGNORECASE)
_OF_DECISION = re.compile(r"\b(?:decision|determination|assign\w*|my|our|we)\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?P<number>\d{1,3}|[a-z]+) (?:more|additional|extra|further)\b.*\b(?:over|above|exceed|"
    r"past|beyond|within|inside|under|too (?:many|much)|ok(?:ay)?|allowed|leave)\b|"
    r"\b(?:over|above|exceeds?|past|beyond|within|inside|under|left (?:under|of|in)) (?:the )?"
    r"(?:limit|cap|maximum|number|guideline|course|table)\b|\btoo many\b|\bhow many (?:\w+ )?"
    r"(?:are |is )?(?:left|remain\w*)\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"\b(?:certif|authori[sz]|deni|utili[sz]ation|paid)\w*\b|\bur\b", re.IGNORECASE
)
"""Visits that the utilization review counted stand in its own words."""
_WHO_SAYS = re.compile(
    r"\b(?:who|what|which (?:guideline|law|rule|chapter|section)) (?:says|gives|has|set|sets)\b"
    r"|\bsays who\b|\bwhere (?:does|do|did|is|are)\b.*\b(?:from|stand|come)\b|"
    r"\bsource (?:of|for)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w#./-])(\d{1,3})(?![\w/-]|\.\d)")
_COMPARE = re.compile(
    r"\bcompar\w+|\bdiffer\w*|\bversus\b|\bvs\b|\bwhat (?:has )?changed\b|"
    r"\bold(?:er)?\b.*\bnew(?:er)?\b|\bboth editions\b",
    re.IGNORECASE,
)
_MOST = 10
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_EDITION = re.compile(r"\beditions?\b|\bversions?\b|\bmtus\b|\bchapters?\b", re.IGNORECASE)


def reckoned(tools: CaseTools, text: str, items: list[int]) -> Iterator[Event] | None:
    """The events of a question of days, sums, editions or sources; None for any other."""
    if _LATE.search(text):
        return _in_time(tools, text)
    years = [int(one) for one in _YEAR.findall(text)]
    if _COMPARE.search(text) and (len(set(years)) == 2 or _EDITION.search(text)):
        return _compared(tools, items, sorted(set(years)))
    numbers = [float(one) for one in _NUMBER.findall(text)]
    if _WHO_SAYS.search(text) and numbers:
        return _sources(tools, text, items, numbers[0])
    more = _MORE.search(text)
    if (
        more
        and not _REVIEWED.search(text)
        and any(_counted(tools.assessed(one)) is not None for one in items)
    ):
        word = more["number"] or ""
        asked = int(word) if word.isdigit() else _WORDS.get(word.lower())
        return _sums(tools, items, asked)
    return None


def _in_time(tools: CaseTools, text: str) -> Iterator[Event]:
    dates = tools.case.dates
    named = [one.search(text) for one in (_OF_REQUEST, _OF_APPLICATION, _OF_DECISION)]
    wants = named if any(named) else [True, True, True]
    if wants[0]:
        yield from _request_days(tools, dates.ur_denial)
    if wants[1]:
        yield from _step(
            "UR denial",
            dates.ur_denial,
            "application",
            dates.application_received,
            limit("regulations/imr/application:application"),
        )
    if wants[2]:
        yield from _step(
            "assignment",
            dates.assigned,
            "decision",
            dates.decision,
            limit("regulations/imr/determination:regular"),
        )


def _request_days(tools: CaseTools, denial: date | None) -> Iterator[Event]:
    facts = [one for one in tools.facts_of("requests") if one.source is not None]
    forms = [one for one in facts if one.source and one.source.kind == "request_for_authorization"]
    dated = [one for one in forms or facts if one.on is not None or one in forms]
    for one in dated:
        told = line_of(topic_of("requests"), one)
        yield Event(kind="source", text=told.text, where=told.where)
    if not dated:
        yield Event(kind="text", text="The records give no date of a request.")
    if denial is None:
        yield Event(kind="text", text="The case gives no date of a UR denial.")
        return
    yield Event(kind="source", text=f"UR denial: {day(denial)}", where="case.json")
    for one in dated:
        if one.on is not None:
            apart = (denial - one.on).days
            how = "before" if apart >= 0 else "after"
            said = f"The request of {day(one.on)} came {abs(apart)} days {how} the denial."
            yield Event(kind="text", text=said)


def _step(
    first_name: str, first: date | None, last_name: str, last: date | None, rule: Limit
) -> Iterator[Event]:
    """The days between two steps beside those that the rule gives."""
    for name, one in ((first_name, first), (last_name, last)):
        said = day(one) if one else "not documented"
        yield Event(kind="source", text=f"{name}: {said}", where="case.json")
    if first is None or last is None:
        return
    days, allowed = (last - first).days, rule.value[1]
    how = "more than" if days > allowed else "within"
    yield Event(
        kind="source",
        text=f"{days} days, {how} the {allowed:g} of {rule.citation}; they run from service, and "
        "mail may add to them",
        where=rule.id,
    )


class _Counts(NamedTuple):
    """Visits done, asked for and supported now, where each is known; where the first is told."""

    done: float | None
    asked: float | None
    supported: tuple[float, float] | None
    where: str


def _counted(found: Assessment) -> _Counts | None:
    """The visits of an item; None where its service is not counted in visits."""
    if found.service not in VISIT_SERVICES:
        return None
    source = found.prior.completed.source if found.prior.completed else None
    where = at(source.document, source.page) if source else ""
    return _Counts(found.prior.count, total_asked(found), found.rule.supported, where)


def _sums(tools: CaseTools, items: list[int], asked: float | None) -> Iterator[Event]:
    """Earlier visits and those asked for beside what the governing limit supports."""
    for number in items:
        found = tools.assessed(number)
        counts = _counted(found)
        if counts is None:
            continue
        more = asked if asked is not None else counts.asked
        name = service_name(found.service).removeprefix("the ")
        done = f"{counts.done:g} completed" if counts.done is not None else "no number completed"
        if more is None:
            said = f"item {number}, {name}: {done}; the request gives no number"
        else:
            said = f"item {number}, {name}: {done} and {more:g} more"
            said += f" make {counts.done + more:g}" if counts.done is not None else ""
        yield Event(kind="source", text=said, where=counts.where)
        governs = found.rule.governs
        yield Event(
            kind="source", text=found.rule.answer, where=governs.id if governs is not None else ""
        )
        if counts.supported is not None:
            low, high = counts.supported
            able = f"{high:g}" if low == high else f"{low:g}-{high:g}"
            yield Event(kind="text", text=f"After earlier visits it supports {able} more now.")


def _sources(tools: CaseTools, text: str, items: list[int], number: float) -> Iterator[Event]:
    """Who gives a number: limits in force for the services in dispute, then the records."""
    found: dict[str, Limit] = {}
    for item in items:
        assessed = tools.assessed(item)
        own = assessed.rule
        for one in (own.governs, own.trial, own.total, *own.caps, *own.others):
            if one is not None and number in one.value:
                found[one.id] = one
        for one in limits(assessed.service, own.day):
            if number in one.value and (one in own.caps or not found):
                found[one.id] = one
    for one in list(found.values())[:4]:
        yield Event(kind="source", text=f"{limit_line(one)} ({one.verification})", where=one.id)
    told = tools.sentences(text, f"{number:g}")
    holding = [one for one in told if re.search(rf"(?<!\d){number:g}(?!\d)", one.text)]
    for line in holding:
        yield Event(kind="source", text=line.text, where=line.where)
    if not found and not holding:
        yield Event(
            kind="text", text=f"{number:g} stands in no record and in no limit in force for this."
        )


def _compared(tools: CaseTools, items: list[int], years: list[int]) -> Iterator[Event]:
    """The limits of each edition for the services in dispute, the edition that counts marked."""
    for number in items:
        assessed = tools.assessed(number)
        governs = assessed.rule
        found = _of_years(assessed, years)
        for one in found:
            counts = one.edition == governs.edition
            mark = " (this edition counts on the day of the dispute)" if counts else ""
            yield Event(kind="source", text=f"{one.year}: {limit_line(one)}{mark}", where=one.id)
        if not found:
            names = " and ".join(str(one) for one in years) or "another edition"
            yield Event(kind="text", text=f"item {number}: no limit of {names} for it is on record")


def _of_years(assessed: Assessment, years: list[int]) -> list[Limit]:
    """Limits for a service in the editions of `years`, of the governing chapter where it has any.

    Those like the one that governs come first: of its unit, and of its condition.
    """
    governs = assessed.rule
    chapter = governs.edition.rpartition("/")[0] if governs.edition else ""
    every: dict[str, Limit] = {}
    for part in assessed.body_parts or (None,):
        every |= {one.id: one for one in limits(assessed.service, body_part=part)}
    same = [one for one in every.values() if one.edition.rpartition("/")[0] == chapter]
    dated = [one for one in same or every.values() if not years or one.year in years]
    like = governs.governs

    def far(one: Limit) -> tuple[bool, bool]:
        return (
            like is None or one.metric != like.metric,
            like is None or not set(one.condition.split()) & set(like.condition.split()),
        )

    nearest = sorted(dated, key=far)
    own = [one for one in nearest if like is not None and one.metric == like.metric]
    return (own or nearest)[:_MOST]
