"""Earlier visits of one service, summed up without adding what may be told twice.

Two reports that each say "6 visits completed" tell of the same six or of twelve; only a larger
single count is certain. The largest count of a stage is therefore taken, and differing counts are
kept beside it as a conflict for the reviewer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.facts.models import CaseFacts, Fact, Visits, VisitStage
from assistant.terms import Service
from assistant.text import Value


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


def prior_care(facts: CaseFacts, service: Service, since: date | None = None) -> PriorCare:
    """The earlier visits of `service` that `facts` document; `since` leaves out those before it.

    By default those before the injury are left out: they were of something else.
    """
    since = since or facts.injury_date.value
    own = [
        fact
        for fact in facts.visits
        if fact.value
        and fact.value.service == service
        and (since is None or fact.on is None or fact.on >= since)
    ]
    completed = list(_counted(own, "completed"))
    best = max(completed, key=_largest, default=None)
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


def _counted(own: Iterable[Fact[Visits]], stage: VisitStage) -> Iterable[Fact[Visits]]:
    for fact in own:
        value = fact.value
        if fact.status == "documented" and value and value.count and value.stage == stage:
            yield fact


def _largest(fact: Fact[Visits]) -> float:
    return fact.value.count[1] if fact.value and fact.value.count else 0
