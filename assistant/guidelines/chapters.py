"""Which chapter, and which of its rows, speaks of a request that no post-surgical table governs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.guidelines.queries import (
    applies_to_condition,
    applies_to_part,
    edition,
    words_of,
)
from assistant.guidelines.reasons import Reason, months_after
from assistant.terms import regions_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assistant.guidelines.models import Limit

_CHRONIC_MONTHS = 3
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
}
"""Words of diagnoses (as `words_of` gives them) with the row of a table that they are read as."""


def chapter_limits(
    found: list[Limit],
    body_parts: Sequence[str],
    condition: str,
    chronic: bool | None,
) -> tuple[list[Limit], list[Reason]]:
    """The limits of the first source in order that speaks of the request, and the reasons."""
    reasons: list[Reason] = []
    if chronic is None:
        why = "day or injury date is not documented, so pain is taken as chronic"
        reasons.append(Reason(taken=True, source="duration of pain", why=why))
    taken: list[Limit] = []
    for key in _in_order({limit.edition for limit in found}, chronic is not False):
        of_edition = [limit for limit in found if limit.edition == key]
        fitting, misfits = _fitting(of_edition, body_parts, condition)
        head = edition(key)
        if chronic is False and key.startswith("chronic-pain/"):
            why = f"pain has lasted less than {_CHRONIC_MONTHS} months since the injury"
            reasons.append(Reason(taken=False, source=head.cite_as, why=why))
        elif not fitting:
            reasons.append(Reason(taken=False, source=head.cite_as, why="; ".join(misfits)))
        elif taken:
            why = f"{edition(taken[0].edition).cite_as} comes first in the search sequence"
            if edition(taken[0].edition).rank == head.rank:
                why = f"{edition(taken[0].edition).cite_as} already speaks of the request"
            reasons.append(Reason(taken=False, source=head.cite_as, why=why))
        else:
            taken = fitting
            reasons.append(
                Reason(taken=True, source=head.cite_as, why=_why_taken(fitting, chronic))
            )
            reasons += [Reason(taken=False, source=head.cite_as, why=why) for why in misfits]
    return taken, reasons


def _why_taken(fitting: list[Limit], chronic: bool | None) -> str:
    parts = sorted({part for limit in fitting for part in limit.body_parts})
    about = f"gives a number for the {', '.join(parts)}" if parts else "speaks of the service"
    if fitting[0].edition.startswith("chronic-pain/") and chronic:
        return f"pain has lasted {_CHRONIC_MONTHS} months or more, and the chapter {about}"
    if fitting[0].rank > 1:
        return f"the schedule gives no number for this; outside it, this source {about}"
    return f"the chapter in force {about}"


def is_chronic(day: date | None, injury_date: date | None) -> bool | None:
    """Whether pain has lasted three months since the injury (8 CCR 9792.20); None: not known."""
    if day is None or injury_date is None:
        return None
    return day >= months_after(injury_date, _CHRONIC_MONTHS)


def _in_order(keys: set[str], chronic: bool) -> list[str]:
    """Editions in the order in which they are asked: schedule first, then the search sequence."""

    def place(key: str) -> tuple[int, bool, int, str]:
        head = edition(key)
        is_chronic_chapter = key.startswith("chronic-pain/")
        return (head.rank, is_chronic_chapter != chronic, -(head.year or 0), key)

    return sorted(keys, key=place)


def _fitting(
    of_edition: list[Limit], body_parts: Sequence[str], condition: str
) -> tuple[list[Limit], list[str]]:
    """The limits of one edition that fit the request, and why the others do not."""
    misfits: list[str] = []
    chapter_parts = edition(of_edition[0].edition).body_parts
    if body_parts and chapter_parts and not _share_region(chapter_parts, body_parts):
        return [], [f"the chapter is about the {', '.join(chapter_parts)}"]
    regional = [limit for limit in of_edition if limit.body_parts]
    fitting = [limit for limit in of_edition if not limit.body_parts]
    if body_parts:
        fitting += [limit for limit in regional if _share_region(limit.body_parts, body_parts)]
        silent = [
            part
            for part in body_parts
            if regional and not any(applies_to_part(limit, part) for limit in regional)
        ]
        if silent:
            misfits.append(f"no number for the {', '.join(silent)}")
    else:
        fitting += [limit for limit in regional if limit.value != (0, 0)]
    numbers = [limit for limit in fitting if limit.value == (0, 0) and limit.phase == "any"]
    if numbers and len(numbers) < len([limit for limit in fitting if limit.body_parts]):
        fitting = [limit for limit in fitting if limit not in numbers]
    if regional and body_parts and not any(limit.body_parts for limit in fitting):
        fitting = []
    rows = [limit for limit in fitting if limit.diagnoses]
    if rows:
        wanted = _row_words(condition)
        named = [limit for limit in rows if wanted and applies_to_condition(limit, wanted)]
        if condition and not named:
            misfits.append(f"no row for {condition}")
        fitting = [limit for limit in fitting if not limit.diagnoses] + named
    return fitting, misfits


def _row_words(condition: str) -> str:
    """The condition with the names of the rows that its words are read as."""
    read = [row for word, row in _READ_AS.items() if word in words_of(condition)]
    specific = [row for row in read if row != "myalgia"] or read
    return " ".join([condition, *specific]).strip()


def _share_region(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the main region of a part of `second` is a region of `first`."""
    regions = {region for part in first for region in regions_of(part)} or set(first)
    return any((regions_of(part)[:1] or (part,))[0] in regions for part in second)
