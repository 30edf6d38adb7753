"""The sentences of an item that no number of visits measures: what is asked, what is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.assessment import Assessment
from assistant.drafting.models import Criterion, Statement
from assistant.drafting.requirements import OF_VISITS, asked_of, relevant_passages
from assistant.drafting.supports import (
    follows,
    from_case,
    from_edition,
    from_limit,
    from_passage,
    passage_cited,
    stated,
)
from assistant.drafting.wording import choose, count, day, listed, service_name

_ACCOMPANIES = re.compile(r"\bassociated surgical services?\b|\bassistant surgeon\b", re.IGNORECASE)
_MOST_SOURCES = 2
_MOST_REQUIREMENTS = 4
_BOUNDS = {
    "<=": "at most ",
    "<": "less than ",
    ">=": "at least ",
    ">": "more than ",
    "==": "exactly ",
}


def without_number(item: Assessment, criteria: tuple[Criterion, ...]) -> Iterator[Statement]:
    """No number of visits governs: what the sources ask, and that this alone denies nothing."""
    title = from_case(f"disputed_items[{item.number - 1}].title", item.item.title)
    if item.awaits_surgery:
        yield stated(
            "The care in dispute follows a surgery whose date is not documented, so its visits "
            "cannot be measured by the table for that operation.",
            title,
        )
        return
    if accompanies_surgery(item):
        yield stated(
            "The item accompanies an operation in dispute; where the operation is not found "
            "necessary, neither is what accompanies it.",
            title,
        )
    told = [*_other_limits(item), *_asked_for(item)]
    yield from told
    found = [*_recorded(item, criteria)]
    yield from found
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
    )
    yield stated(
        "This alone is no reason to find against the request, which is for the reviewer to judge.",
        follows("visits"),
    )


def _other_limits(item: Assessment) -> Iterator[Statement]:
    """Numbers of the governing source that do not count visits."""
    found = [item.rule.governs, *item.rule.others] if item.rule.governs else []
    for limit in [one for one in found if one is not None][:_MOST_SOURCES]:
        bound = _BOUNDS.get(limit.operator, "")
        what = limit.metric.replace("_", " ")
        number = bound + count(limit.value, limit.unit)
        said = f" ({limit.condition})" if limit.condition else ""
        yield stated(
            f"{limit.citation}, has a figure for {what}: {number}{said}.",
            from_limit(limit),
        )


def _asked_for(item: Assessment) -> Iterator[Statement]:
    """What passages on the service ask for, those of the parts in dispute."""
    for passage in relevant_passages(item)[:_MOST_SOURCES]:
        asked = "; ".join(asked_of(passage, item.service)[:_MOST_REQUIREMENTS])
        text = choose(
            (
                f"{passage_cited(passage)}, on this service: {asked}.",
                f"On this service {passage_cited(passage)}, has: {asked}.",
            ),
            item.item.title,
            passage.id,
        )
        yield stated(text, from_passage(passage))


def accompanies_surgery(item: Assessment) -> bool:
    """Whether the item is asked for as part of an operation."""
    return _ACCOMPANIES.search(item.item.title) is not None


def _recorded(item: Assessment, criteria: tuple[Criterion, ...]) -> Iterator[Statement]:
    """What the records say of each requirement, their own words quoted, and what they lack."""
    told = {*OF_VISITS, "the operation"}
    rows = [row for row in criteria if row.name not in told and not row.name.startswith("cap")]
    for row in rows:
        if "the records" in row.finding or row.verdict in {"met", "not met"}:
            about = "As to " if row.finding.startswith(row.name) else ""
            yield stated(f"{about}{row.finding}.", *row.supports)
    missing = [
        row for row in rows if row.verdict == "not documented" and "the records" not in row.finding
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
