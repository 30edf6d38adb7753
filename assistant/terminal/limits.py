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


_BOUNDS = {"<=": "up to ", "<": "under ", ">=": "at least ", ">": "more than "}
_FRACTION = "fraction of "
_COUNTED = ("visits", "uses", "components")


def limit_words(limit: Limit) -> str:
    """The number with its unit and time: "up to 6 visits over 2 weeks", "no visits"."""
    low, high = limit.value
    unit = limit.unit.replace("_", " ")
    first, _, rest = unit.partition(" ")
    if low < 0 < high:
        return f"{-low:g} {first} before to {high:g} after{rest.removeprefix('around')}"
    if unit.startswith(_FRACTION) and high == 0.5:
        return f"half of {unit.removeprefix(_FRACTION)}"
    if high == 0 and limit.operator in {"==", "<="}:
        return f"no {unit}" if first in _COUNTED else f"none (0 {unit})"
    if low == high == 1 and first.endswith("s"):
        unit = f"{first[:-1]} {rest}".rstrip()
    over = f" over {limit.over}" if limit.over else ""
    return f"{_BOUNDS.get(limit.operator, '')}{span_of(limit.value)} {unit}{over}"


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
        own = tuple(group)
        # pages stand in the heading where all limits of a section share them
        pages = {limit.pages for limit in own}
        apart = len(pages) > 1
        rows = [
            (
                measured_words(limit),
                limit_words(limit),
                applies_words(limit),
                *([pages_words(limit.pages).removeprefix(", p. ")] if apart else []),
                limit.verification,
            )
            for limit in own
        ]
        printed = "" if apart else pages_words(next(iter(pages)))
        title = f"{style('bold', heading)}{printed}\n  {style('dim', f'in force {in_force}')}"
        header = ("of", "limit", "for", *(["page"] if apart else []), "verification")
        lines = table(header, rows, style, columns, roles=VERIFICATION_ROLES, indent=2)
        blocks.append("\n".join((title, *lines)))
    return "\n\n".join(blocks)


def measured_words(limit: Limit) -> str:
    """What is measured, and in which phase: "trial visits", "post-surgical period", "dose"."""
    metric = limit.metric.replace("_", " ")
    phase = "" if limit.phase == "any" else limit.phase.replace("_", "-")
    if phase == "post-surgical":
        metric = metric.removeprefix("postsurgical ")
    return f"{phase} {metric}".lstrip()


def _heading(limit: Limit) -> tuple[str, str]:
    year = f" {limit.year}" if limit.year else ""
    system = "" if limit.system == "other" else f"{limit.system} "
    return f"{system}{limit.chapter}{year}, {limit.section}", in_force_words(limit.in_force)
