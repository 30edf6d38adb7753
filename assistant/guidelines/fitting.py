"""Which limits of one edition fit a request: by region, then by the row for the diagnosis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.guidelines.queries import applies_to_condition, applies_to_part, words_of
from assistant.terms import regions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.guidelines.models import Edition, Limit

_READ_AS = {
    "radiculopathy": "radiculitis",
    "radicular": "radiculitis",
    "sciatica": "radiculitis",
    "strain": "myalgia",
    "sprain": "myalgia",
    "myofascial": "myalgia",
    "spasm": "myalgia",
    "pain": "myalgia",
    "osteoarthrosi": "arthritis",
    "degenerative joint": "arthritis",
    "djd": "arthritis",
    "oa": "arthritis",
    "neuropathy": "neuralgia",
    "neuropathic": "neuralgia",
    "causalgia": "crps",
    "sudeck": "crps",
    "fibromyalgia": "myalgia",
    "tendinitis": "myalgia",
    "contusion": "myalgia",
}
"""Words of diagnoses (as `words_of` gives them) with the row of a table that they are read as."""

_UNSPECIFIED = "myalgia"


class Fit(NamedTuple):
    """The limits that fit, what was assumed to find them, and why others do not fit."""

    limits: list[Limit]
    assumptions: list[str]
    misfits: list[str]


def is_about(head: Edition, body_parts: Sequence[str]) -> bool:
    """Whether a chapter deals with one of the parts, or with no part in particular."""
    return not (head.body_parts and body_parts) or _share_region(head.body_parts, body_parts)


def fit(
    of_edition: Sequence[Limit],
    body_parts: Sequence[str],
    condition: str,
    request: str = "",
    service: str = "",
) -> Fit:
    """The limits of one edition that fit the parts and the condition of a request, rows first.

    A row is for a diagnosis, which `condition` names, or for a drug or device, which the words of
    the `request` name, or the `service` itself.
    """
    fitting, misfits = _by_region(of_edition, body_parts)
    rows = [limit for limit in fitting if limit.diagnoses]
    if not rows:
        return Fit(fitting, [], misfits)
    assumptions: list[str] = []
    own = words_of(request or service.replace("_", " "))
    named = _named(rows, own)
    if not named:
        named = [limit for limit in rows if condition and applies_to_condition(limit, condition)]
    if not named:
        read = _read_as(condition)
        named = [limit for limit in rows if read and applies_to_condition(limit, read)]
        if named:
            assumptions.append(f"{condition} is read as the row for {read}")
    if not named:
        named = [limit for limit in rows if applies_to_condition(limit, _UNSPECIFIED)]
        if named:
            about = f"no row for {condition}" if condition else "no diagnosis is named"
            assumptions.append(f"{about}: the row for unspecified muscle pain is taken")
        else:
            misfits.append(f"no row for {condition or 'a request without diagnosis'}")
    plain = [limit for limit in fitting if not limit.diagnoses]
    return Fit(named + plain, assumptions, misfits)


def _named(rows: Sequence[Limit], own: frozenset[str]) -> list[Limit]:
    """The rows that the words `own` name; "neuromuscular stimulation" is no plain "stimulation"."""
    names = {
        limit.id: [name for row in limit.diagnoses if (name := words_of(row)) <= own]
        for limit in rows
    }
    every = {name for found in names.values() for name in found}
    return [
        limit
        for limit in rows
        if any(not any(name < other for other in every) for name in names[limit.id])
    ]


def _by_region(
    of_edition: Sequence[Limit], body_parts: Sequence[str]
) -> tuple[list[Limit], list[str]]:
    """The limits for the parts or for no part in particular, and which parts have no number."""
    regional = [limit for limit in of_edition if limit.body_parts]
    plain = [limit for limit in of_edition if not limit.body_parts]
    if not body_parts:
        return plain + [limit for limit in regional if not _refuses(limit)], []
    here = [limit for limit in regional if _share_region(limit.body_parts, body_parts)]
    supported = [limit for limit in here if not _refuses(limit)]
    misfits = []
    silent = [
        part
        for part in body_parts
        if regional and not any(applies_to_part(limit, part) for limit in regional)
    ]
    if silent:
        misfits.append(f"no number for the {', '.join(silent)}")
    # a section that speaks of other parts alone is silent on this one
    silent_on = {limit.section for limit in regional} - {limit.section for limit in here}
    plain = [limit for limit in plain if limit.section not in silent_on]
    return plain + (supported or here), misfits


def _refuses(limit: Limit) -> bool:
    """Whether a limit says that the service is not recommended at all."""
    return limit.value == (0, 0) and limit.phase == "any"


def _read_as(condition: str) -> str:
    """The row that the words of a condition are read as, the more specific one; "" for none."""
    read = [row for word, row in _READ_AS.items() if words_of(word) <= words_of(condition)]
    specific = [row for row in read if row != _UNSPECIFIED]
    return (specific or read or [""])[0]


def _share_region(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the main region of a part of `second` is a region of `first`."""
    regions = {region for part in first for region in regions_of(part)} or set(first)
    return any((regions_of(part)[:1] or (part,))[0] in regions for part in second)
