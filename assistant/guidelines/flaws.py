"""What can be wrong with the corpus."""

from __future__ import annotations

from typing import Literal

from assistant.text import Value

CheckName = Literal[
    "schema",
    "files",
    "changelog",
    "title-missing",
    "editions-overlap",
    "contradiction",
    "number-missing",
    "number-unfounded",
    "verification",
    "not-own-words",
]


class Flaw(Value):
    """One thing wrong with the corpus: which check found it, where, and what it is."""

    check: CheckName
    where: str
    message: str
