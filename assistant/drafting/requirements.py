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
from assistant.drafting.documented import Seen, generics, look, proses_of, quoted, recorded
from assistant.drafting.models import Criterion, Support, Verdict
from assistant.drafting.supports import absent, from_case, from_limit, from_passage, from_source
from assistant.drafting.wording import count
from assistant.facts.prose import Prose
from assistant.guidelines import Passage
from assistant.terms import Service, find_drugs, find_services, same_region

_MOST_PASSAGES = 2
_PERCENT = re.compile(r"(\d{1,3}) ?(?:%|percent)")
_PRACTICE = "practice/"
"""What determinations do is no guideline, and no reason to decide."""
_FEW = 2
"""Services of a passage that is about no one service in particular have more than this."""
_RED_FLAG = "red flags"
"""Always an alternative to what else is asked, so it decides nothing by its absence alone."""
OF_VISITS = frozenset({"visits", "functional improvement", "functional baseline", "frequency"})
"""Names of the criteria that belong to care counted in visits."""

_PROCEDURES: frozenset[Service] = frozenset({"esi", "facet_or_mbb", "trigger_point", "surgery"})
"""What a requirement that names one of them asks is not asked of another."""

DECIDING = frozenset({"official", "corroborated", "reported"})
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.44}
_SINCE_ONSET = {
    "imaging_wait": "time before imaging",
    "symptom_duration": "duration of symptoms",
    "pain_duration": "duration of pain",
    "conservative_care": "conservative care",
}
WAITED = frozenset(_SINCE_ONSET.values())
"""Names of the rows that measure a time since the injury."""
_WAITING: frozenset[Service] = frozenset(
    {"mri", "ct", "xray", "emg_ncs", "other_diagnostic", "esi", "facet_or_mbb", "surgery", "psych"}
)
_ANY_OF: frozenset[Service] = frozenset({"mri", "ct", "xray"})
"""Services whose requirements are alternatives: one reason to image is enough."""


class _Requirement(NamedTuple):
    name: str
    asks: re.Pattern[str]
    shows: re.Pattern[str]
    told: str
    denied: str
    absence: bool
    partial: bool
    either: bool
    decides: bool
    of_drug: bool
    services: frozenset[str]
    not_for: frozenset[str]
    when: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    percent: float
    clear: re.Pattern[str] | None
    answer: str

    def concerns(self, item: Assessment) -> bool:
        """Whether it may be asked of this item at all."""
        return (
            item.service not in self.not_for
            and (not self.services or item.service in self.services)
            and (self.when is None or self.when.search(item.item.title) is not None)
            and not (self.unless and self.unless.search(item.item.title) and item.service == "esi")
        )


def relevant_passages(item: Assessment) -> list[Passage]:
    """Passages that ask something of the service, of no region or of one in dispute.

    Those on the drug asked for come first, then those that ask most of what records can show, then
    those on fewest services; those on another drug are left out.
    """
    asked = {drug.generic for drug in find_drugs(item.item.title)}
    found = []
    for passage in item.passages:
        if passage.id.startswith(_PRACTICE):
            continue
        about = f"{passage.section}. {passage.title}"
        if item.service == "other_drug":
            # a class of its own for each drug: a passage is about those that it names
            about += f". {passage.text}"
        named = {drug.generic for drug in find_drugs(about)}
        fits = not passage.body_parts or any(
            same_region(own, part) for own in passage.body_parts for part in item.body_parts
        )
        own = asked_of(passage, item.service)
        foreign = (named or item.service == "other_drug") and not asked & named
        if fits and own and not (asked and foreign):
            judged = sum(
                any(one.asks.search(text) for text in own) for one in _table() if one.concerns(item)
            )
            found.append((not asked & named, -judged, len(passage.services), passage))
    return [passage for *_, passage in sorted(found, key=lambda one: one[:3])]


def asked_of(passage: Passage, service: Service) -> list[str]:
    """The requirements of a passage, without those that are about other services."""
    kept = []
    for asked in passage.requirements:
        named = {one.service for one in find_services(asked) if not one.weak}
        pictures = asked.startswith("imaging ")
        apart = (named and service not in named) or (pictures and service not in _ANY_OF)
        if not (apart and (len(passage.services) > _FEW or named & _PROCEDURES)):
            kept.append(asked.replace(" (recall)", ""))
    return kept


