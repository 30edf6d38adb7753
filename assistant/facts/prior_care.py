"""Earlier visits of one service, summed up without adding what may be told twice.

Two reports that each say "6 visits completed" tell of the same six or of twelve; only a larger
single count is certain. The largest count of a stage is therefore taken, and differing counts are
kept beside it as a conflict for the reviewer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.facts.models import CaseFacts, Fact, Visits, VisitStage
from assistant.terms import Service, same_region
from assistant.text import Value

_BOTH = 2


class PriorCare(Value):
    """What is documented of earlier visits of `service`.

    completed    the fact with the largest count of completed visits; None without a count
    given        care that is said to have been given, without a count
    denied       statements that there was none
    authorised   the fact with the largest count of authorised visits
    prescribed   earlier prescriptions, oldest first
    conflict     other counts of completed visits that differ from `completed`
    """

    service: Service
    completed: Fact[Visits] | None = None
    given: Fact[Visits] | None = None
    denied: Fact[Visits] | None = None
    authorised: Fact[Visits] | None = None
    prescribed: tuple[Fact[Visits], ...] = ()
    conflict: tuple[Fact[Visits], ...] = ()

    @property
    def count(self) -> float | None:
        """Completed visits, 0 where earlier care is denied, None where no number is documented."""
        if self.completed and self.completed.value and self.completed.value.count:
            return self.completed.value.count[1]
        return 0 if self.denied and not self.given else None

    @property
    def at_least(self) -> bool:
        """Whether `count` is only a lower bound: "at least 3 sessions"."""
        return bool(self.completed and self.completed.value and self.completed.value.at_least)


def prior_care(
    facts: CaseFacts, service: Service, since: date | None = None, parts: tuple[str, ...] = ()
) -> PriorCare:
    """The earlier visits of `service` that `facts` document.

    `since` leaves out those before it, and `parts` those that are said to be for other parts of the
    body or the other side. Visits of another injury never count; without `since` those before the
    injury are left out too, which were of something else.
    """
    since = since or facts.injury_date.value
    own = [
        fact
        for fact in _of(facts, service)
        if fact.value
        and not fact.value.other_injury
        and not _elsewhere(fact.value.body_parts, parts)
        and not (since and _before(fact, since))
    ]
    completed = list(_counted(own, "completed"))
    if any(_treating(fact) for fact in _counted(_of(facts, service), "completed")):
        # what the review tells is weighed beside the treating records, never in their place
        known = [fact for fact in completed if _treating(fact)]
    else:
        known = completed
    best = max(known, key=_weight, default=None)
    return PriorCare(
        service=service,
        completed=best,
        given=next(
            (
                fact
                for fact in own
                if fact.status == "documented" and fact.value and fact.value.stage == "completed"
            ),
            None,
        ),
        denied=next((fact for fact in own if fact.status == "denied"), None),
        authorised=max(_counted(own, "authorised"), key=_largest, default=None),
        prescribed=tuple(_counted(own, "prescribed")),
        conflict=tuple(
            fact for fact in completed if best is not None and _largest(fact) != _largest(best)
        ),
    )


def _before(fact: Fact[Visits], since: date) -> bool:
    """Whether the visits were before `since`: by their own days or year, else by their record's."""
    value = fact.value
    if value and value.preoperative:
        return True
    if value and value.in_year:
        return value.in_year < since.year
    day = (value.last if value else None) or fact.on
    return day is not None and day < since


def _elsewhere(told: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether all parts told are other ones than those asked for, or of the other side."""
    return bool(told and asked) and not any(_meet(one, other) for one in told for other in asked)


def _meet(one: str, other: str) -> bool:
    sides = {side for side in ("left", "right") for part in (one, other) if part.startswith(side)}
    return len(sides) < _BOTH and same_region(one, other)


def _counted(own: Iterable[Fact[Visits]], stage: VisitStage) -> Iterable[Fact[Visits]]:
    for fact in own:
        value = fact.value
        if fact.status == "documented" and value and value.count and value.stage == stage:
            yield fact


def _of(facts: CaseFacts, service: Service) -> list[Fact[Visits]]:
    return [fact for fact in facts.visits if fact.value and fact.value.service == service]


def _treating(fact: Fact[Visits]) -> bool:
    """Whether a treating record says so, and not the utilization review."""
    return fact.source is None or fact.source.kind != "ur_decision"


def _weight(fact: Fact[Visits]) -> tuple[float, bool]:
    """The largest count first; of equals one told as a number, and not by the rows of a sheet.

    A count of rows is right, and a reader finds it less easily than the number.
    """
    return _largest(fact), not fact.also


def _largest(fact: Fact[Visits]) -> float:
    return fact.value.count[1] if fact.value and fact.value.count else 0
