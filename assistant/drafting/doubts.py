"""What can be wrong with a statement of a model: the table of codes and the words it needs."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple


class Doubt(NamedTuple):
    """What is wrong with a statement: a code of `doubts.toml`, what was expected and found."""

    code: str
    expected: str
    found: str


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """Words that need no source, and numbers as words."""
    data = codes()["words"]
    return {
        "plain": dict.fromkeys(data["plain"].split(), ""),
        "spelled": dict(data["spelled"]),
    }


@lru_cache(maxsize=1)
def codes() -> dict[str, dict[str, Any]]:
    """The table of codes with name, severity and help, and the word lists beside it."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
