"""Regulations and statutes that a text names, and what the catalog says of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.claims.prose import Passage
from assistant.text import stems
from assistant.text.patterns import expression

_CITED = expression(
    r"(?:(?<![\d.])9792\.(?P<part>\d{1,6}(?:\.\d{1,4}){0,2})"
    r"|\b(?:Lab(?:or|\.)? Code|LC) ?(?:sections?|§{1,2}|sec\.)? ?(?P<code>\d{3,5}(?:\.\d{1,3})?))"
    r"(?P<paragraph>(?: ?\([A-Za-z0-9]{1,4}\)){0,4})",
    re.IGNORECASE,
)
_CITING = stems("9792", "code", "lc")


class Regulation(NamedTuple):
    """One regulation of a text: its section, first paragraph ("" for none), and its place."""

    section: str
    paragraph: str
    text: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """Section with paragraph, "9792.20(e)"."""
        return f"{self.section}({self.paragraph})" if self.paragraph else self.section


class Catalog(NamedTuple):
    """What is known: subjects by section and by "section(paragraph)", and topics."""

    subjects: dict[str, str]
    sections: frozenset[str]
    lettered: frozenset[str]
    topics: tuple[tuple[str, frozenset[str]], ...]
    bounds: tuple[int, int, int]


def find_regulations(passage: Passage) -> Iterator[Regulation]:
    """The regulations of title 8 and sections of the Labor Code that `passage` names."""
    if not passage.begin(_CITING):
        return
    text = passage.text
    for match in _CITED.finditer(text):
        section = f"9792.{match['part']}" if match["part"] else match["code"]
        letters = re.findall(r"\((\w{1,4})\)", match["paragraph"])
        yield Regulation(section, letters[0] if letters else "", match.group(), *match.span())


def exists(regulation: Regulation) -> bool:
    """Whether the number of a section of title 8 lies in the range of the rules."""
    if not regulation.section.startswith("9792."):
        return True
    first, last, furthest = known().bounds
    numbers = [int(part) for part in regulation.section.split(".")[1:]]
    return first <= numbers[0] <= last and all(number <= furthest for number in numbers[1:])


@lru_cache(maxsize=1)
def known() -> Catalog:
    """The catalog, read once."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    subjects: dict[str, str] = {}
    lettered = set()
    for section, about in data["section"].items():
        subjects[section] = about["subject"]
        for paragraph, subject in about.get("paragraphs", {}).items():
            subjects[f"{section}({paragraph})"] = subject
            lettered.add(section)
    bounds = data["range"]["8 CCR"]
    return Catalog(
        subjects=subjects,
        sections=frozenset(data["section"]),
        lettered=frozenset(lettered),
        topics=tuple((one["words"], frozenset(one["sections"])) for one in data["topic"]),
        bounds=(bounds["first"], bounds["last"], bounds["furthest_part"]),
    )
