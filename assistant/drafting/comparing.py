"""The sentences that set the request beside the numbers of the guideline."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.assessment import Assessment, total_asked
from assistant.drafting.bounds import frequency_limit
from assistant.drafting.models import Criterion, Statement
from assistant.drafting.supports import stated
from assistant.drafting.wording import count, number
from assistant.guidelines import Limit


def compare(item: Assessment, row: Criterion, limit: Limit) -> Iterator[Statement]:
    """The number asked for beside the number given, earlier visits counted where documented."""
    asked = total_asked(item)
    if asked is None:
        yield stated(
            "The request states no number of visits, so it cannot be measured against the "
            f"{count(limit.value, 'visits')} of the guideline.",
            *row.supports,
        )
        return
    most = (item.rule.initial or limit.value)[1] if item.rule.supported else limit.value[1]
    if item.rule.basis == "post_surgical" and item.prior.count and item.improved:
        most = limit.value[1]
    before = item.prior.count or 0
    what = {"trial": "of an initial trial", "post_surgical": "of this course"}.get(
        limit.phase, "of the guideline"
    )
    ask = (
        f"The {_authorised(item)}request is for {count((asked, asked), 'visits')}{_schedule(item)}"
    )
    if limit.value[1] == 0:
        yield stated(f"{ask}.", *row.supports)
    elif before:
        verb = "exceeds" if asked + before > most else "is within"
        done = count((before, before), "visits")
        yield stated(f"{ask}.", *row.supports)
        yield stated(
            f"Together with the {done} already completed that makes {asked + before:g} in all, "
            f"which {verb} the {count((most, most), 'visits')} {what}.",
            *row.supports,
        )
    elif asked > most:
        yield stated(
            f"{ask}, which exceeds the {count((most, most), 'visits')} {what}.", *row.supports
        )
    else:
        yield stated(
            f"{ask}, which is within the {count((most, most), 'visits')} {what}.", *row.supports
        )
    if row.verdict == "not documented" and not before:
        yield stated(
            "Without the number of earlier visits, whether the whole course stays within the "
            "guideline is not documented.",
            *row.supports,
        )


def _authorised(item: Assessment) -> str:
    return "original " if item.partial else ""


def _schedule(item: Assessment) -> str:
    asked = item.asked
    if asked.per_week and asked.weeks and asked.per_week[1] * asked.weeks[1] == total_asked(item):
        weeks = count(asked.weeks, "weeks")
        return f" ({number(asked.per_week)} a week for {weeks})"
    return ""


def frequency(item: Assessment, rows: dict[str, Criterion]) -> Iterator[Statement]:
    """That the visits asked for are closer together than the section has them."""
    row = rows.get("frequency")
    limit = frequency_limit(item)
    if row is None or limit is None or row.verdict != "not met" or item.asked.per_week is None:
        return
    yield stated(
        f"{number(item.asked.per_week)} visits a week are also asked for where the section gives "
        f"{number(limit.value)} a week.",
        *row.supports,
    )


def caps(criteria: tuple[Criterion, ...]) -> Iterator[Statement]:
    """That a limit of law on visits for one injury is passed."""
    for row in criteria:
        if row.name.startswith("cap: ") and row.verdict == "not met":
            # the row asks "at most 24 visits for one injury" and finds "30 visits in all"
            most, whole = row.asks.removeprefix("at most "), row.finding.partition(" ")[0]
            yield stated(
                f"Labor Code section 4604.5 moreover caps such care at {most}; with this request "
                f"the total would be {whole}.",
                *row.supports,
            )
