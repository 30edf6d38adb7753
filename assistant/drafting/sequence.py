"""Rows for requests that the schedule gives no number for: the next source, and what was allowed.

8 CCR 9792.21.1(a): only where the schedule does not address a condition is the next source looked
at. A trial of six visits before more is what ODG gives for every kind of therapy.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment, total_asked
from assistant.drafting.documented import look, proses_of, quoted, recorded
from assistant.drafting.models import Criterion, Support
from assistant.drafting.supports import absent, from_limit, from_source
from assistant.drafting.wording import beside, count
from assistant.guidelines import limit
from assistant.terms import DRUG_SERVICES, Service
from assistant.text.patterns import expression

TRIAL = "odg/preface/physical-therapy-guidelines:trial-visits"
_THERAPIES: frozenset[Service] = frozenset(
    {"physical_therapy", "occupational_therapy", "chiropractic", "massage", "aquatic"}
)
_WHY_MORE = expression(
    r"\b(?:cannot|unable to|fail\w+ to|attempt\w* to) (?:\w+ ){0,3}(?:taper|wean|reduce|lower)"
    r"|\b(?:taper|wean\w*|reduction)[^.\n]{0,40}(?:failed|not tolerated|withdrawal|worse)"
    r"|\b(?:seen|visits?|returns?) (?:\w+ ){0,3}every (?:two|three|2|3) months",
)


def first_trial_rows(item: Assessment, title: Support) -> Iterator[Criterion]:
    """A first course of therapy that no number governs, beside the trial that ODG gives."""
    asked = total_asked(item)
    if item.service not in _THERAPIES or asked is None or item.prior.count or item.prior.given:
        return
    trial = limit(TRIAL)
    most = trial.value[1]
    fits = asked <= most
    yield Criterion(
        name="first trial",
        asks=f"a first trial of at most {count(trial.value, trial.unit)} before more",
        verdict="met" if fits else "not met",
        finding=beside(asked, most),
        answer="" if fits else f"a request for no more than {most:g} visits at first",
        supports=(from_limit(trial), title),
    )


_HOURS_A_DAY, _DAYS_A_WEEK = 8, 5
"""A full day and a full week of a programme, in hours and in days."""


def programme_rows(item: Assessment, title: Support) -> Iterator[Criterion]:
    """A functional restoration programme beside the weeks it has before it shows gains."""
    first = next(
        (
            one
            for one in (item.rule.governs, *item.rule.others)
            if one is not None and one.phase == "trial" and one.unit == "weeks"
        ),
        None,
    )
    days = _programme_days(item)
    if item.service != "functional_restoration" or first is None or days is None:
        return
    fits = days <= first.value[1] * _DAYS_A_WEEK
    asked = item.asked.duration
    length = count(asked.value, asked.unit) if asked else count(item.asked.weeks or (0, 0), "weeks")
    most = count(first.value, first.unit)
    yield Criterion(
        name="length before gains are shown",
        asks=f"at most {most} before subjective and objective gains are shown",
        verdict="met" if fits else "not met",
        in_part=not fits,
        recalled=first.verification not in {"official", "corroborated", "reported"},
        finding=f"the {length} asked for are {'within' if fits else 'longer than'} the {most} of "
        "a programme before gains are shown",
        answer="" if fits else f"a request for the first {most}, and the gains made in them",
        supports=(from_limit(first), title),
    )


def _programme_days(item: Assessment) -> float | None:
    """The full days that the programme takes; None where the request gives no length."""
    asked = item.asked.duration
    if asked is not None and asked.unit in {"hours", "days"}:
        return asked.value[1] / (_HOURS_A_DAY if asked.unit == "hours" else 1)
    return item.asked.weeks[1] * _DAYS_A_WEEK if item.asked.weeks else None


def more_than_allowed_rows(item: Assessment, case: CaseFile, title: Support) -> Iterator[Criterion]:
    """For a drug that utilization review allowed in part: why the rest is needed as well."""
    if item.partial is None or item.service not in DRUG_SERVICES:
        return
    name = "a reason for more than was allowed"
    seen = look(_WHY_MORE, proses_of(case))
    found = seen is not None and not seen.denied
    yield Criterion(
        name=name,
        asks="a reason why what utilization review allowed is not enough until the next visit",
        verdict="met" if found else "not documented",
        finding=f'{recorded(seen.source)} records a reason: "{quoted(seen.source)}"'
        if found and seen is not None
        else f"{name}: not documented",
        answer="" if found else "why the supply that was allowed is not enough",
        supports=(title, from_source(seen.source))
        if found and seen is not None
        else (title, absent(case, name)),
    )
