"""What a question is about: kinds of facts by the ways in which people ask for them."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Topic(NamedTuple):
    """A kind of facts: its field of `CaseFacts`, its name, and words in which records tell it.

    `kinds` are kinds of records that are about nothing else.
    """

    field: str
    name: str
    asks: re.Pattern[str]
    words: str
    kinds: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Every topic, in the order of `topics.toml`."""
    data = tomllib.loads(Path(__file__).with_name("topics.toml").read_text("utf-8"))
    return tuple(
        Topic(
            field,
            one["name"],
            re.compile(one["asks"], re.IGNORECASE),
            one["words"],
            frozenset(one.get("kinds", ())),
        )
        for field, one in data.items()
    )


def topics_of(question: str) -> list[Topic]:
    """The topics that a question asks for."""
    return [one for one in topics() if one.asks.search(question)]