def requirement_rows(item: Assessment, case: CaseFile) -> Iterator[Criterion]:
    """A row for each requirement of the governing passages that the records can be read for."""
    proses: Sequence[Prose] | None = None
    named: set[str] = set()
    for passage in relevant_passages(item)[:_MOST_PASSAGES]:
        for asked in asked_of(passage, item.service):
            for one in _table():
                if one.name in named or not one.concerns(item) or not one.asks.search(asked):
                    continue
                named.add(one.name)
                proses = proses_of(case) if proses is None else proses
                drugs = _drugs(item) if one.of_drug else None
                yield _row(item, case, passage, asked, one, look(one.shows, proses, drugs))


def _drugs(item: Assessment) -> frozenset[str]:
    return generics(item.item.title) - {"acetaminophen"} or generics(item.item.title)


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
        if care and not short:
            seen = look(_named("failure of conservative care").shows, proses_of(case))
            if seen is not None and not seen.denied:
                told = quoted(seen.source)
                yield Criterion(
                    name=what,
                    asks=f"{what}: at least {least}",
                    verdict="met",
                    decisive=False,
                    finding=f'{recorded(seen.source)} records earlier care: "{told}"',
                    supports=(from_limit(limit), from_source(seen.source)),
                )
                continue
        yield Criterion(
            name=what,
            asks=f"{what}: at least {least}",
            verdict="not met" if short else late,
            decisive=short and limit.verification in {"official", "corroborated"},
            finding=since
            if short or not care
            else f"{since}; how long it was given is not documented",
            answer=f"{what} of at least {least}, or a red flag" if short or care else "",
            supports=(
                *(from_limit(limit), from_case("dates.injury", start)),
                *((from_case("dates.decision", end),) if case.dates.decision == end else ()),
            ),
        )


def _row(
    item: Assessment,
    case: CaseFile,
    passage: Passage,
    asked: str,
    one: _Requirement,
    seen: Seen | None,
) -> Criterion:
    verdict: Verdict = "not documented"
    finding = f"{one.name}: not documented"
    supports: tuple[Support, ...] = (from_passage(passage), absent(case, one.name))
    if seen is not None:
        says = one.denied if seen.denied and not one.either else one.told
        finding = f'{recorded(seen.source)} records {says}: "{quoted(seen.source)}"'
        supports = (from_passage(passage), from_source(seen.source))
        if one.either or seen.denied == one.absence:
            verdict = "not met" if _too_little(seen, one.percent) else "met"
        elif not (seen.denied and one.partial):
            verdict = "not met"
    return Criterion(
        name=one.name,
        asks=asked,
        verdict=verdict,
        decisive=one.decides
        and not (one.absence and seen is None)
        and passage.verification in DECIDING
        and (one.name != _RED_FLAG or item.service in _ANY_OF),
        needed="one" if item.service in _ANY_OF else "each",
        recalled=one.decides and passage.verification == "recalled",
        alone=_clear(one, seen, verdict),
        finding=finding,
        answer="" if verdict == "met" else one.answer,
        supports=supports,
    )


def _too_little(seen: Seen, least: float) -> bool:
    """Whether the words give a percentage below `least`."""
    found = _PERCENT.search(seen.source.quote)
    return found is not None and float(found.group(1)) < least


def _clear(one: _Requirement, seen: Seen | None, verdict: Verdict) -> bool:
    """Whether the words found are of those that are enough by themselves."""
    if seen is None or one.clear is None or verdict != "met":
        return False
    return one.clear.search(seen.source.quote) is not None


@lru_cache(maxsize=1)
def _table() -> tuple[_Requirement, ...]:
    file = Path(__file__).with_suffix(".toml")
    entries = tomllib.loads(file.read_text("utf-8"))["requirement"]
    return tuple(
        _Requirement(
            name=entry["name"],
            asks=re.compile(entry["asks"], re.IGNORECASE),
            shows=re.compile(entry["shows"], re.IGNORECASE),
            told=entry["told"],
            denied=entry["denied"],
            absence=entry.get("absence", False),
            partial=entry.get("partial", False),
            either=entry.get("either", False),
            decides=entry.get("decides", True),
            of_drug=entry.get("of_drug", False),
            services=frozenset(entry.get("services", ())),
            not_for=frozenset(entry.get("not_for", ())),
            when=_pattern(entry.get("when")),
            unless=_pattern(entry.get("unless")),
            percent=entry.get("percent", 0.0),
            clear=_pattern(entry.get("clear")),
            answer=entry["answer"],
        )
        for entry in entries
    )


def _named(name: str) -> _Requirement:
    return next(one for one in _table() if one.name == name)


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return re.compile(text, re.IGNORECASE) if text else None
