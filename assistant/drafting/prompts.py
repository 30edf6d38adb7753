"""Prompts: files with strict variables, known by their hash."""

from __future__ import annotations

import hashlib
import string
import tomllib
from typing import TYPE_CHECKING

from pydantic import ConfigDict, ValidationError

from assistant.errors import InvalidField, UnreadableFile
from assistant.settings import prompts_folder
from assistant.text import Value

if TYPE_CHECKING:
    from pathlib import Path

    from langchain_core.messages import BaseMessage


class _Form(Value):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    purpose: str
    variables: list[str]
    system: str = ""
    human: str = ""


class Prompt(Value):
    """One prompt file: its name, hash, variables, and the text of each role, empty for none."""

    name: str
    sha256: str
    variables: tuple[str, ...]
    system: str
    human: str

    def messages(self, **values: str) -> list[BaseMessage]:
        """The messages with `values` filled in; a value is never read as a template itself.

        Raises `InvalidField` for a variable that is missing or unknown.
        """
        from langchain_core.prompts import ChatPromptTemplate  # noqa: PLC0415 - loaded for a model

        if set(values) != set(self.variables):
            raise InvalidField(
                f"prompts/{self.name}.toml",
                "variables",
                ", ".join(self.variables),
                ", ".join(sorted(values)) or "none",
            )
        roles = [(role, text) for role in ("system", "human") if (text := getattr(self, role))]
        return ChatPromptTemplate.from_messages(roles).format_messages(**values)


def read_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt `name` of `prompts/`.

    Raises:
        UnreadableFile: no such prompt, or not TOML.
        InvalidField: an unknown key, or text that uses other variables than it names.
    """
    path = (folder or prompts_folder()) / f"{name}.toml"
    try:
        data = path.read_bytes()
        form = _Form.model_validate(tomllib.loads(data.decode()))
    except OSError as error:
        raise UnreadableFile(str(path), f"cannot be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), f"not TOML: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InvalidField(str(path), place, first["msg"], first["input"]) from None
    used = {
        field
        for text in (form.system, form.human)
        for _, field, _, _ in string.Formatter().parse(text)
        if field is not None
    }
    if used != set(form.variables):
        raise InvalidField(
            str(path), "variables", ", ".join(sorted(used)) or "none", ", ".join(form.variables)
        )
    return Prompt(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        variables=tuple(form.variables),
        system=form.system.strip(),
        human=form.human.strip(),
    )
