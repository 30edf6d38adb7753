"""Which chapter speaks of a request that no post-surgical table governs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from assistant.guidelines.fitting import Fit, fit, is_about
from assistant.guidelines.queries import edition, keys_in_force, library, words_of
from assistant.guidelines.reasons import Reason, months_after
from assistant.terms import expand, regions_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.guidelines.models import Edition, Limit, Section

_CHRONIC_MONTHS = 3
_ORDER_OF_2017 = date(2017, 12, 1)
_LASTED = f"pain has lasted {_CHRONIC_MONTHS} months or more"


_OF_THE_PART = frozenset({"surgery", "mri", "xray", "ct", "other_diagnostic", "dme"})
"""Services of which the chapter for the part of the body speaks first, however long pain lasts."""


_ANYTHING = frozenset({"dme", "other", "other_drug"})
"""Services that are many things: what a section says of one says nothing of another."""

_FORMULARY = "formulary/"
_STOCK = words_of(
    "associated surgical service unit device equipment rental purchase supply treatment therapy "
    "day week month time left right bilateral post operative office visit with without and the "
    "for use pain low back neck spine body patient medical part tablet capsule refill one two "
    "three four"
)
"""Words of requests that tell no device or drug from another."""


class Asked(NamedTuple):
    """What is asked for: see `governing.governing`; `chronic` None: not known."""

    service: str
    body_parts: Sequence[str]
    condition: str
    request: str
    day: date | None
    chronic: bool | None


class Choice(NamedTuple):
    """The source that was chosen, its limits for the request, and why; `edition` None: none."""

    edition: str | None
    limits: list[Limit]
    reasons: list[Reason]
    assumed: bool = False


def choose(found: list[Limit], asked: Asked) -> Choice:
    """The first source, in order, with a number for the request; else one that speaks of it.

    `found` holds the limits for the service in force on the day. A chapter of the schedule whose
    text is not on record comes before any source outside it. Where pain is acute and no source
    for that speaks of the request, the chronic pain chapter is the nearest there is.
    """
    choice = _choose(found, asked)
    if choice.edition is not None or asked.chronic is not False:
        return choice
    nearest = _choose(found, asked._replace(chronic=True))
    if nearest.edition is None or not _is_chronic_chapter(nearest.edition):
        return choice
    why = "no source for acute pain speaks of this; the chronic pain chapter is the nearest"
    reason = Reason(taken=True, source=edition(nearest.edition).cite_as, why=why)
    rest = [one for one in nearest.reasons if not (one.taken and one.why.startswith(_LASTED))]
    return Choice(nearest.edition, nearest.limits, [reason, *rest], assumed=True)


def _choose(found: list[Limit], asked: Asked) -> Choice:
    reasons: list[Reason] = []
    if asked.chronic is None:
        why = "day or injury date is not documented, so pain is taken as chronic"
        reasons.append(Reason(taken=True, source="duration of pain", why=why))
    elsewhere: list[str] = []
    prior = _prior(asked)
    taken: Fit | None = None
    for key in _in_order({limit.edition for limit in found}, asked):
        head = edition(key)
        if not _is_for(head, asked):
            elsewhere.append(head.cite_as)
            continue
        if asked.chronic is False and _is_chronic_chapter(key):
            why = f"pain has lasted less than {_CHRONIC_MONTHS} months since the injury"
            reasons.append(Reason(taken=False, source=head.cite_as, why=why))
            continue
        if prior is not None and (head.rank > 1 or _own(prior, asked)) and key != prior.key:
            why = f"{prior.cite_as} comes first, and no number of it is on record"
            reasons.append(Reason(taken=False, source=head.cite_as, why=why))
            continue
        of_edition = [limit for limit in found if limit.edition == key]
        fitted = fit(of_edition, asked.body_parts, asked.condition, asked.request, asked.service)
        if taken is not None:
            first = edition(taken.limits[0].edition)
            why = f"{first.cite_as} comes first"
            reasons.append(Reason(taken=False, source=head.cite_as, why=why))
        elif fitted.limits:
            taken = fitted
            why = _why_taken(fitted.limits, asked.chronic)
            reasons.append(Reason(taken=True, source=head.cite_as, why=why))
            reasons += [Reason(taken=True, source=head.cite_as, why=w) for w in fitted.assumptions]
        if taken is None or taken is fitted:
            reasons += [Reason(taken=False, source=head.cite_as, why=w) for w in fitted.misfits]
    if elsewhere:
        why = "about other parts of the body or other conditions"
        reasons.append(Reason(taken=False, source="; ".join(elsewhere), why=why))
    if taken is not None:
        assumed = bool(taken.assumptions)
        return Choice(taken.limits[0].edition, taken.limits, reasons, assumed)
    silent = _silent(asked)
    if silent is not None:
        reasons.append(silent[1])
    return Choice(silent[0] if silent else None, [], reasons)


def is_chronic(day: date | None, injury_date: date | None) -> bool | None:
    """Whether pain has lasted three months since the injury (8 CCR 9792.20); None: not known."""
    if day is None or injury_date is None:
        return None
    return day >= months_after(injury_date, _CHRONIC_MONTHS)


def _is_for(head: Edition, asked: Asked) -> bool:
    """Whether a chapter is about the parts of the request, and for its condition."""
    named = words_of(f"{asked.condition} {asked.request}")
    own = any(words_of(condition) <= named for condition in head.conditions)
    return is_about(head, asked.body_parts) and (own or not head.conditions)


def _own(head: Edition, asked: Asked) -> bool:
    """Whether a chapter for a condition has it to itself: no pain is to be treated beside it."""
    return bool(head.conditions) and "pain" not in words_of(asked.condition)


def _is_chronic_chapter(key: str) -> bool:
    return key.startswith("chronic-pain/")


def _in_order(keys: set[str], asked: Asked) -> list[str]:
    """Editions in the order in which they are asked: schedule first, then the search sequence."""

    def place(key: str) -> tuple[int, bool, bool, bool, int, str]:
        head = edition(key)
        # since the orders of 2017 the chapter for a part of the body speaks of lasting pain too
        part = asked.service in _OF_THE_PART or (asked.body_parts and _of_2017(key))
        chronic = asked.chronic is not False and not part
        other = _is_chronic_chapter(key) != chronic
        general = not head.body_parts
        return (head.rank, not _own(head, asked), other, general, -(head.year or 0), key)

    return sorted(keys, key=place)


def _why_taken(limits: list[Limit], chronic: bool | None) -> str:
    parts = sorted({part for limit in limits for part in limit.body_parts})
    about = f"gives a number for the {', '.join(parts)}" if parts else "speaks of the service"
    if _is_chronic_chapter(limits[0].edition) and chronic:
        return f"{_LASTED}, and the chapter {about}"
    if limits[0].rank > 1:
        return f"the schedule gives no number for this; outside it, this source {about}"
    return f"the chapter in force {about}"


def _of_2017(key: str) -> bool:
    start = edition(key).in_force.start
    return start is not None and start >= _ORDER_OF_2017


def _speaking(asked: Asked) -> Iterator[tuple[Edition, list[Section]]]:
    """Editions of the schedule with sections on the service, in the order they are asked."""
    books = library()
    keys = {key for key in keys_in_force(asked.day) if books.headers[key].system == "MTUS"}
    for key in _in_order(keys, asked):
        head = edition(key)
        # without a part of the body no chapter for one can be told from the others
        if head.year is None or (head.body_parts and not asked.body_parts):
            continue
        if not _is_for(head, asked):
            continue
        if asked.chronic is False and _is_chronic_chapter(key):
            continue
        sections = [section for section in head.sections if asked.service in section.services]
        if asked.service in _ANYTHING and head.rank == 1 and not key.startswith(_FORMULARY):
            sections = [section for section in sections if _names(key, section, asked.request)]
        if sections:
            yield head, sections


def _names(key: str, section: Section, request: str) -> bool:
    """Whether a section on many things has a word of the request, or what it is also called."""
    words = words_of(" ".join((request, *expand(request)))) - _STOCK
    told = {word for word in words if len(word) > 3 and not regions_of(word)}
    own = f"{key}/{section.slug}"
    text = " ".join(
        f"{one.section} {one.title} {one.text}"
        for one in library().passages(key)
        if one.id.partition("#")[0] == own
    )
    return section.unread or not told or bool(told & words_of(text))


def _prior(asked: Asked) -> Edition | None:
    """The chapter that comes before those with numbers: for the condition, or without its text."""
    for head, sections in _speaking(asked):
        if any(section.unread for section in sections) or _own(head, asked):
            return head
    return None


def _silent(asked: Asked) -> tuple[str, Reason] | None:
    """The first edition of the schedule whose sections speak of the service without a number."""
    for head, sections in _speaking(asked):
        titles = [section.title for section in sections if not section.unread]
        why = f"speaks of the service ({'; '.join(titles)}) and gives no number for this"
        if not titles and head.in_force.start is None:
            why = "is listed for this; neither its days in force nor its text are on record here"
        elif not titles:
            why = "is the chapter in force for this; its text on it is not on record here"
        return head.key, Reason(taken=True, source=head.cite_as, why=why)
    return None
