"""Trial or whole course: which of a source's numbers measures a request, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.guidelines.models import Limit, Phase

_MAIN_METRICS = (
    "visits", "dose", "sessions", "injections", "sets", "duration", "uses", "conservative_care",
    "imaging_wait", "symptom_duration", "components", "tests", "hours", "supply",
    "activity_limitation", "concentration", "pain_duration", "effusion_onset", "wait", "window",
)  # fmt: skip
_OF_THEIR_OWN = ("flare_up", "maintenance")
"""Phases whose numbers measure a request only where the request is for that phase."""


class Course(NamedTuple):
    """The limits of a source by their part in a course of care, and which of them governs.

    supported_by  the limit that the visits supported now are counted from; None where none is
    """

    governs: Limit | None
    trial: Limit | None
    total: Limit | None
    why: str
    supported_by: Limit | None


def course(
    chosen: Sequence[Limit],
    prior_visits: float | None,
    improved: bool | None,
    phase: Phase | None = None,
    *,
    acute: bool = False,
) -> Course:
    """Which of the limits `chosen` for a request measures it, after `prior_visits`.

    prior_visits  visits of this service already attended; None: not documented
    improved      whether objective functional improvement from them is documented; None: not said
    phase         the phase the request is for; None: as earlier visits and their result tell
    acute         whether pain is in its first months: numbers for them come first then, else last
    """
    visits = [limit for limit in chosen if limit.metric == "visits"]
    trial = next((limit for limit in visits if limit.phase == "trial"), None)
    total = next((limit for limit in visits if limit.phase == "total"), None)
    if phase in _OF_THEIR_OWN:
        words = phase.replace("_", "-")
        own = next((limit for limit in (*visits, *chosen) if limit.phase == phase), None)
        why = f"the number for {words} care" if own else f"no number is given for {words} care"
        return Course(own, trial, total, why, None)
    if phase == "total" and total is not None:
        return Course(total, trial, total, "the request is for the whole course", total)
    if phase == "trial" and trial is not None:
        return Course(trial, trial, total, "the request is for a first trial", trial)
    if trial is None:
        rows = [limit for limit in chosen if limit.diagnoses]
        governs = total or _main(rows, acute=acute) or _main(chosen, acute=acute)
        counted = governs if governs in visits else None
        why = _after_visits(prior_visits, improved) if counted else ""
        return Course(governs, None, total, why, counted)
    governs, why = _step(trial, total, prior_visits, improved)
    open_ended = total is None and bool(prior_visits) and improved is True
    return Course(governs, trial, total, why, None if open_ended else governs)


def less(
    value: tuple[float, float] | None, prior_visits: float | None
) -> tuple[float, float] | None:
    """`value` without the visits already attended, not below zero."""
    if value is None or not prior_visits:
        return value
    return max(value[0] - prior_visits, 0.0), max(value[1] - prior_visits, 0.0)


def _main(chosen: Sequence[Limit], *, acute: bool) -> Limit | None:
    """The limit that measures a request for a service that is not counted in a trial or total.

    Of two on one thing, that for the phase and for the part of the body comes first.
    """

    def general(limit: Limit) -> tuple[bool, bool]:
        return (limit.phase == "acute") is not acute, not limit.body_parts

    for metric in _MAIN_METRICS:
        for limit in sorted(chosen, key=general):
            own = limit.phase == "flare_up" or (metric, limit.phase) == ("visits", "maintenance")
            if limit.metric == metric and not own:
                return limit
    return None


def _after_visits(prior_visits: float | None, improved: bool | None) -> str:
    """What earlier visits mean where the source has one number for the whole course."""
    if not prior_visits or improved:
        return ""
    if improved is False:
        return (
            f"the {prior_visits:g} earlier visits count against the course, and they brought no "
            "functional improvement, which more of them needs (8 CCR 9792.20)"
        )
    return (
        f"the {prior_visits:g} earlier visits count against the course; "
        "functional improvement from them is not documented"
    )


def _step(
    trial: Limit, total: Limit | None, prior_visits: float | None, improved: bool | None
) -> tuple[Limit, str]:
    """Which of the two numbers measures a request after `prior_visits`, and why."""
    if prior_visits is None:
        return trial, "no result of earlier visits is on record: taken as a first trial"
    if not prior_visits:
        return trial, "no earlier visits: a first trial"
    if improved is None:
        return trial, "no result of the earlier visits is documented, which a longer course needs"
    if improved is False:
        why = "the earlier visits brought no functional improvement: the trial is not passed"
        return trial, why
    if total is None:
        return trial, "functional improvement is documented: an extension is open, without a number"
    return total, "earlier visits with documented functional improvement: the whole course"
