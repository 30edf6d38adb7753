"""Bounds on a course beside its number of visits: visits a week, and the caps of law."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.assessment import Assessment, total_asked
from assistant.drafting.models import Criterion, Support
from assistant.drafting.supports import from_facts, from_limit
from assistant.drafting.wording import count, number
from assistant.guidelines import Limit


def frequency_limit(item: Assessment) -> Limit | None:
    """The limit on visits a week for the start of the course asked for."""
    governs = item.rule.governs
    phases = {governs.phase, "any"} if governs else {"any"}
    fitting = [limit for limit in item.rule.frequency if limit.phase in phases]
    return max(fitting, key=lambda limit: limit.value[1], default=None)


def frequency_rows(item: Assessment, title: Support) -> Iterator[Criterion]:
    """The visits a week that are asked for, beside the number of the section."""
    limit = frequency_limit(item)
    if limit is None or item.asked.per_week is None:
        return
    most = limit.value[1]
    asked = item.asked.per_week[1]
    yield Criterion(
        name="frequency",
        asks=f"{number(limit.value)} visits a week",
        verdict="met" if asked <= most else "not met",
        decisive=False,
        finding=f"{asked:g} visits a week are asked for",
        answer="" if asked <= most else f"at most {most:g} visits a week",
        supports=(from_limit(limit), title),
    )


def cap_rows(item: Assessment, title: Support) -> Iterator[Criterion]:
    """Limits on visits for one injury (Labor Code §4604.5), outside post-surgical care."""
    asked = total_asked(item)
    if asked is None or item.rule.basis == "post_surgical":
        return
    before = item.prior.count
    for cap in item.rule.caps:
        most = cap.value[1]
        known = asked > most or before is not None
        over = asked + (before or 0) > most
        yield Criterion(
            name=f"cap: {cap.section}",
            asks=f"at most {count(cap.value, cap.unit)} for one injury",
            verdict=("not met" if over else "met") if known else "not documented",
            decisive=over,
            finding=f"{asked + (before or 0):g} visits in all",
            answer="" if known else "the number of visits since the injury",
            supports=(
                from_limit(cap),
                title,
                *(from_facts((item.prior.completed,)) if before and item.prior.completed else ()),
            ),
        )
