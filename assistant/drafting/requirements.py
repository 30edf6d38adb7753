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
from assistant.drafting.wording import count, day
from assistant.facts.finding import denied_before
from assistant.facts.models import Source
from assistant.facts.prose import Prose
from assistant.guidelines import Passage
from assistant.letters.models import Outcome
from assistant.terms import Service, find_drugs, find_services, same_region

_MOST_PASSAGES = 2
_REST = re.compile(r"\w{0,30}")
_ENOUGH = 2
_PRACTICE = "practice/"
"""What determinations do is no guideline, and no reason to decide."""
_FEW = 2
"""Services of a passage that is about no one service in particular have more than this."""
_RED_FLAG = "red flags"
"""Always an alternative to what else is asked, so it decides nothing by its absence alone."""
OF_VISITS = frozenset({"visits", "functional improvement", "functional baseline", "frequency"})
"""Names of the criteria that belong to care counted in visits."""

_DECIDING = frozenset({"official", "corroborated", "reported"})
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.44}
_SINCE_ONSET = {
    "imaging_wait": "time before imaging",
    "symptom_duration": "duration of symptoms",
    "pain_duration": "duration of pain",
    "conservative_care": "conservative care",
}
_WAITING: frozenset[Service] = frozenset(
    {"mri", "ct", "xray", "emg_ncs", "other_diagnostic", "esi", "facet_or_mbb", "surgery", "psych"}
)
_ANY_OF: frozenset[Service] = frozenset({"mri", "ct", "xray", "emg_ncs"})
"""Services whose requirements are alternatives: one reason to image is enough."""


class _Requirement(NamedTuple):
    name: str
    asks: re.Pattern[str]
    shows: re.Pattern[str]
    absence: bool
    partial: bool
    decides: bool
    not_for: frozenset[str]
    answer: str


class _Seen(NamedTuple):
    source: Source
    denied: bool


def relevant_passages(item: Assessment) -> list[Passage]:
    """Passages that ask something of the service, of no region or of one in dispute.

    Those on the drug asked for come first, those on another drug are left out.
    """
    asked = {drug.generic for drug in find_drugs(item.item.title)}
    found = []
    for passage in item.passages:
        if passage.id.startswith(_PRACTICE):
            continue
        named = {drug.generic for drug in find_drugs(f"{passage.section}. {passage.title}")}
        fits = not passage.body_parts or any(
            same_region(own, part) for own in passage.body_parts for part in item.body_parts
        )
        if fits and asked_of(passage, item.service) and not (asked and named and not asked & named):
            found.append((not asked & named, passage))
    return [passage for _, passage in sorted(found, key=lambda one: one[0])]


def asked_of(passage: Passage, service: Service) -> list[str]:
    """The requirements of a passage, without those that are about other services."""
    kept = []
    for asked in passage.requirements:
        named = {one.service for one in find_services(asked) if not one.weak}
        pictures = asked.startswith("imaging ")
        apart = (named and service not in named) or (pictures and service not in _ANY_OF)
        if not (apart and len(passage.services) > _FEW):
            kept.append(asked.replace(" (recall)", ""))
    return kept


def requirement_rows(item: Assessment, case: CaseFile) -> Iterator[Criterion]:
    """A row for each requirement of the governing passages that the records can be read for."""
    proses: Sequence[Prose] | None = None
    named: set[str] = set()
    for passage in relevant_passages(item)[:_MOST_PASSAGES]:
        for asked in asked_of(passage, item.service):
            for one in _table():
                skipped = one.name in named or item.service in one.not_for
                if skipped or not one.asks.search(asked):
                    continue
                named.add(one.name)
                proses = proses or [Prose(record) for record in case.records]
                yield _row(item, case, passage, asked, one, _look(one.shows, proses))


def wait_rows(item: Assessment, case: CaseFile) -> Iterator[Criterion]:
    """Times that must have passed, measured from the injury, which they cannot precede."""
    start, end = case.dates.injury, item.rule.day
    found = [item.rule.governs, *item.rule.others] if item.rule.governs else []
    named: set[str] = set()
    for limit in found:
        if limit is None or limit.metric not in _SINCE_ONSET or limit.unit not in _DAYS:
            continue
        if limit.operator not in {">=", ">", "range"} or start is None or end is None:
            continue
        what = _SINCE_ONSET[limit.metric]
        if item.service not in _WAITING or what in named:
            continue
        named.add(what)
        passed = (end - start).days / _DAYS[limit.unit]
        least = count((limit.value[0], limit.value[0]), limit.unit)
        short = passed < limit.value[0]
        since = f"{passed:.0f} {limit.unit} have passed since the injury"
        care = limit.metric == "conservative_care"
        late: Verdict = "not documented" if care else "met"
        yield Criterion(
            name=what,
            asks=f"{what}: at least {least}",
            verdict="not met" if short else late,
            decisive=short and limit.verification in {"official", "corroborated"},
            finding=since
            if short or not care
            else f"{since}; how long it was given is not documented",
            answer=f"{what} of at least {least}, or a red flag" if short or care else "",
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
        when = f" of {day(seen.source.written)}" if seen.source.written else ""
        quote = seen.source.quote.rstrip(".;, ")
        finding = f'{one.name}: the records{when} say "{quote}"'
        supports = (from_passage(passage), from_source(seen.source))
        if seen.denied == one.absence:
            verdict = "met"
        elif not (seen.denied and one.partial):
            verdict = "not met"
    return Criterion(
        name=one.name,
        asks=asked,
        verdict=verdict,
        decisive=one.decides
        and passage.verification in _DECIDING
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
            word = _REST.match(prose.text, found.end())
            said = (found.start(), word.end() if word else found.end())
            place = (start, min(end, start + 400)) if denied else said
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
            partial=entry.get("partial", False),
            decides=entry.get("decides", True),
            not_for=frozenset(entry.get("not_for", ())),
            answer=entry["answer"],
        )
        for entry in entries
    )
