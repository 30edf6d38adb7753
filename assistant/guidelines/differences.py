"""What changed between two years of the schedule, limit beside limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assistant.errors import InvalidField
from assistant.guidelines.models import Limit
from assistant.guidelines.titles import squeezed
from assistant.text import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.guidelines.library import Library

Change = Literal["changed", "earlier only", "later only", "same"]

_TOLD_APART = ("frequency", "symptom_duration")
"""Metrics of which one section gives several, told apart by the start of their condition."""
_START = 8


class Difference(Value):
    """One limit of the earlier year beside its successor; None where one year has none.

    services, metric, phase and about say what both measure; `about` names diagnosis or body parts.
    """

    services: tuple[str, ...]
    metric: str
    phase: str
    about: str
    earlier: Limit | None
    later: Limit | None

    @property
    def change(self) -> Change:
        """Whether number, unit and time are the same, or one year has none that is known."""
        if self.earlier is None:
            return "later only"
        if self.later is None:
            return "earlier only"
        return "same" if _says(self.earlier) == _says(self.later) else "changed"


def diff(library: Library, earlier: int, later: int) -> tuple[Difference, ...]:
    """The limits of MTUS editions of year `earlier` that ended, beside those of year `later`.

    Guidelines of the earlier year that the later year left in force are not compared. Limits match
    by service, what they measure, phase, and what they are about; those of one name come first.

    Raises `InvalidField` for a year whose editions of the MTUS have no limit, and for years that
    are not in order.
    """
    _refuse(library, earlier, later)
    after = _limits(library, later)
    starts = [limit.in_force.start for limit in after if limit.in_force.start]
    change = min(starts, default=None)
    before = [
        limit
        for limit in _limits(library, earlier)
        if change is None or (limit.in_force.end is not None and limit.in_force.end < change)
    ]
    successor: dict[str, Limit] = {}
    for test in (_same_name, _same_subject):
        taken = {limit.id for limit in successor.values()}
        for old in before:
            if old.id in successor:
                continue
            new = next((x for x in after if x.id not in taken and test(old, x)), None)
            if new is not None:
                successor[old.id] = new
                taken.add(new.id)
    matched = {limit.id for limit in successor.values()}
    found = [_difference(old, successor.get(old.id)) for old in before]
    found += [_difference(new, None, ended=False) for new in after if new.id not in matched]
    return tuple(sorted(found, key=lambda one: (one.services, one.metric, one.phase, one.about)))


def _refuse(library: Library, earlier: int, later: int) -> None:
    years = sorted(
        {
            header.year
            for key, header in library.headers.items()
            if header.system == "MTUS" and header.year and library.contents(key).limits
        }
    )
    for year in (earlier, later):
        if year not in years:
            allowed = f"a year of editions with limits: {', '.join(map(str, years))}"
            raise InvalidField("guidelines", "year", allowed, year)
    if earlier >= later:
        raise InvalidField("guidelines", "years", f"a year after {earlier}", later)


def _limits(library: Library, year: int) -> list[Limit]:
    return [
        limit
        for key, header in library.headers.items()
        if header.system == "MTUS" and header.year == year
        for limit in library.contents(key).limits
    ]


def _difference(one: Limit, later: Limit | None, *, ended: bool = True) -> Difference:
    return Difference(
        services=one.services,
        metric=one.metric,
        phase=one.phase,
        about=", ".join(one.diagnoses[:1] or one.body_parts),
        earlier=one if ended else None,
        later=later if ended else one,
    )


def _same_name(old: Limit, new: Limit) -> bool:
    return (
        _name(old) == _name(new)
        and squeezed(old.section) == squeezed(new.section)
        and _same_subject(old, new)
    )


def _name(limit: Limit) -> str:
    return limit.id.rpartition(":")[2]


def _same_subject(old: Limit, new: Limit) -> bool:
    return (
        (old.metric, old.unit, old.phase) == (new.metric, new.unit, new.phase)
        and _meet(old.services, new.services)
        and _meet(old.body_parts, new.body_parts)
        and _meet(old.diagnoses, new.diagnoses)
        and (old.metric not in _TOLD_APART or old.condition[:_START] == new.condition[:_START])
    )


def _meet(first: Iterable[str], second: Iterable[str]) -> bool:
    one, other = set(first), set(second)
    return bool(one & other) or not (one or other)


def _says(limit: Limit) -> tuple[object, ...]:
    return (limit.operator, limit.value, limit.unit, limit.over)
