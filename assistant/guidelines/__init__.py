"""Guideline editions, passages and dated limits, and which of them governs a request."""

from importlib import import_module
from typing import TYPE_CHECKING

from assistant.guidelines.governing import Governing, governing
from assistant.guidelines.library import Library
from assistant.guidelines.models import (
    Edition,
    InForce,
    Limit,
    Operator,
    Passage,
    Phase,
    Section,
    System,
    Verification,
)
from assistant.guidelines.neighbours import Neighbour, Role, neighbours
from assistant.guidelines.queries import (
    applies_to_condition,
    catalog,
    edition,
    editions_named,
    find_edition,
    keys_in_force,
    library,
    limit,
    limits,
    limits_of,
    match_sections,
    passage,
    passages,
    split_sections,
)
from assistant.guidelines.reasons import Reason
from assistant.guidelines.titles import SectionList

if TYPE_CHECKING:
    from assistant.guidelines.ingesting import (
        IngestedPassage,
        ingested_fingerprint,
        ingested_passages,
    )

__all__ = [
    "Edition",
    "Governing",
    "InForce",
    "IngestedPassage",
    "Library",
    "Limit",
    "Neighbour",
    "Operator",
    "Passage",
    "Phase",
    "Reason",
    "Role",
    "Section",
    "SectionList",
    "System",
    "Verification",
    "applies_to_condition",
    "catalog",
    "edition",
    "editions_named",
    "find_edition",
    "governing",
    "ingested_fingerprint",
    "ingested_passages",
    "keys_in_force",
    "library",
    "limit",
    "limits",
    "limits_of",
    "match_sections",
    "neighbours",
    "passage",
    "passages",
    "split_sections",
]

_OF_USERS = ("IngestedPassage", "ingested_fingerprint", "ingested_passages")
"""Names of `ingesting`, which is loaded when one is used: a check needs no texts of users."""


def __getattr__(name: str) -> object:
    if name in _OF_USERS:
        return getattr(import_module("assistant.guidelines.ingesting"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
