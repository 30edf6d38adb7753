"""The post-surgical table (8 CCR 9792.24.3): its row for an operation, period and initial course.

Inside the period of the row, therapy is measured by the table and not by the other chapters. The
initial course is half of the visits of the row; the rest needs documented functional improvement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.guidelines.queries import library, limits, words_of
from assistant.guidelines.reasons import Reason, months_after
from assistant.terms import find_body_parts, operation_words, regions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from assistant.guidelines.models import Limit

PHYSICAL = ("physical_therapy", "occupational_therapy", "chiropractic")
"""The services that the visits of the table count together."""

_SPINE = {"low back": "lumbar", "neck/upper back": "cervical"}
"""What the table calls a part of the spine; of the other parts it has the plain names."""

_LIMBS = {
    "shoulder": "arm", "elbow": "arm", "forearm/wrist/hand": "arm",
    "hip": "leg", "knee": "leg", "ankle/foot": "leg",
}  # fmt: skip

_TITLE = "MTUS Postsurgical Treatment 2009"


class AfterSurgery(NamedTuple):
    """What the table says: `total` is None where it does not govern, and `reasons` say why.

    `edition` is given without `total` where the table has the operation and no number is on record.
    """

    total: Limit | None = None
    initial: tuple[float, float] | None = None
    others: tuple[Limit, ...] = ()
    reasons: tuple[Reason, ...] = ()
    edition: str | None = None


def postsurgical(
    service: str,
    day: date | None,
    surgery: str | None,
    surgery_date: date | None,
    *,
    body_parts: Sequence[str] = (),
    planned: bool = False,
) -> AfterSurgery:
    """The row of the table for `surgery`, where it governs `service` on `day`.

    `surgery` is the operation in words; where they name no part of the body ("laminectomy"), it was
    one of `body_parts`. Physical therapy, occupational therapy and chiropractic
    share the visits of a row. `planned`: the request is for care after an operation that is still
    to come, or whose day is not known.
    """
    if not surgery or service not in PHYSICAL:
        return AfterSurgery()
    table = [
        limit
        for limit in limits(PHYSICAL[0], day)
        if limit.edition.startswith("postsurgical/") and limit.rank == 1
    ]
    asked = words_of(operation_words(surgery)) | _part_of_the_body(surgery, body_parts)
    row, also = _row(table, asked)
    if not row:
        return _without_number(surgery, asked, table, None if planned else (day, surgery_date))
    total = next(limit for limit in row if limit.metric == "visits")
    if _elsewhere(total, body_parts):
        return _not(f"{surgery} was not on the {', '.join(body_parts)}", total)
    period = next((limit for limit in row if limit.metric == "postsurgical_period"), None)
    if not planned:
        closed = _closed(day, surgery_date, period)
        if closed:
            return _not(closed, total)
    share = next((limit.value[1] for limit in table if limit.metric == "initial_share"), 0.5)
    initial = (total.value[0] * share, total.value[1] * share)
    why = (
        f"the request is for care after {surgery}"
        if surgery_date is None or day is None or day < surgery_date
        else f"{surgery} of {surgery_date.isoformat()} is inside the period of the table"
    )
    reasons = [Reason(taken=True, source=total.citation, why=why)]
    reasons += [
        Reason(taken=False, source=one.citation, why=f"the row for {one.diagnoses[0]} has fewer")
        for one in also
    ]
    return AfterSurgery(total, initial, tuple(x for x in row if x is not total), tuple(reasons))


def _elsewhere(row: Limit, body_parts: Sequence[str]) -> bool:
    """Whether arms are asked for and the operation was on a leg, or the other way round.

    Of nearer parts nothing is sure: care of the leg may go with an operation on the back.
    """

    def limbs(parts: Sequence[str]) -> set[str]:
        return {_LIMBS.get(region, "") for part in parts for region in regions_of(part)}

    own, asked = limbs(row.body_parts), limbs(body_parts)
    return "" not in own | asked and bool(own and asked) and own.isdisjoint(asked)


def _without_number(
    surgery: str,
    asked: frozenset[str],
    table: Iterable[Limit],
    days: tuple[date | None, date | None] | None,
) -> AfterSurgery:
    """The answer for an operation without a row of numbers: under a heading of the table or not."""
    for key in dict.fromkeys(limit.edition for limit in table):
        default = next((x for x in table if x.id == f"{key}/general:default-period"), None)
        for heading in library().contents(key).edition.sections:
            named = any(words_of(name) <= asked for name in (heading.title, *heading.aliases))
            numbers = any(limit.section == heading.title for limit in table)
            if not heading.slug or not named or numbers:
                continue
            closed = _closed(*days, default) if days else ""
            if closed:
                return _not(closed)
            why = f"its heading {heading.title} has {surgery}; no number of it is on record"
            return AfterSurgery(edition=key, reasons=(Reason(taken=True, source=_TITLE, why=why),))
    return _not(f"{surgery} is not an operation of its table")


def _closed(day: date | None, surgery_date: date | None, period: Limit | None) -> str:
    """Why the row does not govern on `day`; "" where it does."""
    if surgery_date is None or day is None:
        return "the date of surgery is not documented"
    if day < surgery_date:
        return f"the surgery of {surgery_date.isoformat()} is still to come"
    if period is not None:
        last = months_after(surgery_date, int(period.value[1]))
        if day > last:
            return f"its period of {period.value[1]:g} months ended {last.isoformat()}"
    return ""


def _not(why: str, total: Limit | None = None) -> AfterSurgery:
    source = total.citation if total else _TITLE
    return AfterSurgery(reasons=(Reason(taken=False, source=source, why=why),))


def _part_of_the_body(surgery: str, body_parts: Sequence[str]) -> frozenset[str]:
    """What the table calls the part operated on, by levels ("L5-S1"), or by the request."""
    parts = [one.part for one in find_body_parts(surgery)] or body_parts
    regions = {region for part in parts for region in regions_of(part)}
    spine = {_SPINE[region] for region in regions if region in _SPINE}
    own = words_of(" ".join(parts)) if not find_body_parts(surgery) else frozenset()
    return frozenset(spine) | own


def _row(table: Iterable[Limit], asked: frozenset[str]) -> tuple[list[Limit], list[Limit]]:
    """The limits of the row whose name has most of the words `asked`, whole names only.

    Of several operations that are named as closely, the row with most visits; the visits of the
    others are returned beside it.
    """
    best: dict[str, list[Limit]] = {}
    best_size = 0
    sizes: dict[tuple[str, ...], int] = {}
    for limit in table:
        size = sizes.get(limit.diagnoses, -1)
        if size < 0:
            named = (len(words) for words in map(words_of, limit.diagnoses) if words <= asked)
            size = sizes[limit.diagnoses] = max(named, default=0)
        if size > best_size:
            best, best_size = {}, size
        if size and size == best_size:
            best.setdefault(limit.passage, []).append(limit)
    counted = [row for row in best.values() if any(one.metric == "visits" for one in row)]
    rows = sorted(counted, key=lambda row: -_visits(row).value[1])
    return (rows[0], [_visits(row) for row in rows[1:]]) if rows else ([], [])


def _visits(row: Iterable[Limit]) -> Limit:
    return next(limit for limit in row if limit.metric == "visits")
