"""An edition, a passage or a limit of the guidelines, for people."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.guidelines import IngestedPassage
from assistant.guidelines.models import Edition, Limit
from assistant.terminal.limits import (
    VERIFICATION_ROLES,
    applies_words,
    in_force_words,
    limit_words,
    limits_text,
    measured_words,
)
from assistant.terminal.style import Style
from assistant.terminal.table import table
from assistant.terminal.words import pages_words, plural

if TYPE_CHECKING:
    from assistant.guidelines.models import Passage


def entry_text(
    entry: Edition | Passage | Limit | IngestedPassage, style: Style, columns: int
) -> str:
    """The entry with its dates in force and how well it is verified."""
    if isinstance(entry, Edition):
        return _edition(entry, style, columns)
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


def _edition(edition: Edition, style: Style, columns: int) -> str:
    from assistant.guidelines import limits_of, passages  # noqa: PLC0415 - loaded when used

    lines = [
        style("bold", edition.cite_as),
        f"  in force {in_force_words(edition.in_force)} ({edition.window_verification})",
    ]
    told = (edition.text, edition.regulation, edition.note)
    lines += [_paragraph(words, columns) for words in told if words]
    listed = "all of its sections" if edition.complete else "known sections"
    lines.append(f"  {plural(len(edition.sections), 'section')} ({listed})")
    held: dict[str, list[str]] = {}
    for one in passages():
        if one.id.startswith(f"{edition.key}/"):
            held.setdefault(one.section, []).append(one.id.removeprefix(f"{edition.key}/"))
    limited = Counter(limit.section for limit in limits_of(edition.key))
    rows = [
        (
            f"{section.title}{pages_words(section.pages)}",
            _ids(held[section.title]),
            str(limited[section.title] or ""),
        )
        for section in sorted(edition.sections, key=lambda one: _numbered(one.title))
        if section.title in held
    ]
    if rows:
        header = ("section", f"passages, {edition.key}/…", "limits")
        lines += ["", *table(header, rows, style, columns, indent=2)]
    rest = [section.title for section in edition.sections if section.title not in held]
    if rest:
        known = _paragraph(f"known by title only: {'; '.join(rest)}", columns)
        lines += ["", style("dim", known)]
    return "\n".join(lines)


def _numbered(title: str) -> tuple[int, ...]:
    """The number that a title opens with, "3.3.7.2" as its parts; none for the others."""
    number = title.partition(" ")[0].rstrip(".")
    parts = number.split(".")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else ()


def _ids(names: Sequence[str]) -> str:
    """The ids of the passages of a section, the section itself once."""
    first, *rest = names
    return " ".join((first, *(f"#{name.partition('#')[2]}" for name in rest)))


def _passage(passage: Passage, style: Style, columns: int) -> str:
    year = f" {passage.year}" if passage.year else ""
    lines = [
        style("bold", f"{passage.system} {passage.chapter}{year}, {passage.section}")
        + pages_words(passage.pages),
        *([f"  {passage.title}"] if passage.title != passage.section else []),
        f"  in force {in_force_words(passage.in_force)} · {passage.verification} · {passage.id}",
        "",
        _paragraph(passage.text, columns),
    ]
    if passage.limit_ids:
        from assistant.guidelines import limit  # noqa: PLC0415 - loaded when used

        found = [limit(name) for name in passage.limit_ids]
        rows = [
            (measured_words(one), limit_words(one), applies_words(one), one.verification)
            for one in found
        ]
        header = ("of", "limit", "for", "verification")
        lines += ["", *table(header, rows, style, columns, roles=VERIFICATION_ROLES, indent=2)]
        lines += ["", *(style("dim", f"  {one.id}") for one in found)]
    if passage.source:
        lines += ["", _paragraph(f"source: {passage.source}", columns)]
    return "\n".join(lines)


def _paragraph(words: str, columns: int) -> str:
    return textwrap.fill(words, columns, initial_indent="  ", subsequent_indent="  ")
