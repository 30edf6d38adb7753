"""The forms of the corpus files: what `edition.toml` and `<section>.toml` may hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from assistant.guidelines.models import Operator, Phase, System, Verification
from assistant.terms import Service
from assistant.text import Value
from assistant.text.patterns import expression

Metric = Literal[
    "visits",
    "duration",
    "frequency",
    "treatments_to_effect",
    "sessions",
    "participation",
    "time_since_injury",
    "wait",
    "interval",
    "conservative_care",
    "symptom_duration",
    "pain_duration",
    "activity_limitation",
    "pain_relief",
    "relief_duration",
    "injections",
    "levels",
    "blocks",
    "sets",
    "leads",
    "dose",
    "concentration",
    "components",
    "uses",
    "duration_at_dose",
    "weaning_attempts",
    "visit_interval",
    "tests",
    "screening_after",
    "peak_effect",
    "hours",
    "reassessment",
    "postsurgical_period",
    "initial_share",
    "imaging_wait",
    "routine_testing",
    "effusion_onset",
    "weight_bearing",
    "flexion",
    "age",
    "biceps_involvement",
    "decision_time",
    "application_time",
    "records_time",
    "payment_time",
    "window",
    "supply",
]
"""What a limit measures."""

Unit = Literal[
    "visits",
    "full-day sessions",
    "treatments",
    "hours",
    "days",
    "working days",
    "business days",
    "weeks",
    "months",
    "years",
    "per week",
    "per year",
    "hours per day",
    "hours per week",
    "percent",
    "injections",
    "levels",
    "blocks per region",
    "sets",
    "leads",
    "mg morphine equivalents per day",
    "g per day",
    "g per joint per day",
    "components",
    "uses",
    "tests",
    "attempts",
    "fraction of the general course",
    "degrees",
    "days around surgery",
]
"""The unit of a limit's number."""

_OVER = expression(r"\d{1,3}(?:-\d{1,3})? (?:day|week|month|year)s?")
_SLUG = expression(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError("lower-case letters, digits and single hyphens")
    return text


def _over(text: str) -> str:
    if not _OVER.fullmatch(text):
        raise ValueError('a length of time as "2 weeks" or "6-8 weeks"')
    return text


def _range(value: object) -> object:
    """One number or two; never a text that looks like a number."""
    numbers = value if isinstance(value, list | tuple) else [value, value]
    plain = all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
    if len(numbers) != 2 or not plain:
        raise ValueError("a number, or [low, high]")
    return tuple(numbers)


def _pages(value: object) -> object:
    """One page or first and last."""
    pages = value if isinstance(value, list | tuple) else [value, value]
    match pages:
        case [int(first), int(last)] if 1 <= first <= last:
            return first, last
    raise ValueError("a page number, or [first, last]")


Slug = Annotated[str, AfterValidator(_slug)]
Over = Annotated[str, AfterValidator(_over)]
NumberOrRange = Annotated[tuple[float, float], BeforeValidator(_range)]
Pages = Annotated[tuple[int, int], BeforeValidator(_pages)]
Text = Annotated[str, Field(min_length=1)]


class LimitForm(Value):
    """One `[[limits]]` table; what it applies to and its source default to its passage's."""

    id: Slug
    passage: Slug | None = None
    metric: Metric
    phase: Phase
    operator: Operator
    value: NumberOrRange
    unit: Unit
    over: Over | None = None
    condition: str = ""
    services: tuple[Service, ...] | None = None
    body_parts: tuple[Text, ...] | None = None
    diagnoses: tuple[Text, ...] | None = None
    pages: Pages | None = None
    start: date | None = None
    end: date | None = None
    verification: Verification
    source: Text | None = None

    @model_validator(mode="after")
    def _operator_fits_value(self) -> LimitForm:
        low, high = self.value
        if self.operator == "range" and low >= high:
            raise ValueError("a range needs [low, high] with low below high")
        if self.operator != "range" and low != high:
            raise ValueError(f"operator {self.operator} needs one number")
        return self


class PassageForm(Value):
    """One `[[passages]]` table: what a passage of the section is about."""

    slug: Slug
    services: tuple[Service, ...] | None = None
    body_parts: tuple[Text, ...] = ()
    diagnoses: tuple[Text, ...] = ()
    pages: Pages | None = None
    requirements: tuple[Text, ...] = ()
    verification: Verification
    source: Text


class SectionForm(Value):
    """A whole `<section>.toml`."""

    title: Text
    aliases: tuple[Text, ...] = ()
    pages: Pages | None = None
    regulation: Text | None = None
    services: tuple[Service, ...] = ()
    see: tuple[Slug, ...] = ()
    unread: bool = False
    note: str = ""
    passages: tuple[PassageForm, ...] = Field(min_length=1)
    limits: tuple[LimitForm, ...] = ()


class EditionForm(Value):
    """A whole `edition.toml`."""

    system: System
    chapter: Text
    year: int | None = None
    cite_as: Text
    text: Text
    aliases: tuple[Text, ...] = ()
    regulation: Text | None = None
    start: date | None = None
    end: date | None = None
    window_verification: Verification
    body_parts: tuple[Text, ...] = ()
    conditions: tuple[Text, ...] = ()
    complete: bool = False
    rank: Literal[0, 1, 2, 3, 4] | None = None
    other_titles: tuple[Text, ...] = ()
    note: str = ""
    sources: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _dates_in_order(self) -> EditionForm:
        if self.start and self.end and self.start > self.end:
            raise ValueError("start must not be after end")
        return self
