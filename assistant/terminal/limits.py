"""Dated limits, as the machine interface has them and as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant.terminal.style import Style
from assistant.terminal.table import table
from assistant.terminal.words import pages_words, span_of

if TYPE_CHECKING:
    from assistant.guidelines.models import InForce, Limit

VERIFICATION_ROLES = {
    "official": "good",
    "corroborated": "good",
    "reported": "warning",
    "recalled": "warning",
    "unverified": "error",
}
"""How each verification is coloured: green may give an error, yellow a warning, red only info."""


def in_force_data(in_force: InForce) -> list[str | None]:
    """First and last day in force as ISO dates, None where open or not known."""
    return [day.isoformat() if day else None for day in (in_force.start, in_force.end)]


def limit_data(limit: Limit) -> dict[str, Any]:
    """The limit in the machine interface."""
    data = limit.model_dump(mode="json")
    data["in_force"] = in_force_data(limit.in_force)
    data["citation"] = limit.citation
    return data


def limit_words(limit: Limit) -> str:
    """The number with its unit and time: "<= 6 visits over 2 weeks"."""
    operator = "" if limit.operator in {"==", "range"} else f"{limit.operator} "
    over = f" over {limit.over}" if limit.over else ""
    return f"{operator}{span_of(limit.value)} {limit.unit.replace('_', ' ')}{over}"


NAMES_SHOWN = 3
"""Names of one condition or operation shown in a table; a guideline's data may know a dozen."""


def applies_words(limit: Limit) -> str:
    """Whom the limit is for: its condition, diagnoses and body parts, long lists cut short."""
    diagnoses = ", ".join(limit.diagnoses[:NAMES_SHOWN])
    more = len(limit.diagnoses) - NAMES_SHOWN
    if more > 0:
        diagnoses += f" and {more} more name{'s' if more > 1 else ''}"
    groups = (limit.condition, diagnoses, ", ".join(limit.body_parts))
    return "; ".join(filter(None, groups))


def in_force_words(in_force: InForce) -> str:
    """Days in force: "2009-07-18 to 2016-07-27", "from 2017-12-01"."""
    if in_force.start and in_force.end:
        return f"{in_force.start} to {in_force.end}"
    if in_force.start:
        return f"from {in_force.start}"
    return f"until {in_force.end}" if in_force.end else "dates not known"


def limits_text(limits: Sequence[Limit], style: Style, columns: int) -> str:
    """Limits as tables, one for each guideline section, with how well each is verified."""
    blocks = []
    for (heading, in_force), group in groupby(limits, key=_heading):
        rows = [
            (
                limit.metric.replace("_", " "),
                limit.phase.replace("_", " "),
                limit_words(limit),
                applies_words(limit),
                pages_words(limit.pages).removeprefix(", p. "),
                limit.verification,
            )
            for limit in group
        ]
        title = f"{style('bold', heading)}\n  {style('dim', f'in force {in_force}')}"
        header = ("metric", "phase", "limit", "for", "page", "verification")
        lines = table(header, rows, style, columns, roles=VERIFICATION_ROLES, indent=2)
        blocks.append("\n".join((title, *lines)))
    return "\n\n".join(blocks)


def _heading(limit: Limit) -> tuple[str, str]:
    year = f" {limit.year}" if limit.year else ""
    return f"{limit.system} {limit.chapter}{year}, {limit.section}", in_force_words(limit.in_force)
