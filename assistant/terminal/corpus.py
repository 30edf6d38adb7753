"""An edition, a passage or a limit of the guidelines, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.guidelines import IngestedPassage
from assistant.guidelines.models import Edition, Limit
from assistant.terminal.limits import in_force_words, limits_text
from assistant.terminal.style import Style
from assistant.terminal.words import pages_words, plural

if TYPE_CHECKING:
    from assistant.guidelines.models import Passage


def entry_text(
    entry: Edition | Passage | Limit | IngestedPassage, style: Style, columns: int
) -> str:
    """The entry with its dates in force and how well it is verified."""
    if isinstance(entry, Edition):
        return _edition(entry, style)
    if isinstance(entry, Limit):
        text = limits_text([entry], style, columns)
        return f"{text}\n\n  {entry.id}\n{_paragraph(f'source: {entry.source}', columns)}"
    if isinstance(entry, IngestedPassage):
        return _brought(entry, style, columns)
    return _passage(entry, style, columns)


_KINDS = ("official", "corroborated", "reported", "recalled", "unverified")
_COUNTS = ("sections", "passages", "limits")
_HEADER = ("sect.", "pass.", "limits", "offic.", "corrob.", "report.", "recall.", "unver.")


def stats_text(rows: Sequence[Mapping[str, Any]], style: Style, columns: int) -> str:
    """A line an edition with its counts, limits by verification; those without a passage last.

    `rows` have edition, sections, passages, limits and verification, as the machine interface.
    """
    full = [row for row in rows if row["passages"]]
    first = max((len(row["edition"]) for row in full), default=0)

    def line(name: str, numbers: Sequence[int]) -> str:
        cells = (
            f"{number or '':>{len(title)}}" for number, title in zip(numbers, _HEADER, strict=True)
        )
        return f"{name:<{first}}  {'  '.join(cells)}".rstrip()

    def numbers(counted: Sequence[Mapping[str, Any]]) -> list[int]:
        counts = [sum(row[name] for row in counted) for name in _COUNTS]
        return counts + [
            sum(row["verification"].get(kind, 0) for row in counted) for kind in _KINDS
        ]

    lines = [style("dim", f"{'edition':<{first}}  {'  '.join(_HEADER)}")]
    lines += [line(row["edition"], numbers([row])) for row in full]
    lines.append(style("bold", line(f"total, {plural(len(rows), 'edition')}", numbers(rows))))
    rest = [row["edition"] for row in rows if not row["passages"]]
    if rest:
        known = f"known by title and year only: {', '.join(rest)}"
        told = textwrap.wrap(known, columns, break_on_hyphens=False, subsequent_indent="  ")
        lines += ["", *(style("dim", one) for one in told)]
    return "\n".join(lines)


def _brought(passage: IngestedPassage, style: Style, columns: int) -> str:
    in_force = f"  in force {in_force_words(passage.in_force)} · verbatim · {passage.id}"
    heading = style("bold", passage.citation) + f" (PDF p. {passage.pdf_page})"
    return "\n".join((heading, in_force, "", _paragraph(passage.text, columns)))


def _edition(edition: Edition, style: Style) -> str:
    lines = [
        style("bold", edition.cite_as),
        f"  in force {in_force_words(edition.in_force)} ({edition.window_verification})",
    ]
    if edition.regulation:
        lines.append(f"  {edition.regulation}")
    if edition.note:
        lines.append(f"  {edition.note}")
    listed = "all of its sections" if edition.complete else "known sections"
    lines.append(f"  {plural(len(edition.sections), 'section')} ({listed})")
    lines += [f"  - {section.title}{pages_words(section.pages)}" for section in edition.sections]
    return "\n".join(lines)


def _passage(passage: Passage, style: Style, columns: int) -> str:
    year = f" {passage.year}" if passage.year else ""
    lines = [
        style("bold", f"{passage.system} {passage.chapter}{year}, {passage.section}")
        + pages_words(passage.pages),
        f"  {passage.title}" if passage.title != passage.section else "",
        f"  in force {in_force_words(passage.in_force)} · {passage.verification} · {passage.id}",
        "",
        _paragraph(passage.text, columns),
    ]
    lines += [f"  - limit {name}" for name in passage.limit_ids]
    return "\n".join(line for line in lines if line or line == "")


def _paragraph(words: str, columns: int) -> str:
    return textwrap.fill(words, columns, initial_indent="  ", subsequent_indent="  ")
