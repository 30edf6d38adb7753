"""What conservative care the records document, beside a criterion that asks whether it failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment
from assistant.drafting.history import taken
from assistant.drafting.models import Criterion, Support
from assistant.drafting.supports import from_case, from_facts
from assistant.drafting.wording import count, day, listed, service_name
from assistant.facts import CaseFacts, prior_care
from assistant.terms import CARE_SERVICES

_FAILURE = "failure of conservative care"
_MOST_DRUGS = 3


def care_rows(
    item: Assessment, case: CaseFile, facts: CaseFacts, rows: Sequence[Criterion]
) -> Iterator[Criterion]:
    """A row with the visits and drugs on record, where failure of such care is not documented."""
    asked = next((row for row in rows if row.name == _FAILURE), None)
    if asked is None or asked.verdict == "met":
        return
    told: list[str] = []
    supports: list[Support] = []
    for service in sorted(CARE_SERVICES - {item.service}):
        done = prior_care(facts, service).completed
        if done is not None and done.value is not None and done.value.count and done.source:
            told.append(f"{count(done.value.count, 'visits')} of {service_name(service)}")
            supports += from_facts((done,))
    drugs = taken(facts)[:_MOST_DRUGS]
    told += [fact.value.drug for fact in drugs if fact.value]
    supports += from_facts(drugs)
    if not told:
        return
    injury = case.dates.injury
    since = f", since the injury of {day(injury)}" if injury else ""
    if injury:
        supports.append(from_case("dates.injury", injury))
    yield Criterion(
        name="conservative care on record",
        asks="what conservative care was given",
        verdict="met",
        decisive=False,
        finding=f"of conservative care the records document {listed(told)}{since}; that it failed "
        "is not said",
        supports=tuple(supports),
    )
