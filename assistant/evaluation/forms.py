"""What the files that people write for `evals/` have in common: keys and talks, as TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import ConfigDict, ValidationError

from assistant.errors import InvalidField, UnreadableFile
from assistant.text import Value


class Form(Value):
    """A table of such a file: no key but those named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Read = TypeVar("Read", bound=Form)


def read_form(path: Path, form: type[Read]) -> Read:
    """The file `path` as `form`.

    Raises `UnreadableFile` where there is none, `InvalidField` for a field that is wrong.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), f"cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidField(str(path), "file", "TOML", str(error)) from None
    try:
        return form.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise InvalidField(str(path), field, first["msg"], first["input"]) from None
