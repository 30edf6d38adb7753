"""What the sources in force ask of the records besides numbers, and whether the records say it.

What is asked is data of the guidelines (`guideline_corpus/criteria`); the words in which records
document it are `documentation.toml`. A row says met, not met or not documented, with the words
found or the documents searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment
from assistant.drafting.documentation import Evidence, documented, evidence
from assistant.drafting.documented import Seen, generics, proses_of, quoted, recorded
from assistant.drafting.models import Criterion, Support, Verdict
from assistant.drafting.standins import stand_in
from assistant.drafting.states import states_of
from assistant.drafting.supports import (
    absent,
    from_case,
    from_edition,
    from_limit,
    from_passage,
    from_source,
)
from assistant.drafting.wording import count
from assistant.facts import CaseFacts
from assistant.facts.prose import Prose
from assistant.guidelines import Passage
from assistant.guidelines.criteria import Asked, asked_for
from assistant.terms import Service, find_body_parts, find_drugs, find_services, same_region

_SELECTIVE = frozenset({"celecoxib"})
_STOMACH = "gastrointestinal risk that is left open"
_OPERATION = "an operation that it goes with"
_PRACTICE = "practice/"
"""What determinations do is no guideline, and no reason to decide."""
_FEW = 2
"""Services of a passage that is about no one service in particular have more than this."""
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
_PICTURES: frozenset[Service] = frozenset({"mri", "ct", "xray"})
_NOT_WAITED_FOR = ("red flags", "a suspected lesion that decides on treatment")
"""What makes a wait before a study pointless where it is documented."""


def relevant_passages(item: Assessment) -> list[Passage]:
    """Passages that ask something of the service, of no region or of one in dispute.

    Those on the drug asked for come first, then those on fewest services; those on another drug
    are left out.
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
            found.append((not asked & named, -len(own), len(passage.services), passage))
    return [passage for *_, passage in sorted(found, key=lambda one: one[:3])]


def asked_of(passage: Passage, service: Service) -> list[str]:
    """The requirements of a passage, without those that are about other services."""
    kept = []
    for asked in passage.requirements:
        named = {one.service for one in find_services(asked) if not one.weak}
        pictures = asked.startswith("imaging ")
        apart = (named and service not in named) or (pictures and service not in _PICTURES)
        if not (apart and (len(passage.services) > _FEW or named & _PROCEDURES)):
            kept.append(asked.replace(" (recall)", ""))
    return kept


def asked_of_item(item: Assessment, case: CaseFile, facts: CaseFacts) -> Asked | None:
    """The criteria that the sources in force have for the request of `item`."""
    title = item.partial.original.text if item.partial else item.item.title
    return asked_for(
        item.service,
        title,
        item.body_parts,
        item.rule.day,
        drugs=generics(title),
        states=states_of(item, case, facts),
        preferred="stress-related/2004" if item.without_pain else item.rule.edition,
    )


def requirement_rows(
    item: Assessment, case: CaseFile, facts: CaseFacts, asked: Asked | None
) -> Iterator[Criterion]:
    """A row for each thing that is asked and, of what speaks against the request, what is found."""
    if asked is None:
        return
    proses = proses_of(case)
    places: dict[str, Seen | None] = {}

    def seen_of(name: str) -> Seen | None:
        if name not in places:
            places[name] = _seen(evidence(name), item, case, facts, proses)
        return places[name]

    for name in asked.criteria.each:
        yield _row(evidence(name), case, asked, seen_of(name), (), item)
    paths = asked.criteria.one_of
    for name in dict.fromkeys(one for path in paths for one in path):
        own = tuple(number for number, path in enumerate(paths, 1) if name in path)
        yield _row(evidence(name), case, asked, seen_of(name), own, item)
    for names, decisive in ((asked.criteria.against, True), (asked.criteria.weighed, False)):
        for name in names:
            seen = seen_of(name)
            if seen is not None and not seen.denied and not _met_otherwise(name, item, facts):
                yield _against(evidence(name), asked, seen, decisive)


