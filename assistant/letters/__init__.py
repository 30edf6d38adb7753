"""Determination letters: read one into its parts, write one in the published form."""

from assistant.letters.models import (
    Citation,
    CitationSystem,
    Dates,
    Issue,
    Layout,
    Letter,
    Outcome,
    Part,
    Partial,
    Prose,
    Reviewer,
    Summary,
)
from assistant.letters.reading import read_letter

__all__ = [
    "Citation",
    "CitationSystem",
    "Dates",
    "Issue",
    "Layout",
    "Letter",
    "Outcome",
    "Part",
    "Partial",
    "Prose",
    "Reviewer",
    "Summary",
    "read_letter",
]
