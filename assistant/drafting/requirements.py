"""What a passage asks of the records besides numbers, and whether the records say it.

The requirement is the passage's own; `requirements.toml` holds the words in which records document
it. Only what was looked for is judged: a requirement that no entry covers is told in the rationale
and left to the reviewer. The words found are quoted, so that a reviewer sees what was taken for the
answer; a match in a denied clause ("no spasm") counts as its absence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment
from assistant.drafting.models import Criterion, Support, Verdict
from assistant.drafting.supports import absent, from_case, from_limit, from_passage, from_source
from assistant.drafting.wording import count
from assistant.facts.finding import denied_before
from assistant.facts.models import Source
from assistant.facts.prose import Prose
from assistant.guidelines import Passage
from assistant.letters.models import Outcome
from assistant.terms import Service, same_region

_MOST_PASSAGES = 2
_ENOUGH = 2
_RED_FLAG = "a red flag"
"""Always an alternative to what else is asked, so it decides nothing by its absence alone."""
OF_VISITS = frozenset({"visits", "functional improvement", "functional baseline", "frequency"})
"""Names of the criteria that belong to care counted in visits."""

_DECIDING = frozenset({"official", "corroborated", "reported"})
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.44}
_SINCE_ONSET = frozenset({"imaging_wait", "symptom_duration", "pain_duration", "conservative_care"})
_ANY_OF: frozenset[Service] = frozenset({"mri", "ct", "xray", "emg_ncs"})
"""Services whose requirements are alternatives: one reason to image is enough."""


class _Requirement(NamedTuple):
    name: str
    asks: re.Pattern[str]
    shows: re.Pattern[str]
    absence: bool
    answer: str


class _Seen(NamedTuple):
    source: Source
    denied: bool


def relevant_passages(item: Assessment) -> list[Passage]:
    """Passages on the service that ask for something, of no region or of a region in dispute."""
    return [
        passage
        for passage in item.passages
        if passage.requirements
        and (
            not passage.body_parts
            or any(same_region(own, part) for own in passage.body_parts for part in item.body_parts)
        )
    ]


def requirement_rows(item: Assessment, case: CaseFile) -> Iterator[Criterion]:
    """A row for each requirement of the governing passages that the records can be read for."""
    proses: Sequence[Prose] | None = None
    named: set[str] = set()
    for passage in relevant_passages(item)[:_MOST_PASSAGES]:
        for asked in passage.requirements:
            for one in _table():
                if one.name in named or not one.asks.search(asked):
                    continue
                named.add(one.name)
                proses = proses or [Prose(record) for record in case.records]
                yield _row(item, case, passage, asked, one, _look(one.shows, proses))


def wait_rows(item: Assessment, case: CaseFile) -> Iterator[Criterion]:
    """Times that must have passed, measured from the injury, which they cannot precede."""
    start, end = case.dates.injury, item.rule.day
    found = [item.rule.governs, *item.rule.others] if item.rule.governs else []
    for limit in found:
        if limit is None or limit.metric not in _SINCE_ONSET or limit.unit not in _DAYS:
            continue
        if limit.operator not in {">=", ">", "range"} or start is None or end is None:
            continue
        passed = (end - start).days / _DAYS[limit.unit]
        short = passed < limit.value[0]
        what = limit.metric.replace("_", " ")
        yield Criterion(
            name=what,
            asks=f"at least {count(limit.value, limit.unit)} of {what}",
            verdict="not met" if short else "not documented",
            decisive=short and limit.verification in {"official", "corroborated"},
            finding=f"{passed:.0f} {limit.unit} have passed since the injury"
            + ("" if short else f"; how long the {what} lasted is not documented"),
            answer=f"{what} of at least {count(limit.value, limit.unit)}, or a red flag",
            supports=(from_limit(limit), from_case("dates.injury", start)),
        )


def outcome_of(rows: Sequence[Criterion], case: CaseFile) -> tuple[Outcome | None, str, list[str]]:
    """The outcome that follows where no number of visits decides, why, and from which rows.

    What is not documented is named as the reason. No outcome follows while records are unread, nor
    from words of the records that answer an alternative or a single requirement.
    """
    decisive = [row for row in rows if row.decisive]
    each = [row for row in decisive if row.needed == "each"]
    one_of = [row for row in decisive if row.needed == "one"]
    reached = any(row.verdict == "met" for row in one_of)
    open_rows = [row for row in each if row.verdict != "met"] + ([] if reached else one_of)
    failed = [row for row in open_rows if row.verdict == "not met" and row.needed == "each"]
    if failed:
        return "upheld", failed[0].finding, [row.name for row in failed]
    if not open_rows and len(each) >= _ENOUGH:
        return "overturned", each[0].finding, [row.name for row in each]
    names = [row.name for row in open_rows]
    if case.unread or not case.records:
        return None, "records are missing or could not be read", names
    alone = not each and len(one_of) < _ENOUGH
    if reached or alone or not open_rows:
        why = "the records speak of what is asked; whether that is enough is the reviewer's to say"
        return None, why, [row.name for row in decisive]
    return "upheld", "; ".join(row.finding for row in open_rows[:3]), names


def _row(
    item: Assessment,
    case: CaseFile,
    passage: Passage,
    asked: str,
    one: _Requirement,
    seen: _Seen | None,
) -> Criterion:
    verdict: Verdict = "not documented"
    finding = f"{one.name}: not documented"
    supports: tuple[Support, ...] = (from_passage(passage), absent(case, one.name))
    if seen is not None:
        verdict = "met" if seen.denied == one.absence else "not met"
        finding = f'{one.name}: the records say "{seen.source.quote}"'
        supports = (from_passage(passage), from_source(seen.source))
    return Criterion(
        name=one.name,
        asks=asked.replace(" (recall)", ""),
        verdict=verdict,
        decisive=passage.verification in _DECIDING
        and (one.name != _RED_FLAG or item.service in _ANY_OF),
        needed="one" if item.service in _ANY_OF else "each",
        finding=finding,
        answer="" if verdict == "met" else one.answer,
        supports=supports,
    )


def _look(shows: re.Pattern[str], proses: Sequence[Prose]) -> _Seen | None:
    """The latest words that say it; words that deny it only where nothing says it.

    The utilization review does not document what the treating records must (8 CCR 9792.10.6).
    """
    best: _Seen | None = None
    for prose in proses:
        if prose.record.kind == "ur_decision":
            continue
        for found in shows.finditer(prose.text):
            start, end = prose.sentence(found.start())
            denied = denied_before(prose.text, start, found.start())
            place = (start, min(end, start + 400)) if denied else found.span()
            seen = _Seen(prose.source(*place), denied)
            if best is None or (best.denied, _age(best)) >= (denied, _age(seen)):
                best = seen
    return best


def _age(seen: _Seen) -> int:
    return -seen.source.written.toordinal() if seen.source.written else 0


@lru_cache(maxsize=1)
def _table() -> tuple[_Requirement, ...]:
    file = Path(__file__).with_suffix(".toml")
    entries = tomllib.loads(file.read_text("utf-8"))["requirement"]
    return tuple(
        _Requirement(
            name=entry["name"],
            asks=re.compile(entry["asks"], re.IGNORECASE),
            shows=re.compile(entry["shows"], re.IGNORECASE),
            absence=entry.get("absence", False),
            answer=entry["answer"],
        )
        for entry in entries
    )