def _seen(
    one: Evidence, item: Assessment, case: CaseFile, facts: CaseFacts, proses: Sequence[Prose]
) -> Seen | None:
    """Where the records document it: in so many words, else by the facts that come to the same."""
    drugs = (generics(item.item.title) or frozenset()) if one.of_drug else None
    parts = [part for name in item.body_parts for part in find_body_parts(name)]
    found = documented(one, proses, drugs or None, parts, item.rule.day)
    if found is not None and not (found.denied and one.partial):
        return found
    other = stand_in(one.name, item, case, facts)
    return Seen(other[0], denied=False, told=other[1]) if other is not None else found


def _met_otherwise(name: str, item: Assessment, facts: CaseFacts) -> bool:
    """Whether a selective drug, or one that protects the stomach, meets the risk."""
    if name == _STOMACH and _SELECTIVE & generics(item.item.title):
        return True
    return name == _STOMACH and any(
        fact.value is not None and fact.value.service == "ppi" and fact.value.use != "stopped"
        for fact in facts.medications
    )


def asking(asked: Asked) -> Support:
    """Who asks: the passage, or the edition whose text is not at hand."""
    return from_passage(asked.passage) if asked.passage else from_edition(asked.edition)


def _row(
    one: Evidence,
    case: CaseFile,
    asked: Asked,
    seen: Seen | None,
    paths: tuple[int, ...],
    item: Assessment,
) -> Criterion:
    verdict: Verdict = "not documented"
    finding = f"{one.name}: not documented"
    supports: tuple[Support, ...] = (asking(asked), absent(case, one.name))
    if seen is not None:
        says = one.denied if seen.denied and not one.either else seen.told or one.told
        finding = f'{recorded(seen.source)} records {says}: "{quoted(seen.source)}"'
        supports = (asking(asked), from_source(seen.source))
        if one.either or seen.denied == one.absence:
            verdict = "met" if one.reaches(seen.source) else "not met"
        elif not (seen.denied and one.partial):
            verdict = "not met"
    elif one.name == _OPERATION and item.operation is not None:
        verdict = "met"
        finding = f"it goes with the operation in dispute here, {item.operation}"
        supports = (asking(asked), from_case("disputed_items", item.operation))
    return Criterion(
        name=one.name,
        asks=one.asks,
        verdict=verdict,
        # pain along a nerve need not be denied in so many words
        decisive=not (one.absence and seen is None),
        needed="one" if paths else "each",
        alternatives=paths,
        recalled=asked.criteria.verification not in DECIDING,
        finding=finding,
        answer="" if verdict == "met" else one.answer,
        supports=supports,
    )


def _against(one: Evidence, asked: Asked, seen: Seen, decisive: bool) -> Criterion:
    return Criterion(
        name=one.name,
        asks=one.asks,
        verdict="not met",
        decisive=decisive,
        recalled=asked.criteria.verification not in DECIDING,
        finding=f'{recorded(seen.source)} records {one.told}: "{quoted(seen.source)}"',
        answer=one.answer,
        supports=(asking(asked), from_source(seen.source)),
    )


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
        if passed >= limit.value[0]:
            continue
        pressing = next(filter(None, (_pressing(name, case) for name in _NOT_WAITED_FOR)), None)
        yield Criterion(
            name=what,
            asks=f"{what}: at least {least}",
            verdict="not applicable" if pressing else "not met",
            decisive=pressing is None and limit.verification in {"official", "corroborated"},
            finding=pressing or f"{passed:.0f} {limit.unit} have passed since the injury",
            answer="" if pressing else f"{what} of at least {least}, or a red flag",
            supports=(
                from_limit(limit),
                from_case("dates.injury", start),
                from_case(item.day_field or "dates.decision", end),
            ),
        )


def _pressing(name: str, case: CaseFile) -> str | None:
    one = evidence(name)
    seen = documented(one, proses_of(case))
    if seen is None or seen.denied:
        return None
    return f'{recorded(seen.source)} records {one.told}: "{quoted(seen.source)}"'
