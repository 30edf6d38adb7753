"""Numbers, ranges, requests and citations in words."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.letters.models import Citation, Partial
    from assistant.quantities import Request

Range = tuple[int | float, int | float]


def number(value: float) -> str:
    """A number as people write it: 12, 0.5."""
    return f"{value:g}"


def span_of(values: Range) -> str:
    """A range in words: "6", "9-10"."""
    low, high = values
    return number(low) if low == high else f"{number(low)}-{number(high)}"


def request_words(request: Request) -> str:
    """What a request asks for, as "2 a week, 6 weeks, 12 visits"; "" where it has no number."""
    parts = []
    if request.drug:
        parts.append(" ".join(filter(None, (request.drug, request.strength, request.quantity))))
    elif request.strength or request.quantity:
        parts.append(" ".join(filter(None, (request.strength, request.quantity))))
    if request.dosing:
        parts.append(request.dosing)
    if request.per_week:
        parts.append(f"{span_of(request.per_week)} a week")
    if request.weeks:
        parts.append(f"{span_of(request.weeks)} weeks")
    if request.duration:
        parts.append(f"{span_of(request.duration.value)} {request.duration.unit}")
    if request.visits:
        how = "" if request.visits_explicit else " (by frequency and length)"
        parts.append(f"{span_of(request.visits)} visits{how}")
    return ", ".join(parts)


def partial_words(partial: Partial) -> str:
    """A partial certification in words."""
    named = (
        ("authorized", partial.authorized_visits, partial.authorized),
        ("remaining", partial.remaining_visits, partial.remaining),
        ("original", partial.original_visits, None),
    )
    parts = []
    for name, visits, words in named:
        if visits is not None:
            parts.append(f"{number(visits)} {name}")
        elif words:
            parts.append(f"{name}: {words}")
    return ", ".join(parts) or "part was authorized"


def citation_words(citation: Citation) -> str:
    """A cited source: chapter, year, sections or pages, or its words as printed."""
    if citation.system == "none":
        return "no evidence cited"
    if not citation.chapter:
        return citation.text
    title = citation.chapter
    if not title.upper().startswith(citation.system.upper()) and citation.system != "other":
        title = f"{citation.system} {title}"
    year = f" {citation.year}" if citation.year else ""
    sections = f", {'; '.join(citation.sections)}" if citation.sections else ""
    return f"{title}{year}{sections}{pages_words(citation.pages)}"


def pages_words(pages: tuple[int, int] | None) -> str:
    """Pages as a citation has them: ", p. 58-60"; "" where there are none."""
    if pages is None:
        return ""
    low, high = pages
    return f", p. {low}" if low == high else f", p. {low}-{high}"


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 error", "2 errors"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def hanging(label: str, words: str, columns: int, indent: int) -> str:
    """`label` and `words`, wrapped to `columns`, later lines indented under the words."""
    return textwrap.fill(
        words,
        columns,
        initial_indent=label,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
