"""Which limit governs a request, and why, as the machine interface has it and for people."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.terminal.limits import (
    VERIFICATION_ROLES,
    limit_data,
    limit_words,
    measured_words,
)
from assistant.terminal.style import Style
from assistant.terminal.table import table
from assistant.terminal.words import pages_words, plural, span_of

if TYPE_CHECKING:
    from assistant.guidelines import Governing, Neighbour

_LONGEST_LIST = 12


def governing_data(
    answer: Governing, one: Neighbour, requested: float | None = None
) -> dict[str, Any]:
    """A limit in the machine interface, with its part in the answer and why it has it or not.

    The limit that governs has also what is supported now, and every step of the choice.
    """
    data = limit_data(one.limit)
    data |= {"governs": one.role == "governs", "role": one.role, "why": one.why}
    data["answer"] = answer.answer
    if one.role == "governs":
        data["supported"] = answer.supported
        data["initial"] = answer.initial
        data["assumed"] = answer.assumed
        if requested is not None:
            data["requested"] = {"amount": requested, "within": answer.admits(requested)}
        data["reasons"] = [reason.model_dump(mode="json") for reason in answer.reasons]
    return data


def governing_text(
    answer: Governing,
    found: Sequence[Neighbour],
    requested: float | None,
    style: Style,
    columns: int,
) -> str:
    """The answer, what it supports now, its steps and limits, and the number of others."""
    lines = _answer(answer, requested, style, columns)
    lines.append("")
    for reason in answer.reasons:
        mark = style("good", "+") if reason.taken else style("dim", "-")
        words = f"{_source(reason.source, found)}: {reason.why}"
        wrapped = textwrap.wrap(words, columns - 4, break_on_hyphens=False) or [""]
        lines += [f"  {mark} {wrapped[0]}", *(f"    {line}" for line in wrapped[1:])]
    taken = [one for one in found if one.role]
    for heading in dict.fromkeys(_section(one) for one in taken):
        rows = [
            (
                str(one.role),
                measured_words(one.limit),
                limit_words(one.limit),
                one.limit.condition,
                one.limit.verification,
            )
            for one in taken
            if _section(one) == heading
        ]
        header = ("part", "of", "limit", "for", "verification")
        printed = textwrap.wrap(heading, columns - 2, break_on_hyphens=False)
        lines += ["", *(f"  {style('bold', line)}" for line in printed)]
        lines += table(header, rows, style, columns, roles=VERIFICATION_ROLES, indent=2)
    rest = len(found) - len(taken)
    if rest:
        other = f"{plural(rest, 'other limit')} for the service not taken; --format json says why"
        lines += ["", f"  {other}"]
    return "\n".join(lines)


def _answer(answer: Governing, requested: float | None, style: Style, columns: int) -> list[str]:
    """The limit that governs, where it stands, and what it leaves of the request."""
    governs = answer.governs
    if governs is None:
        lines = textwrap.wrap(f"governs: {answer.answer}", columns, subsequent_indent="  ")
        lines = [style("bold", line) for line in lines]
    else:
        level = style(VERIFICATION_ROLES[governs.verification], f"({governs.verification})")
        lines = [f"{style('bold', f'governs: {limit_words(governs)}')} {level}"]
        cited = textwrap.wrap(governs.citation, columns - 2, break_on_hyphens=False)
        lines += [f"  {line}" for line in cited]
        if governs.condition:
            lines += textwrap.wrap(
                f"for: {governs.condition}", columns, initial_indent="  ", subsequent_indent="  "
            )
    if answer.initial:
        lines.append(f"  initial course: {span_of(answer.initial)} visits")
    if answer.supported:
        lines.append(f"  supported now: {span_of(answer.supported)} visits")
    if requested is not None:
        verdicts = {True: "within", False: "not within", None: "no number to measure it by"}
        role = {True: "good", False: "error", None: "dim"}
        within = answer.admits(requested)
        lines.append(f"  requested {requested:g}: {style(role[within], verdicts[within])}")
    return lines


def _section(one: Neighbour) -> str:
    """The chapter and section of a limit, without its page."""
    limit = one.limit
    return limit.citation.removesuffix(pages_words(limit.pages))


def _source(source: str, found: Sequence[Neighbour]) -> str:
    """A source of a reason in words: of a limit, its number instead of its id."""
    limit = next((one.limit for one in found if one.limit.id == source), None)
    return limit_words(limit) if limit else _shortened(source)


def _shortened(source: str) -> str:
    """A list of sources, cut where it is long."""
    named = source.split("; ")
    if len(named) <= _LONGEST_LIST:
        return source
    return "; ".join(named[:_LONGEST_LIST]) + f" and {len(named) - _LONGEST_LIST} more"
