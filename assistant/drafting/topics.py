"""What a question is about: kinds of facts by the ways in which people ask for them."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.terms import glossary_names

_MARK = re.compile(r"\\[a-zA-Z]")
"""What an expression has beside words."""


class Topic(NamedTuple):
    """A kind of facts: its field of `CaseFacts`, its name, and words in which records tell it.

    `kinds` are kinds of records that are about nothing else; `facts` whether facts are read of it.
    """

    field: str
    name: str
    asks: re.Pattern[str]
    words: str
    kinds: frozenset[str] = frozenset()
    facts: bool = True


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
            one.get("facts", True),
        )
        for field, one in data.items()
    )


@lru_cache(maxsize=1)
def known_words() -> str:
    """The words that topics are asked by and told in, and those of the glossary."""
    asked = " ".join(f"{_MARK.sub(' ', one.asks.pattern)} {one.words}" for one in topics())
    return f"{asked} {' '.join(glossary_names())}"


def topics_of(question: str) -> list[Topic]:
    """The topics that a question asks for."""
    return [one for one in topics() if one.asks.search(question)]
