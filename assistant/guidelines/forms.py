"""The forms of the corpus files: what `edition.toml` and `<section>.toml` may hold.

Unknown keys, missing units, values without meaning and dates that do not parse are refused with
the file and the field, so that no datum is silently ignored.
"""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from assistant.errors import CorpusError
from assistant.guidelines.models import Operator, Phase, System, Verification
from assistant.terms import Service
from assistant.text import Value
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

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


Form = TypeVar("Form", bound=Value)


def read_form(path: Path, form: type[Form]) -> Form:
    """The file `path` as `form`.

    Raises `CorpusError` with the file and the field at the first thing that is not allowed.
    """
    return as_form(path, read_table(path), form)


def read_table(path: Path) -> dict[str, Any]:
    """What the file `path` holds. Raises `CorpusError` for a file that is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CorpusError(str(path), "file", "a readable file", error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(str(path), "file", "valid TOML in UTF-8", str(error)) from error


def as_form(path: Path, data: dict[str, Any], form: type[Form]) -> Form:
    """The table `data` of the file `path` as `form`; raises as `read_form`."""
    try:
        return form.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field, allowed, found = _explained(first, data)
        raise CorpusError(str(path), field, allowed, found) from None


def _explained(error: ErrorDetails, data: dict[str, Any]) -> tuple[str, str, object]:
    """Field, what was allowed and what was found, of one validation error."""
    field = _field(error["loc"], data) or "file"
    found = error["input"]
    match error["type"]:
        case "extra_forbidden":
            return field, "no such key", found
        case "missing":
            return field, "a value", "nothing"
        case "literal_error":
            return field, f"one of {error['ctx']['expected']}", found
        case "value_error":
            if isinstance(found, dict):
                found = found.get("value", found.get("start"))
            return field, str(error["ctx"]["error"]), found
        case _:
            return field, error["msg"], found


def _field(location: tuple[int | str, ...], data: dict[str, Any]) -> str:
    """`limits[trial].unit` for `("limits", 3, "unit")`: entries are named by their own name."""
    named = ""
    at: Any = data
    for step in location:
        at = at[step] if _has(at, step) else None
        if isinstance(step, int):
            name = at.get("id", at.get("slug", step)) if isinstance(at, dict) else step
            named += f"[{name}]"
        else:
            named += f".{step}" if named else step
    return named


def _has(at: object, step: int | str) -> bool:
    if isinstance(at, dict):
        return step in at
    return isinstance(at, list) and isinstance(step, int) and step < len(at)
