"""Which chapter speaks of a request that no post-surgical table governs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.guidelines.fitting import Fit, fit, is_about
from assistant.guidelines.queries import edition, keys_in_force, library
from assistant.guidelines.reasons import Reason, months_after

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assistant.guidelines.models import Limit

_CHRONIC_MONTHS = 3
_LASTED = f"pain has lasted {_CHRONIC_MONTHS} months or more"


class Choice(NamedTuple):
    """The source that was chosen, its limits for the request, and why; `edition` None: none."""

    edition: str | None
    limits: list[Limit]
    reasons: list[Reason]
    assumed: bool = False


def choose(
    found: list[Limit],
    service: str,
    body_parts: Sequence[str],
    condition: str,
    *,
    day: date | None,
    chronic: bool | None,
) -> Choice:
    """The first source, in order, with a number for the request; else one that speaks of it.

    `found` holds the limits for the service in force on `day`. Where pain is acute and no source
    for that speaks of the request, the chronic pain chapter is the nearest there is.
    """
    choice = _choose(found, service, body_parts, condition, day, chronic)
    if choice.edition is not None or chronic is not False:
        return choice
    nearest = _choose(found, service, body_parts, condition, day, chronic=True)
    if nearest.edition is None or not _is_chronic_chapter(nearest.edition):
        return choice
    why = "no source for acute pain speaks of this; the chronic pain chapter is the nearest"
    reason = Reason(taken=True, source=edition(nearest.edition).cite_as, why=why)
    rest = [one for one in nearest.reasons if not (one.taken and one.why.startswith(_LASTED))]
    return Choice(nearest.edition, nearest.limits, [reason, *rest], assumed=True)


def _choose(
    found: list[Limit],
    service: str,
    body_parts: Sequence[str],
    condition: str,
    day: date | None,
    chronic: bool | None,
) -> Choice:
    reasons: list[Reason] = []
    if chronic is None:
        why = "day or injury date is not documented, so pain is taken as chronic"
        reasons.append(Reason(taken=True, source="duration of pain", why=why))
    elsewhere: list[str] = []
    taken: Fit | None = None
    for key in _in_order({limit.edition for limit in found}, chronic is not False):
        head = edition(key)
        if not is_about(head, body_parts):
            elsewhere.append(head.cite_as)
            continue
        if chronic is False and _is_chronic_chapter(key):
            why = f"pain has lasted less than {_CHRONIC_MONTHS} months since the injury"
            reasons.append(Reason(taken=False, source=head.cite_as, why=why))
            continue
        fitted = fit([limit for limit in found if limit.edition == key], body_parts, condition)
        if taken is not None:
            first = edition(taken.limits[0].edition)
            why = f"{first.cite_as} comes first"
            reasons.append(Reason(taken=False, source=head.cite_as, why=why))
        elif fitted.limits:
            taken = fitted
            why = _why_taken(fitted.limits, chronic)
            reasons.append(Reason(taken=True, source=head.cite_as, why=why))
            reasons += [Reason(taken=True, source=head.cite_as, why=w) for w in fitted.assumptions]
        if taken is None or taken is fitted:
            reasons += [Reason(taken=False, source=head.cite_as, why=w) for w in fitted.misfits]
    if elsewhere:
        why = "about other parts of the body"
        reasons.append(Reason(taken=False, source="; ".join(elsewhere), why=why))
    if taken is not None:
        assumed = bool(taken.assumptions)
        return Choice(taken.limits[0].edition, taken.limits, reasons, assumed)
    silent = _silent(service, body_parts, day, chronic)
    if silent is not None:
        reasons.append(silent[1])
    return Choice(silent[0] if silent else None, [], reasons)


def is_chronic(day: date | None, injury_date: date | None) -> bool | None:
    """Whether pain has lasted three months since the injury (8 CCR 9792.20); None: not known."""
    if day is None or injury_date is None:
        return None
    return day >= months_after(injury_date, _CHRONIC_MONTHS)


def _is_chronic_chapter(key: str) -> bool:
    return key.startswith("chronic-pain/")


def _in_order(keys: set[str], chronic: bool) -> list[str]:
    """Editions in the order in which they are asked: schedule first, then the search sequence."""

    def place(key: str) -> tuple[int, bool, bool, int, str]:
        head = edition(key)
        general = not head.body_parts
        return (head.rank, _is_chronic_chapter(key) != chronic, general, -(head.year or 0), key)

    return sorted(keys, key=place)


def _why_taken(limits: list[Limit], chronic: bool | None) -> str:
    parts = sorted({part for limit in limits for part in limit.body_parts})
    about = f"gives a number for the {', '.join(parts)}" if parts else "speaks of the service"
    if _is_chronic_chapter(limits[0].edition) and chronic:
        return f"{_LASTED}, and the chapter {about}"
    if limits[0].rank > 1:
        return f"the schedule gives no number for this; outside it, this source {about}"
    return f"the chapter in force {about}"


def _silent(
    service: str, body_parts: Sequence[str], day: date | None, chronic: bool | None
) -> tuple[str, Reason] | None:
    """The first edition of the schedule whose sections speak of the service without a number."""
    books = library()
    keys = {key for key in keys_in_force(day) if books.headers[key].system == "MTUS"}
    for key in _in_order(keys, chronic is not False):
        head = edition(key)
        # without a part of the body no chapter for one can be told from the others
        if head.year is None or (head.body_parts and not body_parts):
            continue
        if not is_about(head, body_parts):
            continue
        if chronic is False and _is_chronic_chapter(key):
            continue
        titles = [section.title for section in head.sections if service in section.services]
        if titles:
            why = f"speaks of the service ({'; '.join(titles)}) and gives no number for this"
            return key, Reason(taken=True, source=head.cite_as, why=why)
    return None
