"""One disputed item: what is asked, what came before, and which limit governs it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from assistant.case_file import CaseFile, DisputedItem
from assistant.drafting.circumstances import (
    POST_SURGICAL,
    flares,
    governing_day,
    has_pain,
    operation_before,
)
from assistant.drafting.earlier import earlier_care, improvement_of, visits_in_dispute
from assistant.facts import CaseFacts, Fact, PriorCare, Source, Surgery, Visits, prior_care
from assistant.guidelines import (
    Governing,
    Limit,
    Passage,
    governing,
    keys_in_force,
    library,
)
from assistant.letters.service_days import RETROSPECTIVE, service_day
from assistant.quantities import PartialReading, Request, read_partial, read_request
from assistant.terms import CARE_SERVICES, Service, body_parts_of, same_region, service_of

T = TypeVar("T")

_FORMULARY = "formulary/"
_DISPENSING: tuple[str, ...] = (
    "formulary/2018/special-fill",
    "formulary/2018/perioperative-fill",
    "formulary/2018/physician-dispensed",
)
"""What may be dispensed without review: no measure of what is under review."""

_LIMBS = {
    "low back": ("lower extremit", "leg", "foot", "feet"),
    "neck": ("upper extremit", "arm", "hand"),
}
"""Regions of the spine, and words of the limbs that their nerves serve."""

_ENTRAPPED = ("wrist", "elbow", "hand")
"""Parts whose own chapters speak of the nerve tests of an arm, where the trouble is there."""

_EVALUATION = re.compile(r"\bevaluations?\b|\btesting\b|\bconsult\w*\b", re.IGNORECASE)


@dataclass(frozen=True)
class Assessment:
    """What the draft of one item rests on.

    asked      visits, frequency and length of the request; with a partial certification, of the
               original request
    prior      earlier visits of the service
    improved   whether functional improvement from earlier care is documented (True), documented as
               absent (False), or not documented (None); `improvement` is where it is said
    surgery    the operation that the request follows
    rule       the limit that governs, with its neighbours
    passages   what the governing edition, or the editions in force, say of the service
    in_dispute  the visits on record that a request for care already given is about
    without_pain  whether psychological care is asked for where the records tell of no pain, of
               which the chapters on pain do not speak
    operation  the title of an operation in dispute that comes before the item
    day_field  the field of `case.json` that gave the day whose editions count
    """

    number: int
    item: DisputedItem
    service: Service
    body_parts: tuple[str, ...]
    asked: Request
    partial: PartialReading | None
    prior: PriorCare
    improved: bool | None
    improvement: Source | None
    surgery: Fact[Surgery] | None
    rule: Governing
    passages: tuple[Passage, ...]
    retrospective: bool
    in_dispute: Fact[Visits] | None
    without_pain: bool
    operation: str | None
    day_field: str | None

    @property
    def awaits_surgery(self) -> bool:
        """Whether the care follows a surgery whose day is not documented: no table opens."""
        return (
            self.rule.basis != "post_surgical"
            and self.operation is None
            and self.service in CARE_SERVICES
            and (self.surgery is None or self.surgery.on is None)
            and POST_SURGICAL.search(self.item.title) is not None
        )

    @property
    def _evaluation(self) -> bool:
        """Whether an evaluation is asked for, which no number of visits of treatment measures."""
        return self.asked.visits is None and _EVALUATION.search(self.item.title) is not None

    @property
    def measure(self) -> Limit | None:
        """The number of visits that measures the request; None where none does."""
        if self.rule.supported is None or self.awaits_surgery or self._evaluation:
            return None
        if self.without_pain:
            return None
        return self.rule.governs


def total_asked(item: Assessment) -> float | None:
    """The largest number of visits asked for; None where the request gives none."""
    return item.asked.visits[1] if item.asked.visits else None


def clinical(facts: Iterable[Fact[T]]) -> tuple[Fact[T], ...]:
    """Facts of the treating records; utilization review counts only where nothing else speaks.

    8 CCR §9792.10.6(b)(2): a decision never rests on the utilization review alone.
    """
    found = tuple(facts)
    own = tuple(fact for fact in found if fact.source is None or fact.source.kind != "ur_decision")
    return own or found


def assess(number: int, item: DisputedItem, case: CaseFile, facts: CaseFacts) -> Assessment:
    """The assessment of item `number` of `case`."""
    title = " ".join(item.title.split())
    partial = read_partial(title)
    service = service_of(partial.original.text if partial else title)
    operation = operation_before(number, case)
    body_parts = body_parts_of(title) or _requested_parts(facts, service)
    body_parts = body_parts or body_parts_of(operation or "") or _diagnosed(facts)
    body_parts += _origin(facts, service, body_parts)
    asked = partial.reading.request if partial else read_request(title, service).request
    surgery = _surgery(facts, body_parts, title)
    since = surgery.on if surgery else None
    day, day_field = governing_day(case.dates)
    given = service_day(title)
    if given is not None:
        day_field = f"disputed_items[{number - 1}].title"
    retrospective = given is not None or RETROSPECTIVE.search(item.title) is not None
    own = visits_in_dispute(facts, service, asked, given, retrospective)
    planned = operation if since is None and POST_SURGICAL.search(title) else None
    if planned:
        # care that is to follow an operation not yet done has had no visits and no results
        prior = PriorCare(service=service)
        improved, improvement = None, None
    else:
        known = earlier_care(facts, case, body_parts, given, own)
        prior = prior_care(known, service, since, body_parts)
        improved, improvement = improvement_of(
            clinical(facts.results), clinical(facts.function), service, since
        )
    flare = service == "chiropractic" and bool(prior.count) and flares(case, asked)
    for operated in _named_operation(facts, surgery, planned):
        rule = governing(
            service,
            body_parts,
            day,
            condition=_condition(facts),
            request=title,
            service_date=given,
            injury_date=case.dates.injury or facts.injury_date.value,
            surgery=operated,
            surgery_date=since,
            prior_visits=prior.count,
            functional_improvement=improved,
            phase="post_surgical" if planned else "flare_up" if flare else None,
        )
        if rule.basis == "post_surgical":
            break
    day = given or day
    return Assessment(
        number=number,
        item=item,
        service=service,
        body_parts=body_parts,
        asked=asked,
        partial=partial,
        prior=prior,
        improved=improved,
        improvement=improvement,
        surgery=surgery,
        rule=rule,
        passages=_passages(service, rule, day),
        retrospective=retrospective,
        in_dispute=own,
        without_pain=service == "psych" and not has_pain(case),
        operation=operation,
        day_field=day_field,
    )


def _named_operation(
    facts: CaseFacts, surgery: Fact[Surgery] | None, planned: str | None
) -> tuple[str | None, ...]:
    """The operation as its table may know it: by its own name, else with the diagnosis beside it.

    A report that opens with "removal of bent plate" has the broken bone in its diagnosis.
    """
    own = planned or (surgery.value.text if surgery and surgery.value else None)
    others = [fact.value.text for fact in clinical(facts.surgeries) if fact.value]
    return (own, ", ".join([own, *others, _condition(facts)])) if own else (None,)


def _requested_parts(facts: CaseFacts, service: Service) -> tuple[str, ...]:
    """The parts of the latest request for the service, where the title names none."""
    own = [fact for fact in facts.requests if fact.value and fact.value.service == service]
    return own[-1].value.body_parts if own and own[-1].value else ()


def _diagnosed(facts: CaseFacts) -> tuple[str, ...]:
    """The parts that the diagnoses are of, where all of them lie in one region."""
    named = [fact.value for fact in clinical(facts.diagnoses) if fact.value]
    parts = tuple(dict.fromkeys(part for one in named for part in body_parts_of(one.text)))
    alone = all(same_region(parts[0], part) for part in parts[1:])
    return parts if alone else ()


def _origin(facts: CaseFacts, service: Service, parts: tuple[str, ...]) -> tuple[str, ...]:
    """The part of the spine whose chapter speaks of nerve tests of a limb, where it is at issue."""
    if service != "emg_ncs":
        return ()
    recorded = [fact.value for fact in clinical(facts.diagnoses) if fact.value]
    told = {part for one in recorded for part in body_parts_of(one.text)}
    own = tuple(
        sorted(
            part
            for part in told
            if any(nerve in part for nerve in _ENTRAPPED)
            and any(limb in one for one in parts for limb in _LIMBS["neck"])
        )
    )
    told |= {
        part for fact in clinical(facts.complaints) if fact.value for part in fact.value.body_parts
    }
    return own + tuple(
        region
        for region, limbs in _LIMBS.items()
        if any(limb in part for part in parts for limb in limbs)
        and any(same_region(region, one) for one in told)
    )


def _surgery(facts: CaseFacts, body_parts: tuple[str, ...], title: str) -> Fact[Surgery] | None:
    done = [
        fact for fact in clinical(facts.surgeries) if fact.status == "documented" and fact.value
    ]
    fitting = [
        fact
        for fact in done
        if fact.value
        and any(same_region(own, part) for own in fact.value.body_parts for part in body_parts)
    ]
    if not fitting and POST_SURGICAL.search(title):
        fitting = done
    return max(fitting, key=lambda fact: fact.on or date.min, default=None)


def _condition(facts: CaseFacts) -> str:
    """The diagnoses in words; a bare complaint of pain names none."""
    return ", ".join(fact.value.text for fact in clinical(facts.diagnoses) if fact.value)


def _passages(service: Service, rule: Governing, day: date | None) -> tuple[Passage, ...]:
    """Passages on the service: of the governing edition, else of the editions in force."""
    books = library()
    if rule.edition and not rule.edition.startswith(_FORMULARY):
        return tuple(one for one in books.passages(rule.edition) if service in one.services)
    keys = keys_in_force(day)
    passed = _DISPENSING if rule.edition else ()
    # a passage with numbers was weighed with its limits, and passed over
    return tuple(
        passage
        for key in keys
        for passage in books.passages(key)
        if service in passage.services and passage.id not in passed and not passage.limit_ids
    )
