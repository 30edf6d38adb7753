"""Which limit governs a request on a date, and why each neighbour does not.

The order is that of the regulations: the post-surgical table inside its period (8 CCR 9792.24.3),
else the chapter of the schedule for the problem (8 CCR 9792.21(c); 9792.23 sends pain that lasted
three months or more to the chronic pain chapter, 9792.24.2), else sources outside it in the order
of the search sequence (8 CCR 9792.21.1). "The guideline gives no number for this" is an answer.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.guidelines.chapters import choose, is_chronic
from assistant.guidelines.models import Limit
from assistant.guidelines.postsurgical import postsurgical
from assistant.guidelines.queries import edition, limits
from assistant.guidelines.reasons import Reason
from assistant.text import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

Basis = Literal["post_surgical", "chapter", "outside", "none"]

NO_NUMBER = "the guideline gives no number for this"
_MAIN_METRICS = (
    "visits", "dose", "sessions", "duration", "uses", "conservative_care", "imaging_wait",
    "symptom_duration", "injections", "sets", "components", "tests", "hours", "supply",
    "activity_limitation", "concentration", "pain_duration", "effusion_onset", "wait", "window",
)  # fmt: skip
_NOT_MAIN = ("flare_up",)


class Governing(Value):
    """The limit that governs a request, with its neighbours and the reasons.

    day        the day that decided which editions count; None where none was given
    basis      what kind of source governs; `edition` its key, None where nothing governs
    governs    the limit to measure the request by; None where the source gives no number
    trial      the number of an initial trial, `total` that of a whole course
    supported  visits supported now, after prior visits: `(low, high)`; None where no number governs
    initial    the initial course after surgery: half of the visits of the table
    assumed    whether a row of a table was taken that the request does not name
    frequency  limits on visits a week; `caps` limits on visits per injury; `others` what else the
               same source says of the service
    """

    day: date | None
    basis: Basis
    edition: str | None
    governs: Limit | None = None
    trial: Limit | None = None
    total: Limit | None = None
    supported: tuple[float, float] | None = None
    initial: tuple[float, float] | None = None
    frequency: tuple[Limit, ...] = ()
    assumed: bool = False
    caps: tuple[Limit, ...] = ()
    others: tuple[Limit, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def answer(self) -> str:
        """The answer in a line: number, unit and citation, or that no number is given."""
        if self.governs is None:
            where = f" ({edition(self.edition).cite_as})" if self.edition else ""
            return NO_NUMBER + where
        low, high = self.governs.value
        number = f"{low:g}" if low == high else f"{low:g}-{high:g}"
        over = f" over {self.governs.over}" if self.governs.over else ""
        return f"{number} {self.governs.unit}{over}: {self.governs.citation}"


def governing(
    service: str,
    body_parts: Sequence[str] = (),
    as_of: date | None = None,
    *,
    condition: str = "",
    service_date: date | None = None,
    injury_date: date | None = None,
    surgery: str | None = None,
    surgery_date: date | None = None,
    prior_visits: float | None = None,
    functional_improvement: bool | None = None,
) -> Governing:
    """The limit that governs a request for `service` to `body_parts`.

    as_of         the day of decision; `service_date` takes its place in retrospective disputes
    condition     the diagnosis in words; `surgery` the operation, `surgery_date` its day
    prior_visits  visits of this service already attended; None: not documented
    functional_improvement  whether objective improvement from them is documented; None: not said

    Raises `InvalidField` for a service that the machine interface does not name.
    """
    day = service_date or as_of
    found = limits(service, day)
    caps = tuple(limit for limit in found if limit.rank == 0 and limit.metric == "visits")
    found = [limit for limit in found if limit.rank > 0]
    reasons = [_day_reason(as_of, service_date)]
    after_surgery = postsurgical(service, day, surgery, surgery_date)
    reasons += after_surgery.reasons
    if after_surgery.total is not None:
        total = after_surgery.total
        ongoing = bool(prior_visits) and functional_improvement is True
        course = total.value if ongoing else after_surgery.initial
        reasons.append(_course_reason(total, ongoing, after_surgery.initial))
        return Governing(
            day=day,
            basis="post_surgical",
            edition=total.edition,
            governs=total,
            total=total,
            initial=after_surgery.initial,
            supported=_less(course, prior_visits),
            others=after_surgery.others,
            reasons=tuple(reasons),
        )
    found = [limit for limit in found if limit.phase != "post_surgical"]
    chronic = is_chronic(day, injury_date)
    choice = choose(found, service, body_parts, condition, day=day, chronic=chronic)
    known = Governing(
        day=day,
        basis="none" if choice.edition is None else "chapter",
        edition=choice.edition,
        assumed=choice.assumed,
        caps=caps,
        reasons=(*reasons, *choice.reasons),
    )
    if not choice.limits:
        return known
    return _from_chapter(choice.limits, known, prior_visits, functional_improvement)


def _day_reason(as_of: date | None, service_date: date | None) -> Reason:
    if service_date is not None:
        return Reason(
            taken=True,
            source="date of service",
            why=f"retrospective: editions in force on {service_date.isoformat()} count",
        )
    if as_of is None:
        return Reason(
            taken=False, source="date of decision", why="not given: every edition is looked at"
        )
    return Reason(
        taken=True,
        source="date of decision",
        why=f"editions in force on {as_of.isoformat()} count",
    )


def _course_reason(total: Limit, ongoing: bool, initial: tuple[float, float] | None) -> Reason:
    if ongoing:
        why = "functional improvement is documented, so the rest of the general course is open"
    else:
        half = f" ({initial[1]:g} visits)" if initial else ""
        why = (
            f"the initial course is half of the visits{half}; "
            "more needs documented functional improvement"
        )
    return Reason(taken=True, source=total.id, why=why)


def _from_chapter(
    chosen: list[Limit],
    known: Governing,
    prior_visits: float | None,
    functional_improvement: bool | None,
) -> Governing:
    """`known` with what the limits of the chosen source say."""
    visits = [limit for limit in chosen if limit.metric == "visits"]
    trial = next((limit for limit in visits if limit.phase == "trial"), None)
    total = next((limit for limit in visits if limit.phase == "total"), None)
    step = _step(trial, total, prior_visits, functional_improvement)
    governs = step.governs or _main(chosen)
    reasons = known.reasons
    if governs is not None and step.why:
        reasons = (*reasons, Reason(taken=True, source=governs.id, why=step.why))
    counted = governs in visits and not step.open_ended
    frequency = tuple(limit for limit in chosen if limit.metric == "frequency")
    used = {limit.id for limit in (governs, trial, total, *frequency) if limit}
    return known.model_copy(
        update={
            "basis": "chapter" if chosen[0].rank <= 1 else "outside",
            "governs": governs,
            "trial": trial,
            "total": total,
            "supported": _less(governs.value, prior_visits) if governs and counted else None,
            "frequency": frequency,
            "others": tuple(limit for limit in chosen if limit.id not in used),
            "reasons": reasons,
        }
    )


def _main(chosen: list[Limit]) -> Limit | None:
    """The limit that measures a request for a service that is not counted in a trial or total."""
    for metric in _MAIN_METRICS:
        for limit in chosen:
            if limit.metric == metric and limit.phase not in _NOT_MAIN:
                return limit
    return None


class _Step(NamedTuple):
    """Trial or total, the reason, and whether what is open has no number."""

    governs: Limit | None
    why: str
    open_ended: bool = False


def _step(
    trial: Limit | None,
    total: Limit | None,
    prior_visits: float | None,
    functional_improvement: bool | None,
) -> _Step:
    """Which of the two numbers measures a request after `prior_visits`."""
    if trial is None:
        return _Step(total, "")
    if not prior_visits:
        if prior_visits is None:
            return _Step(trial, "no result of earlier visits is on record: taken as a first trial")
        return _Step(trial, "no earlier visits: a first trial")
    if functional_improvement is None:
        why = "no result of the earlier visits is documented, which a longer course needs"
        return _Step(trial, why)
    if functional_improvement is False:
        why = "the earlier visits brought no functional improvement: the trial is not passed"
        return _Step(trial, why)
    if total is None:
        why = "functional improvement is documented: an extension is open, without a number"
        return _Step(trial, why, open_ended=True)
    why = "earlier visits with documented functional improvement: the whole course"
    return _Step(total, why)


def _less(
    value: tuple[float, float] | None, prior_visits: float | None
) -> tuple[float, float] | None:
    """`value` without the visits already attended, not below zero."""
    if value is None or not prior_visits:
        return value
    return max(value[0] - prior_visits, 0.0), max(value[1] - prior_visits, 0.0)
