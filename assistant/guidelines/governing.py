"""Which limit governs a request on a date, and why each neighbour does not.

The order is that of the regulations: the post-surgical table inside its period (8 CCR 9792.24.3),
else the chapter of the schedule for the problem (8 CCR 9792.21(c); 9792.23 sends pain that lasted
three months or more to the chronic pain chapter, 9792.24.2), else sources outside it in the order
of the search sequence (8 CCR 9792.21.1). "The guideline gives no number for this" is an answer.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from assistant.guidelines.chapters import Asked, choose, is_chronic
from assistant.guidelines.course import course, less
from assistant.guidelines.models import Limit, Phase
from assistant.guidelines.postsurgical import PHYSICAL, AfterSurgery, postsurgical
from assistant.guidelines.queries import edition, library, limits
from assistant.guidelines.reasons import Reason
from assistant.text import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.guidelines.library import Library

Basis = Literal["post_surgical", "chapter", "outside", "none"]

NO_NUMBER = "the guideline gives no number for this"
_CAPPED_FROM = date(2004, 1, 1)
_SHOWN = (">=", ">", "<")
_FORMULARY = "formulary/"
"""How drugs are dispensed and when they need review, not how much of them is needed."""


class Governing(Value):
    """The limit that governs a request, with its neighbours and the reasons.

    day        the day that decided which editions count; None where none was given
    chronic    whether pain had lasted three months by then; None: not known, taken as chronic
    basis      what kind of source governs; `edition` its key, None where nothing governs
    governs    the limit to measure the request by; None where the source gives no number
    trial      the number of an initial trial, `total` that of a whole course
    supported  visits supported now, after prior visits: `(low, high)`; None where no number governs
    initial    the initial course after surgery: half of the visits of the table
    assumed    whether a row of a table was taken that the request does not name
    frequency  limits on visits a week; `caps` limits of law on visits per injury, which stand
               beside medical necessity; `others` what else the same source says of the service
    """

    day: date | None
    chronic: bool | None = None
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
        operator = self.governs.operator if self.governs.operator in _SHOWN else ""
        return f"{operator} {number} {self.governs.unit}{over}: {self.governs.citation}".lstrip()

    def admits(self, amount: float) -> bool | None:
        """Whether a request for `amount`, in the unit of the limit that governs, is supported now.

        None where the guideline gives no number for it.
        """
        if self.supported is not None:
            return amount <= self.supported[1]
        return self.governs.admits(amount) if self.governs is not None else None


def governing(
    service: str,
    body_parts: Sequence[str] = (),
    as_of: date | None = None,
    *,
    condition: str = "",
    request: str = "",
    service_date: date | None = None,
    injury_date: date | None = None,
    surgery: str | None = None,
    surgery_date: date | None = None,
    prior_visits: float | None = None,
    functional_improvement: bool | None = None,
    phase: Phase | None = None,
) -> Governing:
    """The limit that governs a request for `service` to `body_parts`.

    as_of         the day of decision; `service_date` takes its place in retrospective disputes
    condition     the diagnosis in words; `surgery` the operation, `surgery_date` its day
    request       the words of the request, which may name the drug or device that a row is for
    prior_visits  visits of this service already attended; None: not documented
    functional_improvement  whether objective improvement from them is documented; None: not said
    phase         the phase the request is for; None: as dates and earlier visits tell. "acute" and
                  "post_surgical" take the place of dates that are not documented

    Raises `InvalidField` for a service that the machine interface does not name.
    """
    return _governing(
        library(),
        service,
        tuple(body_parts),
        as_of,
        condition,
        request,
        service_date,
        injury_date,
        surgery,
        surgery_date,
        prior_visits,
        functional_improvement,
        phase,
    )


@lru_cache(maxsize=1024)
def _governing(
    _books: Library,
    service: str,
    body_parts: tuple[str, ...],
    as_of: date | None,
    condition: str,
    request: str,
    service_date: date | None,
    injury_date: date | None,
    surgery: str | None,
    surgery_date: date | None,
    prior_visits: float | None,
    functional_improvement: bool | None,
    phase: Phase | None,
) -> Governing:
    """`governing`, once for each request of a batch and each state of the corpus."""
    day = service_date or as_of
    found = limits(service, day)
    rules = [limit for limit in found if limit.edition.startswith(_FORMULARY)]
    clinical = [limit for limit in found if limit.rank > 0 and limit not in rules]
    reasons = [_day_reason(as_of, service_date)]
    planned = phase == "post_surgical"
    after_surgery = postsurgical(
        service, day, surgery, surgery_date, body_parts=body_parts, planned=planned
    )
    reasons += after_surgery.reasons
    if after_surgery.total is not None:
        return _from_table(day, after_surgery, reasons, prior_visits, functional_improvement)
    if after_surgery.edition is not None:
        return Governing(
            day=day,
            basis="post_surgical",
            edition=after_surgery.edition,
            others=tuple(rules),
            reasons=tuple(reasons),
        )
    chronic = False if phase == "acute" else is_chronic(day, injury_date)
    if service in PHYSICAL or not (surgery or planned):
        clinical = [limit for limit in clinical if limit.phase != "post_surgical"]
    asked = Asked(service, body_parts, condition, request, day, chronic)
    choice = choose(clinical, asked)
    caps = tuple(limit for limit in found if limit.rank == 0 and limit.metric == "visits")
    if caps and injury_date is not None and injury_date < _CAPPED_FROM:
        why = f"counts for injuries from {_CAPPED_FROM.isoformat()} on"
        reasons.append(Reason(taken=False, source=caps[0].citation, why=why))
        caps = ()
    known = Governing(
        day=day,
        chronic=chronic,
        basis="none" if choice.edition is None else "chapter",
        edition=choice.edition,
        assumed=choice.assumed,
        caps=caps,
        others=tuple(rules),
        reasons=(*reasons, *choice.reasons, *(_cap_reason(cap, prior_visits) for cap in caps)),
    )
    if not choice.limits:
        return known
    return _from_chapter(choice.limits, known, prior_visits, functional_improvement, phase)


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


def _cap_reason(cap: Limit, prior_visits: float | None) -> Reason:
    """What is left of a cap of law; more than the guideline gives does not make care necessary."""
    if prior_visits is None:
        left = "earlier visits are not documented"
    else:
        left = f"{max(cap.value[1] - prior_visits, 0):g} are left after {prior_visits:g}"
    why = f"{cap.value[1]:g} {cap.unit} per injury, whatever is necessary; {left}"
    return Reason(taken=True, source=cap.citation, why=why)


def _from_table(
    day: date | None,
    row: AfterSurgery,
    reasons: list[Reason],
    prior_visits: float | None,
    functional_improvement: bool | None,
) -> Governing:
    """What the row of the post-surgical table says of the request."""
    total = row.total
    ongoing = bool(prior_visits) and functional_improvement is True
    half = f" ({row.initial[1]:g} visits)" if row.initial else ""
    why = (
        "functional improvement is documented, so the rest of the general course is open"
        if ongoing
        else f"the initial course is half of the visits{half}; "
        "more needs documented functional improvement"
    )
    cap = "the cap of 24 visits per injury does not count visits under this table"
    source = total.id if total else ""
    reasons = [
        *reasons,
        Reason(taken=True, source=source, why=why),
        Reason(taken=False, source="Lab. Code §4604.5(c)", why=cap),
    ]
    return Governing(
        day=day,
        basis="post_surgical",
        edition=total.edition if total else None,
        governs=total,
        total=total,
        initial=row.initial,
        supported=less(total.value if total and ongoing else row.initial, prior_visits),
        others=row.others,
        reasons=tuple(reasons),
    )


def _from_chapter(
    chosen: list[Limit],
    known: Governing,
    prior_visits: float | None,
    functional_improvement: bool | None,
    phase: Phase | None,
) -> Governing:
    """`known` with what the limits of the chosen source say."""
    acute = phase == "acute" or known.chronic is False
    taken = course(chosen, prior_visits, functional_improvement, phase, acute=acute)
    reasons = known.reasons
    if taken.why:
        source = taken.governs.id if taken.governs else edition(chosen[0].edition).cite_as
        reason = Reason(taken=taken.governs is not None, source=source, why=taken.why)
        reasons = (*reasons, reason)
    frequency = tuple(limit for limit in chosen if limit.metric == "frequency")
    used = {limit.id for limit in (taken.governs, taken.trial, taken.total, *frequency) if limit}
    others = (*(limit for limit in chosen if limit.id not in used), *known.others)
    counted = taken.supported_by
    return known.model_copy(
        update={
            "basis": "chapter" if chosen[0].rank <= 1 else "outside",
            "governs": taken.governs,
            "trial": taken.trial,
            "total": taken.total,
            "supported": less(counted.value, prior_visits) if counted else None,
            "frequency": frequency,
            "others": others,
            "reasons": reasons,
        }
    )
