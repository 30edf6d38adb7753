"""`case.json` to typed fields: what is wrong is named by file, field, allowed and found.

The form is the machine interface's: every field but `disputed_items` may be absent or null; unknown
fields are refused, because a misspelt date that is silently ignored would be printed as missing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from assistant.errors import InvalidField, UnreadableFile
from assistant.text import PRINTABLE, unprintable
from assistant.text.patterns import expression

LARGEST = 1_000_000
"""Bytes of the largest `case.json` that is read."""

_ISO_DATE = expression(r"\d{4}-\d{2}-\d{2}")


def _iso_date(found: object) -> object:
    # pydantic by itself would read "1393632000" as a time stamp
    if isinstance(found, str) and _ISO_DATE.fullmatch(found):
        return date.fromisoformat(found)
    return found


def _printable(found: str) -> str:
    # a letter repeats these words
    if unprintable(found):
        raise PydanticCustomError("unprintable", "unprintable")
    return found


_Date = Annotated[date | None, BeforeValidator(_iso_date)]
_Words = Annotated[str, Field(pattern=r"\S"), AfterValidator(_printable)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class DatesForm(_Form):
    """The dates of the case, ISO 8601."""

    injury: _Date = None
    ur_denial: _Date = None
    application_received: _Date = None
    assigned: _Date = None
    decision: _Date = None


class ReviewerForm(_Form):
    """The qualifications of the reviewer."""

    licensed_in: tuple[_Words, ...] = ()
    specialties: tuple[_Words, ...] = ()


class ItemForm(_Form):
    """One disputed item."""

    title: _Words
    claims_administrator_guideline: _Words | None = None


class CaseForm(_Form):
    """The whole of `case.json`."""

    case_number: _Words | None = None
    dates: DatesForm = DatesForm()
    priority: _Words | None = None
    reviewer: ReviewerForm = ReviewerForm()
    disputed_items: Annotated[tuple[ItemForm, ...], Field(min_length=1)]


_MODELS: dict[str, type[BaseModel]] = {
    "": CaseForm,
    "dates": DatesForm,
    "reviewer": ReviewerForm,
    "disputed_items": ItemForm,
}


def read_form(path: Path) -> tuple[CaseForm, bytes]:
    """The fields of the `case.json` at `path`, and its bytes.

    Raises:
        UnreadableFile: no such file, no permission, too large, not UTF-8, or not JSON.
        InvalidField: a field is unknown, missing, of another type, or not a date.
    """
    source = str(path)
    data = _bytes(path)
    try:
        return CaseForm.model_validate_json(data), data
    except ValidationError as failure:
        first = failure.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        reason = str(first.get("ctx", {}).get("error", "malformed"))
        raise UnreadableFile(source, f"not JSON: {reason}")
    raise InvalidField(source, _place(first["loc"]), _allowed(first), _found(first))


def _bytes(path: Path) -> bytes:
    source = str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(source, f"larger than {LARGEST:,} bytes")
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except FileNotFoundError:
        raise UnreadableFile(source, "no such file; a case folder holds a case.json") from None
    except OSError as error:
        raise UnreadableFile(source, f"cannot be read: {error.strerror or error}") from None


def _place(loc: tuple[int | str, ...]) -> str:
    """The place of a field: `disputed_items[0].title`."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".") or "the whole file"


_ALLOWED = {
    "missing": "this field",
    "string_type": "text",
    "string_pattern_mismatch": "text that is not blank",
    "unprintable": PRINTABLE,
    "tuple_type": "a list",
    "too_short": "at least one item",
    "date_type": "a date as 2014-03-01",
    "value_error": "a date as 2014-03-01",
}


def _allowed(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        owner = next((part for part in error["loc"][:-1] if isinstance(part, str)), "")
        return "one of " + ", ".join(_MODELS[owner].model_fields)
    if error["type"] in {"model_type", "model_attributes_type"}:
        return "an object"
    return _ALLOWED.get(error["type"], error["msg"])


def _found(error: ErrorDetails) -> Any:
    if error["type"] == "extra_forbidden":
        return error["loc"][-1]
    return "nothing" if error["type"] == "missing" else error["input"]
