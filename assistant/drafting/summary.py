"""The clinical case summary: who, what, care so far, complaint, work, request, utilization review.

Each sentence states facts of the records and carries their places; what a determination should say
and the records do not is said to be not documented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment, clinical
from assistant.drafting.history import (
    medication,
    other_care,
    studies,
    undated_operations,
    visits_of_request,
)
from assistant.drafting.models import Statement, Support
from assistant.drafting.supports import absent, from_case, from_facts, stated
from assistant.drafting.wording import (
    choose,
    count,
    day,
    listed,
    lowered,
    number,
    service_name,
    visits_done,
)
from assistant.facts import CaseFacts, Complaint, Fact, Requested, Visits
from assistant.terms import CARE_SERVICES

_MOST_DIAGNOSES = 8
_PATTERN = re.compile(r"\b(constant|intermittent|frequent|occasional|persistent)\b", re.IGNORECASE)


def summarise(case: CaseFile, facts: CaseFacts, items: list[Assessment]) -> tuple[Statement, ...]:
    """The sentences of the summary, in order."""
    return (
        _worker(case, facts),
        *_diagnoses(case, facts),
        *_surgeries(facts),
        *undated_operations(facts),
        *_earlier_care(case, facts, items),
        *other_care(facts, items),
        *_complaint(facts),
        *studies(facts),
        *medication(facts),
        *_work_and_function(case, facts, items),
        *_requests(facts, items),
        *_review(case, facts),
        *_unread(case),
    )


def _worker(case: CaseFile, facts: CaseFacts) -> Statement:
    supports: list[Support] = [*from_facts((facts.age,)), *from_facts((facts.sex,))]
    injury = case.dates.injury or facts.injury_date.value
    if case.dates.injury:
        supports.append(from_case("dates.injury", case.dates.injury))
    else:
        supports += from_facts((facts.injury_date,))
    missing = []
    if facts.age.value and facts.sex.value:
        who = f"a {facts.age.value} year-old {facts.sex.value}"
    elif facts.age.value:
        who = f"{facts.age.value} years old"
        missing.append("sex")
    elif facts.sex.value:
        who = f"a {facts.sex.value}"
        missing.append("age")
    else:
        who = ""
        missing += ["age", "sex"]
    when = f"a date of injury of {day(injury)}" if injury else ""
    if not injury:
        missing.append("date of injury")
    text = _sentence(who, when, choose(("The injured worker", "The patient"), case.sha256, "who"))
    if missing:
        supports.append(absent(case, listed(missing)))
        verb = "is" if len(missing) == 1 else "are"
        gap = f"The {listed(missing)} {verb} not documented."
        text = f"{text} {gap}" if text else gap
    return stated(text, *supports)


def _sentence(who: str, when: str, subject: str) -> str:
    if who and when:
        return f"{subject} is {who} with {when}."
    if who:
        return f"{subject} is {who}."
    return f"{subject} has {when}." if when else ""


def _diagnoses(case: CaseFile, facts: CaseFacts) -> Iterator[Statement]:
    found = clinical(facts.diagnoses)[:_MOST_DIAGNOSES]
    words = [lowered(fact.value.text) for fact in found if fact.value]
    if words:
        opening = choose(
            ("The diagnoses of record include", "Diagnoses in the records include"),
            case.sha256,
            "diagnoses",
        )
        yield stated(f"{opening} {listed(words)}.", *from_facts(found))
    else:
        yield stated("No diagnosis is documented.", absent(case, "diagnoses"))


def _surgeries(facts: CaseFacts) -> Iterator[Statement]:
    for fact in clinical(facts.surgeries):
        if fact.value and fact.status == "documented" and fact.on:
            yield stated(
                f"An operation is documented on {day(fact.on)}: {fact.value.text}.",
                *from_facts((fact,)),
            )


def _earlier_care(case: CaseFile, facts: CaseFacts, items: list[Assessment]) -> Iterator[Statement]:
    """Earlier care of each service in dispute that is counted in visits."""
    for service in dict.fromkeys(item.service for item in items):
        if service not in CARE_SERVICES:
            continue
        item = next(item for item in items if item.service == service)
        prior = item.prior
        name = service_name(service)
        for fact in prior.prescribed:
            if fact.on and fact.value and fact.value.count and _before_request(fact, facts):
                visits = count(fact.value.count, "visits")
                verb = "was" if fact.value.count[1] == 1 else "were"
                yield stated(
                    f"On {day(fact.on)}, {visits} of {name} {verb} prescribed.",
                    *from_facts(_same(prior.prescribed, fact)),
                )
                break
        if prior.completed and prior.completed.value and prior.completed.value.count:
            yield stated(visits_done(prior.completed, name), *from_facts((prior.completed,)))
        elif prior.given:
            yield stated(
                f"The records mention earlier {name} without a number of visits.",
                *from_facts((prior.given,)),
            )
        elif item.in_dispute:
            yield visits_of_request(item.in_dispute, name, case)
        elif prior.prescribed and any(_before_request(fact, facts) for fact in prior.prescribed):
            yield stated(
                "There is no report that those visits were completed, and none of their results.",
                absent(case, f"completed visits of {name} and their results"),
            )
        elif prior.denied:
            yield stated(
                f"The records say that there was no earlier {name}.", *from_facts((prior.denied,))
            )
        else:
            yield stated(f"No earlier {name} is documented.", absent(case, f"earlier {name}"))


def _before_request(fact: Fact[Visits], facts: CaseFacts) -> bool:
    """Whether a prescription is older than the latest request of the records."""
    latest = max((own.on for own in facts.requests if own.on), default=None)
    return fact.on is not None and latest is not None and fact.on < latest


def _same(found: tuple[Fact[Visits], ...], like: Fact[Visits]) -> list[Fact[Visits]]:
    return [fact for fact in found if fact.on == like.on and fact.value == like.value]


def _complaint(facts: CaseFacts) -> Iterator[Statement]:
    """The latest complaint with a score or, without scores, the latest with a part of the body."""
    found = [
        fact for fact in clinical(facts.complaints) if fact.status == "documented" and fact.value
    ]
    scored = [fact for fact in found if fact.value and fact.value.score]
    placed = [fact for fact in found if fact.value and fact.value.body_parts]
    for fact in (scored or placed)[-1:]:
        if fact.value:
            yield stated(_complaint_text(fact, fact.value), *from_facts((fact,)))


def _complaint_text(fact: Fact[Complaint], complaint: Complaint) -> str:
    parts = listed(complaint.body_parts)
    text = f"pain in the {parts}" if parts else "pain"
    if complaint.score:
        text += f" rated {number(complaint.score)}/10"
    pattern = _PATTERN.search(complaint.text)
    if pattern:
        text += f" and {pattern.group().lower()}" if complaint.score else ""
    when = f"On {day(fact.on)}, " if fact.on else ""
    subject = "the patient reported " if when else "The patient reported "
    return f"{when}{subject}{text}."


def _work_and_function(
    case: CaseFile, facts: CaseFacts, items: list[Assessment]
) -> Iterator[Statement]:
    status = [
        fact for fact in clinical(facts.work_status) if fact.status == "documented" and fact.value
    ]
    for fact in status[-1:]:
        if fact.value:
            when = f" on {day(fact.on)}" if fact.on else ""
            yield stated(
                f'The work status{when} is given as "{fact.value.text}".', *from_facts((fact,))
            )
    if not status:
        yield stated("Work status is not documented.", absent(case, "work status"))
    if any(item.service in CARE_SERVICES for item in items) and not clinical(facts.function):
        yield stated(
            "The records hold no functional goals and no other account of function.",
            absent(case, "functional goals and measures of function"),
        )


def _requests(facts: CaseFacts, items: list[Assessment]) -> Iterator[Statement]:
    """What is in dispute, the items that the same records ask for in one sentence."""
    asked: dict[date | None, list[tuple[Assessment, Fact[Requested] | None]]] = {}
    for item in items:
        own = [
            fact
            for fact in clinical(facts.requests)
            if fact.value and fact.value.service == item.service
        ]
        dated = own[-1] if own and own[-1].on else None
        asked.setdefault(dated.on if dated else None, []).append((item, dated))
    for place, (on, group) in enumerate(asked.items()):
        titles = [_disputed(item) for item, _ in group]
        many = len(group) > 1
        what = listed(titles)
        source = f", in the records of {day(on)}," if on else ""
        verb = "are" if many else "is"
        if place:
            text = f"Also in dispute{source} {verb} {what}."
        elif on:
            text = f"The request{'s' if many else ''} in dispute{source} {verb} {what}."
        else:
            text = f"In dispute {verb} {what}."
        titled = (
            from_case(f"disputed_items[{item.number - 1}].title", item.item.title)
            for item, _ in group
        )
        yield stated(text, *titled, *from_facts(fact for _, fact in group if fact))


def _disputed(item: Assessment) -> str:
    """What is in dispute; of a request that was partly authorized, what is left of it."""
    if item.partial is None:
        return lowered(item.item.title.strip().rstrip(".:"))
    whole = lowered(item.partial.original.text)
    part = lowered(item.partial.authorized.text)
    left = lowered(item.partial.remaining.text) if item.partial.remaining else whole
    if left.casefold() == whole.casefold():
        return f"the original request for {whole}; utilization review authorized {part}"
    return (
        f"{left}, left of an original request for {whole}, of which utilization review "
        f"authorized {part}"
    )


def _review(case: CaseFile, facts: CaseFacts) -> Iterator[Statement]:
    decided = facts.ur_decisions[-1] if facts.ur_decisions else None
    outcome = decided.value.outcome if decided and decided.value else "denied"
    verb = {"denied": "non-certified", "modified": "modified", "approved": "certified"}
    said = verb.get(outcome, "decided")
    if case.dates.ur_denial:
        supports: list[Support] = [from_case("dates.ur_denial", case.dates.ur_denial)]
        if decided and decided.on == case.dates.ur_denial:
            supports += from_facts((decided,))
        else:
            said = "denied"
        yield stated(
            f"Utilization review {said} the request on {day(case.dates.ur_denial)}.", *supports
        )
    elif decided and decided.on:
        yield stated(
            f"Utilization review {said} the request on {day(decided.on)}.", *from_facts((decided,))
        )
    else:
        yield stated(
            "The date of the utilization review decision is not documented.",
            absent(case, "utilization review decision"),
        )


def _unread(case: CaseFile) -> Iterator[Statement]:
    if case.unread:
        many = len(case.unread)
        files = "One file" if many == 1 else f"{many} files"
        # files are often named for the patient, so that a letter does not name them
        yield stated(
            f"{files} of the records could not be read and {'is' if many == 1 else 'are'} no part "
            "of this draft.",
            *(from_case(f"records/{unread.name}", unread.reason) for unread in case.unread),
        )
