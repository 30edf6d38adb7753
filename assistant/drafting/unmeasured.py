"""The sentences of an item that no number of visits measures: what is asked, what is recorded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.drafting.accounts import account
from assistant.drafting.asked import asking, criteria_told
from assistant.drafting.assessment import Assessment
from assistant.drafting.models import (
    CaseSupport,
    Criterion,
    GuidelineSupport,
    Statement,
    Support,
)
from assistant.drafting.official import official_words
from assistant.drafting.requirements import OF_VISITS, asked_of, relevant_passages
from assistant.drafting.reviewed import against_that
from assistant.drafting.supports import (
    follows,
    from_case,
    from_edition,
    from_limit,
    from_passage,
    passage_cited,
    stated,
)
from assistant.drafting.wording import choose, count, day, listed, lowered, service_name
from assistant.guidelines import Limit, Passage
from assistant.letters.models import Outcome
from assistant.terms import find_drugs

_ACCOMPANIES = re.compile(
    r"\bassociated surgical services?\b|\bassistant surgeon\b|\bsurg(?:ical|eon'?s?) assistant\b"
    r"|\bpost[- ]?op|\bafter surgery\b|\bin-?patient\b|\bhospital (?:stay|admission)\b"
    r"|\blength of stay\b|\bfacility\b|\ban(?:a?)esthesi\w+|\bpre[- ]?op|\bmedical clearance\b",
    re.IGNORECASE,
)
_PART_OF_IT = re.compile(
    r"\bassistant surgeon\b|\bsurg(?:ical|eon'?s?) assistant\b|\bin-?patient\b|\bhospital (?:stay"
    r"|admission)\b|\blength of stay\b|\bfacility\b|\ban(?:a?)esthesi\w+",
    re.IGNORECASE,
)
_RECORDS = re.compile(
    r'(?P<where>.{3,80}) records (?P<says>[^"]{3,120}): "(?P<quote>.+)"', re.DOTALL
)
_MOST_SOURCES = 2
_MOST_REQUIREMENTS = 4
_FEW = 3
"""Of a passage on more services than this the account may speak of another."""
OF_FOLLOW_UP = frozenset(
    {
        "visit_interval",
        "screening_after",
        "peak_effect",
        "duration_at_dose",
        "weaning_attempts",
        "components",
        "leads",
    }
)
"""Metrics of how treatment is followed, which measure no request."""

_FORMS = {
    "dose": "sets a dose of {amount}{said}",
    "duration": "gives a length of use of {amount}{said}",
    "imaging_wait": "gives a wait of {amount} before imaging{said}",
}
_BOUNDS = {
    "<=": "at most ",
    "<": "less than ",
    ">=": "at least ",
    ">": "more than ",
    "==": "exactly ",
}


def without_number(
    item: Assessment,
    criteria: tuple[Criterion, ...],
    outcome: Outcome | None = None,
    reviewed: Sequence[Statement] = (),
    before: Sequence[Statement] = (),
) -> Iterator[Statement]:
    """No number of visits governs: what the sources ask, and that this alone denies nothing.

    outcome   what is suggested
    reviewed  the sentence that quotes the reason of utilization review, where it gives one
    before    the statements of the items before this one
    """
    title = from_case(f"disputed_items[{item.number - 1}].title", item.item.title)
    if item.awaits_surgery:
        yield stated(
            "The care in dispute follows a surgery whose date is not documented, so its visits "
            "cannot be measured by the table for that operation.",
            title,
        )
        return
    operation = next((row for row in criteria if row.name == "the operation"), None)
    if operation is not None and operation.verdict != "not documented":
        yield from _of_operation(operation, title)
        if operation.verdict == "not met" or follows_operation(item):
            return
    elif accompanies_surgery(item):
        yield stated(
            "The item accompanies an operation in dispute; where the operation is not found "
            "necessary, neither is what accompanies it.",
            title,
        )
    sections = told_passages(item, criteria)
    ids = {one.id for one in sections}
    told = [
        *_other_limits(item, ids),
        *_asked_for(item, sections),
        *criteria_told(criteria, ids, before),
    ]
    yield from told
    found = [*recorded_rows(item, criteria)]
    yield from reviewed
    yield from against_that(item, reviewed, found) if outcome == "overturned" else found
    if found:
        return
    if told:
        yield stated(
            "No number of these settles the request by itself; whether the records meet them is "
            "for the reviewer to judge.",
            follows("visits"),
        )
        return
    on = f" on {day(item.rule.day)}" if item.rule.day else ""
    name = service_name(item.service)
    yield stated(
        f"No guideline text at hand that was in force{on} gives a measure for {name}.",
        from_edition(item.rule.edition) if item.rule.edition else title,
        *((from_case("dates.decision", item.rule.day),) if on and not item.retrospective else ()),
    )
    yield stated(
        "This alone is no reason to find against the request, which is for the reviewer to judge.",
        follows("visits"),
    )


def _of_operation(operation: Criterion, title: Support) -> Iterator[Statement]:
    named = next(one.value for one in operation.supports if isinstance(one, CaseSupport))
    name = lowered(named.strip().rstrip(".:"))
    text = f"It goes with the {name}, which is found medically necessary above."
    if operation.verdict == "not met":
        text = (
            f"It goes with the {name}, which is not found medically necessary above; what goes "
            "with it is then not necessary either."
        )
    yield stated(text.replace("the the ", "the "), title, *operation.supports)


def _other_limits(item: Assessment, ids: Collection[str]) -> Iterator[Statement]:
    """Numbers of the governing source that bear on the request, beside passages told whole."""
    found = [item.rule.governs, *item.rule.others] if item.rule.governs else []
    told = [one for one in found if one is not None and _bears_on(one, item)]
    sections = {one.split("#")[0] for one in ids}
    told = [one for one in told if one.passage.split("#")[0] not in sections]
    for limit in told[:_MOST_SOURCES]:
        bound = _BOUNDS.get(limit.operator, "")
        amount = bound + count(limit.value, limit.unit)
        said = f" ({limit.condition})" if limit.condition else ""
        form = _FORMS.get(limit.metric, "gives a figure for {metric}: {amount}{said}")
        if limit.value[1] == 0:
            yield stated(f"{limit.citation}, does not recommend {_named(item)}.", from_limit(limit))
            continue
        what = form.format(metric=limit.metric.replace("_", " "), amount=amount, said=said)
        yield stated(f"{limit.citation}, {what}.", from_limit(limit))
        yield from official_words(limit)


def _named(item: Assessment) -> str:
    """The drug that the title names, else the service."""
    drugs = find_drugs(item.item.title)
    return drugs[0].generic if drugs else service_name(item.service)


def _bears_on(limit: Limit, item: Assessment) -> bool:
    if limit.id.startswith("formulary/") or limit.metric in OF_FOLLOW_UP:
        return False
    return item.service != "opioid" or limit.metric == "dose"


def told_passages(item: Assessment, criteria: Sequence[Criterion]) -> list[Passage]:
    """The passages that the rationale tells: those that the criteria rest on, else the first."""
    rests_on = {
        one.id for row in criteria for one in row.supports if isinstance(one, GuidelineSupport)
    }
    found = relevant_passages(item)
    used = [one for one in found if one.id in rests_on or rests_on & {*one.limit_ids}]
    apart = any(asking(row) for row in criteria if row.name not in OF_VISITS)
    return (used or ([] if apart else found[:1]))[:_MOST_SOURCES]


def _asked_for(item: Assessment, sections: Sequence[Passage]) -> Iterator[Statement]:
    """What the passages on the service ask for, in their own words."""
    for passage in sections:
        words = [*official_words(passage, item.service)]
        source = passage_cited(passage)
        if passage.unread:
            absent = "its text on the service is not at hand, and no number of it is quoted here"
            if item.rule.governs is None and not words:
                known = passage.in_force.start is not None
                part = "in force for" if known else "listed, without its days in force, for"
                told = f"{source} is the guideline {part} this request; {absent}."
                yield stated(told, from_passage(passage))
            yield from words
            continue
        said = account(passage) if len(passage.services) <= _FEW else ()
        if not said:
            asked = "; ".join(asked_of(passage, item.service)[:_MOST_REQUIREMENTS])
            yield stated(f"{source}, has on this service: {asked}.", from_passage(passage))
            yield from words
            continue
        opening = choose(
            (f"{source}, says in substance: ", f"{source}, reads in substance: "),
            item.item.title,
            passage.id,
        )
        yield stated(f"{opening}{said[0]}", from_passage(passage))
        for more in said[1:]:
            yield stated(f"The section adds: {more}", from_passage(passage))
        yield from words


def follows_operation(item: Assessment) -> bool:
    """Whether the item is part of the operation itself and stands or falls with it."""
    return _PART_OF_IT.search(item.item.title) is not None


def accompanies_surgery(item: Assessment) -> bool:
    """Whether the item is asked for as part of an operation."""
    return _ACCOMPANIES.search(item.item.title) is not None


def _joined(rows: Sequence[Criterion]) -> Iterator[tuple[str, tuple[Support, ...]]]:
    """The findings of rows with their supports; those of one record in one sentence."""
    joined: dict[tuple[str, ...], tuple[list[str], tuple[Support, ...]]] = {}
    for row in rows:
        parts = _RECORDS.fullmatch(row.finding)
        key: tuple[str, ...] = (row.finding,)
        if parts:
            key = (parts["where"], parts["quote"])
        says, supports = joined.setdefault(key, ([], ()))
        if parts and parts["says"] not in says:
            says.append(parts["says"])
        joined[key] = (says, (*supports, *(one for one in row.supports if one not in supports)))
    records: dict[str, tuple[list[str], tuple[Support, ...]]] = {}
    for key, (says, supports) in joined.items():
        if not says:
            yield key[0], supports
            continue
        told, held = records.setdefault(key[0], ([], ()))
        told.append(f'{listed(says)}: "{key[1]}"')
        records[key[0]] = (told, (*held, *(one for one in supports if one not in held)))
    for where, (told, supports) in records.items():
        yield (
            f"{where} records {'; '.join(told[:-1])}{'; and ' if told[1:] else ''}{told[-1]}",
            supports,
        )


def recorded_rows(item: Assessment, criteria: tuple[Criterion, ...]) -> Iterator[Statement]:
    """What the records say of each requirement, their own words quoted, and what they lack."""
    told = {*OF_VISITS, "the operation"}
    rows = [row for row in criteria if row.name not in told and not row.name.startswith("cap")]
    met = {number for row in rows if row.verdict == "met" for number in row.alternatives}
    met -= {number for row in rows if row.verdict != "met" for number in row.alternatives}
    if met:
        # one alternative is met whole: what the others lack says nothing
        rows = [row for row in rows if not row.alternatives or met & {*row.alternatives}]
    own = [row for row in rows if any(one.kind in {"record", "case"} for one in row.supports)]
    for finding, supports in _joined(own):
        yield stated(f"{finding[:1].upper()}{finding[1:]}.", *supports)
    missing = [
        row
        for row in rows
        if row.verdict == "not documented"
        and not any(one.kind in {"record", "case"} for one in row.supports)
    ]
    if missing:
        names = listed([row.name for row in missing], "or")
        joined = choose(
            (
                f"The records at hand do not document {names}.",
                f"No record at hand documents {names}.",
            ),
            item.item.title,
            "missing",
        )
        yield stated(joined, *(one for row in missing for one in row.supports))
