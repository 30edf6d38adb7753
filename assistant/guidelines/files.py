"""The files of the corpus as forms.

Unknown keys, missing units, values without meaning and dates that do not parse are refused with
the file and the field, so that no datum is silently ignored.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from assistant.errors import CorpusError
from assistant.text import Value

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

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
    """The table `data` of the file `path` as `form`; raises as `read_form` does."""
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
