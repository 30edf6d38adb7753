"""Waivers: findings that a house has looked at and let stand, each with a reason and a name.

They stand in a side file beside the letter, `LETTER.waivers.toml` (`CM16-0000001.txt` has
`CM16-0000001.txt.waivers.toml`):

    [[waive]]
    code = "DAT001"
    text = "02-01-2015"          # the words of the finding; or `issue`, or both
    issue = 2
    reason = "the letter means the earlier injury of the same claim"
    who = "J. Editor"
    when = 2026-11-23
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from assistant.checks.models import Finding
from assistant.errors import InvalidField, UnreadableFile
from assistant.text import Value

SUFFIX = ".waivers.toml"


class Waiver(Value):
    """One finding let stand: its code, and its item or words or both."""

    code: str = Field(min_length=1)
    issue: int | None = Field(None, ge=1)
    text: str | None = Field(None, min_length=1)
    reason: str = Field(min_length=1)
    who: str = Field(min_length=1)
    when: date

    @model_validator(mode="after")
    def _names_one_finding(self) -> Waiver:
        if self.issue is None and self.text is None:
            raise ValueError("issue or text, to say which finding")
        return self

    def covers(self, finding: Finding) -> bool:
        """Whether `finding` is the one that is waived."""
        return (
            finding.code == self.code
            and self.issue in (None, finding.issue)
            and (self.text is None or folded(self.text) == folded(finding.span.text))
        )


class _File(Value):
    waive: tuple[Waiver, ...] = ()


def waivers_beside(source: str, codes: Sequence[str]) -> tuple[Waiver, ...]:
    """The waivers in the side file of the letter at `source`; none where there is no such file.

    Raises:
        UnreadableFile: the side file cannot be read or is not TOML.
        InvalidField: a key that waivers do not have, a value they may not have, or a code that is
            not one of `codes`.
    """
    if source == "-":
        return ()
    path = Path(source + SUFFIX)
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), "a file of waivers must be readable UTF-8") from error
    try:
        waivers = _File.model_validate(tomllib.loads(text)).waive
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(str(path), f"not TOML: {error}") from error
    except ValidationError as error:
        # a misspelt key also leaves the right one missing: the misspelling is told
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        field = ".".join(map(str, first["loc"])) or "waive"
        raise InvalidField(str(path), field, _allowed(first["msg"]), first["input"]) from error
    for index, waiver in enumerate(waivers):
        if waiver.code not in codes:
            field = f"waive.{index}.code"
            raise InvalidField(str(path), field, "a code of `imr rule --all`", waiver.code)
    return waivers


def folded(words: str) -> str:
    """`words` on one line."""
    return " ".join(words.split())


def _allowed(message: str) -> str:
    known = ", ".join(Waiver.model_fields)
    words = message.removeprefix("Value error, ")
    return f"only {known}" if words.startswith("Extra inputs") else words
