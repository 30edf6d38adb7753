"""Facts of the case that document what a source asks for, where no sentence says it in its words.

Twelve visits attended with pain that has not gone are conservative care that did not suffice; an
operation three weeks ago is the operation that a sling goes with; a drug that stands in reports of
spring and autumn is taken for long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment, clinical
from assistant.drafting.documentation import documented, evidence
from assistant.drafting.documented import REVIEWED, generics, proses_of
from assistant.drafting.lengths import SHORT_TERM, told_length
from assistant.facts import CaseFacts, Source
from assistant.letters.dates import find_dates
from assistant.terms import CARE_SERVICES
from assistant.text.patterns import expression

_COURSE = 6
"""Visits of a first course: fewer are no course of conservative care that could have failed."""
_STILL = 4
"""Pain from this score up is pain that care has not ended."""
_NO_PROOF = expression(
    r"\bno (?:evidence|documentation|record|report)\b|\bnot? yet\b", re.IGNORECASE
)
_LIST = expression(
    r"\W*(?:current )?(?:meds?|medications?|medicines|rx|drugs)\b[ ]?[:=-]", re.IGNORECASE
)
"""Opens a list of drugs: that it is unchanged says nothing of what they did."""
_TOLD = {"failure of conservative care": "a course of care after which pain remained"}
_LONG = timedelta(days=61)
_RECENT = timedelta(days=183)


def stand_in(
    name: str, item: Assessment, case: CaseFile, facts: CaseFacts
) -> tuple[Source, str] | None:
    """The place of the fact that comes to what `name` asks, and what it is said to record.

    None where no fact does; "" where the words of `name` fit.
    """
    reader = _READERS.get(name)
    found = reader(item, case, facts) if reader else None
    return (found, _TOLD.get(name, "") if _counts_visits(found, facts) else "") if found else None


def _counts_visits(found: Source, facts: CaseFacts) -> bool:
    return any(fact.source == found for fact in facts.visits)


def _care(_: Assessment, __: CaseFile, facts: CaseFacts) -> Source | None:
    for fact in reversed(clinical(facts.results)):
        told = fact.source
        if (
            told is None
            or _LIST.match(told.quote)
            or REVIEWED.search(told.quote)
            or _NO_PROOF.search(told.quote)
        ):
            continue
        if fact.value and fact.value.effect == "not improved":
            return told
    scores = [
        fact.value.score[1]
        for fact in clinical(facts.complaints)
        if fact.value and fact.value.score
    ]
    if not scores or scores[-1] < _STILL:
        return None
    for visit in reversed(clinical(facts.visits)):
        value = visit.value
        if (
            value
            and visit.source
            and value.service in CARE_SERVICES
            and value.stage == "completed"
            and value.count
            and value.count[1] >= _COURSE
        ):
            return visit.source
    return None


def _operation(item: Assessment, _: CaseFile, facts: CaseFacts) -> Source | None:
    day = item.rule.day
    told = [fact for fact in clinical(facts.surgeries) if fact.status == "documented"]
    done = [fact for fact in told if fact.on and day and fact.source]
    recent = [fact for fact in done if fact.on and day and day - _RECENT <= fact.on]
    return recent[-1].source if recent else None


def _long_use(item: Assessment, case: CaseFile, facts: CaseFacts) -> Source | None:
    if item.service in SHORT_TERM:
        # their length of use is a row of its own
        return None
    asked = generics(item.item.title)
    taken = [
        fact
        for fact in clinical(facts.medications)
        if fact.on
        and fact.value
        and fact.status == "documented"
        and fact.value.use == "current"
        and asked & {*fact.value.generic.split("/")}
    ]
    if len(taken) > 1 and taken[0].on and taken[-1].on and taken[-1].on - taken[0].on > _LONG:
        return taken[0].source
    return told_length(case, asked, float(_LONG.days), item.rule.day)


def _improvement(item: Assessment, _: CaseFile, __: CaseFacts) -> Source | None:
    return item.improvement if item.improved else None


_TEST_RESULT = expression(
    r"\b(?:detected|consistent|inconsistent|negative|positive|as expected)\b", re.IGNORECASE
)
_DRUG_TEST = expression(
    r"\burine drug|\burine tox|\bdrug (?:test|screen)|\btoxicology|\bUD[ST]\b", re.IGNORECASE
)
_YEAR = timedelta(days=365)
_MOST_TESTS = 4.0
"""Tests a year in chronic use (MTUS Opioids 2016), where the governing source gives no number."""


def _tests(item: Assessment, case: CaseFile, _: CaseFacts) -> Source | None:
    """The list of tests of the year before, where it holds as many as the section gives a year."""
    day = item.rule.day
    risk = documented(evidence("risk of misuse or unexpected findings"), proses_of(case))
    if day is None or (risk is not None and not risk.denied):
        return None
    found = (one for one in (item.rule.governs, *item.rule.others) if one is not None)
    most = next((one.value[1] for one in found if one.metric == "tests"), _MOST_TESTS)
    for prose in proses_of(case):
        if not _DRUG_TEST.search(prose.text):
            continue
        days: dict[date, int] = {}
        for start, end in prose.sentences():
            for one in find_dates(prose.text, start, end):
                near = prose.text[start : min(end + 120, len(prose.text))]
                if day - _YEAR <= one.day < day and _TEST_RESULT.search(near):
                    days.setdefault(one.day, start)
        if len(days) >= most:
            first = min(days.values())
            return prose.source(first, prose.sentence(first)[1])
    return None


_READERS: dict[str, Callable[[Assessment, CaseFile, CaseFacts], Source | None]] = {
    "failure of conservative care": _care,
    "an operation that it goes with": _operation,
    "long use": _long_use,
    "tests at short intervals without a risk": _tests,
    "functional improvement from earlier care": _improvement,
}
