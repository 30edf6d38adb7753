"""Treatment to date in a summary: other care, operations without a day, studies, medication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment, clinical
from assistant.drafting.models import Statement
from assistant.drafting.supports import absent, from_facts, stated
from assistant.drafting.wording import count, day, listed, service_name, visits_done
from assistant.facts import CaseFacts, Fact, Imaging, Medication, Surgery, Visits, prior_care
from assistant.terms import CARE_SERVICES
from assistant.text.patterns import expression

_MOST_DRUGS = 6
_MOST_STUDIES = 1
_OF_CARE = frozenset({"progress_report", "first_report"})
_LONGEST = 160
"""Characters of a result that is quoted whole; a longer one is not told."""
_LEAST = 20
"""Characters of a result that says something by itself."""
_SHORTEST = 4
_KIND = expression(
    r"\b(?:arthroscop|fusion|repair|reconstruction|replacement|arthroplasty|release|decompression"
    r"|meniscectomy|discectomy|laminectomy|fixation|ORIF|excision|graft|amputation|removal)",
    re.IGNORECASE,
)
"""The kinds of operations by the roots of their names."""


def other_care(facts: CaseFacts, items: Sequence[Assessment]) -> Iterator[Statement]:
    """Completed visits of the services that are not in dispute, one service a sentence."""
    for service in sorted(CARE_SERVICES - {item.service for item in items}):
        done = prior_care(facts, service).completed
        if done is None or done.value is None or not done.value.count:
            continue
        yield stated(visits_done(done, service_name(service)), *from_facts((done,)))


def visits_of_request(own: Fact[Visits], name: str, case: CaseFile) -> Statement:
    """That the visits on record are those in dispute, and that none came before them."""
    number = own.value.count if own.value else None
    text = f"The {name} on record is that in dispute; none before it is documented."
    if number and number[1] > 1:
        visits = count(number, "visits")
        text = f"The {visits} of {name} on record are those in dispute; no earlier ones are."
    return stated(text, *from_facts((own,)), absent(case, f"earlier {name}"))


def undated_operations(facts: CaseFacts) -> Iterator[Statement]:
    """Operations whose day no record gives, in one sentence."""
    dated = [one for one in clinical(facts.surgeries) if one.on and one.status == "documented"]
    found = [
        fact
        for fact in clinical(facts.surgeries)
        if fact.value and fact.status == "documented" and not fact.on and _names(fact.value)
        if not any(_same(fact.value, one.value) for one in dated if one.value)
    ]
    names = list(dict.fromkeys(fact.value.text for fact in found if fact.value))
    if names:
        yield stated(f"Without a date the records mention {listed(names)}.", *from_facts(found))


def _same(mentioned: Surgery, dated: Surgery) -> bool:
    """Whether an operation is mentioned again that is told with its day: of the part, by a name."""
    kinds = {one.lower() for one in _KIND.findall(mentioned.text)}
    told = {one.lower() for one in _KIND.findall(dated.text)}
    parts = {*mentioned.body_parts} & {*dated.body_parts} or not mentioned.body_parts
    return bool(parts) and bool(kinds & told)


def _names(surgery: Surgery) -> bool:
    """Whether the words name an operation and not only that there was one."""
    return len(surgery.text) >= _SHORTEST and len(surgery.text.split()) > 1


def studies(facts: CaseFacts) -> Iterator[Statement]:
    """The latest study whose result a record gives in a few words, quoted."""
    told = [fact for fact in clinical(facts.imaging) if fact.status == "documented"]
    quotable = [fact for fact in told if _result(fact)]
    for fact in quotable[-_MOST_STUDIES:]:
        if fact.value is None:
            continue
        study = service_name(fact.value.study).removeprefix("the ")
        where = f" of the {listed(fact.value.body_parts)}" if fact.value.body_parts else ""
        when = f" of {day(fact.on)}" if fact.on else ""
        yield stated(
            f'The {study}{where}{when} is reported: "{_result(fact)}".', *from_facts((fact,))
        )


def _result(fact: Fact[Imaging]) -> str | None:
    """The result in the record's own words, where they stand in what the fact cites."""
    value, source = fact.value, fact.source
    result = " ".join((value.result or "").split()).rstrip(".;, ") if value else ""
    if source is None or not _LEAST < len(result) <= _LONGEST or '"' in result:
        return None
    return result if result in " ".join(source.quote.split()) else None


def taken(facts: CaseFacts) -> list[Fact[Medication]]:
    """The drugs that reports of care give as taken, each with its latest fact."""
    given = [
        fact
        for fact in clinical(facts.medications)
        if fact.status == "documented"
        and fact.value
        and fact.value.use == "current"
        # a laboratory finds drugs that nobody gives
        and fact.source
        and fact.source.kind in _OF_CARE
    ]
    latest = {fact.value.generic: fact for fact in given if fact.value}
    return list(latest.values())


def medication(facts: CaseFacts) -> Iterator[Statement]:
    """The drugs that the records give as taken."""
    found = taken(facts)[:_MOST_DRUGS]
    names = [fact.value.drug for fact in found if fact.value]
    if names:
        yield stated(f"The medications of record include {listed(names)}.", *from_facts(found))
