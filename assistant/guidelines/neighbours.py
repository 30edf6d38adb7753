"""Why each limit for a service is part of the answer of `governing`, or is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assistant.guidelines.fitting import is_about
from assistant.guidelines.models import Limit
from assistant.guidelines.queries import applies_to_part, edition, limits
from assistant.text import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.guidelines.governing import Governing

Role = Literal["governs", "trial", "total", "frequency", "cap", "other"]


class Neighbour(Value):
    """A limit for the service; `role` is its part in the answer, None where it has none."""

    limit: Limit
    role: Role | None
    why: str


def neighbours(
    answer: Governing, service: str, body_parts: Sequence[str] = ()
) -> tuple[Neighbour, ...]:
    """Every limit for `service`, of every date, with the reason why the answer has it or not.

    `answer` is that of `governing` for `service` and `body_parts`. The limit that governs comes
    first, then the others of the answer, then those that were not taken, in order of the catalog.
    """
    roles = dict(_roles(answer))
    order = list(dict.fromkeys(roles))
    taken = []
    rest = []
    for limit in limits(service):
        if limit.id in roles:
            role, why = roles[limit.id]
            taken.append(Neighbour(limit=limit, role=role, why=why))
        else:
            why = _why_not(limit, answer, body_parts)
            rest.append(Neighbour(limit=limit, role=None, why=why))
    taken.sort(key=lambda one: order.index(one.limit.id))
    return (*taken, *rest)


def _roles(answer: Governing) -> Iterator[tuple[str, tuple[Role, str]]]:
    """Id, role and reason of the limits of the answer; the first role of a limit counts."""
    named: list[tuple[Limit | None, Role, str]] = [
        (answer.governs, "governs", _why_governs(answer)),
        (answer.trial, "trial", "the initial trial of the same source"),
        (answer.total, "total", "the whole course of the same source"),
        *((one, "frequency", "visits a week of the same source") for one in answer.frequency),
        *((one, "cap", "a cap of law beside medical necessity") for one in answer.caps),
        *((one, "other", _why_other(one, answer)) for one in answer.others),
    ]
    seen = set()
    for limit, role, why in named:
        if limit is not None and limit.id not in seen:
            seen.add(limit.id)
            yield limit.id, (role, why)


def _why_governs(answer: Governing) -> str:
    if answer.governs is None:
        return ""
    source = edition(answer.governs.edition).cite_as
    about = {answer.governs.id, answer.governs.citation, source}
    taken = [reason for reason in answer.reasons if reason.taken and reason.source in about]
    return "; ".join(reason.why for reason in taken)


def _why_other(limit: Limit, answer: Governing) -> str:
    if limit.edition == answer.edition:
        return f"the same source, on {limit.metric.replace('_', ' ')}"
    return "a rule on dispensing, beside medical necessity"


def _why_not(limit: Limit, answer: Governing, body_parts: Sequence[str]) -> str:
    day = answer.day
    if day is not None and not limit.in_force.covers(day):
        start, end = limit.in_force.start, limit.in_force.end
        window = f"from {start}" if end is None else f"until {end}" if start is None else ""
        return f"in force {window or f'{start} to {end}'}, not on {day.isoformat()}"
    if limit.rank == 0:
        return _told(answer, "Lab. Code", limit.citation) or "a rule beside medical necessity"
    if limit.phase == "post_surgical" and answer.basis != "post_surgical":
        return _told(answer, "MTUS Postsurgical") or "no operation is given"
    if answer.basis == "post_surgical":
        if limit.edition == answer.edition:
            row = limit.diagnoses[:1]
            return f"the row for {row[0]}" if row else "a rule for every row of the table"
        return "inside the period after the operation its table governs"
    head = edition(limit.edition)
    outside = not is_about(head, body_parts)
    elsewhere = any(not applies_to_part(limit, part) for part in body_parts)
    if outside or (elsewhere and limit.edition == answer.edition):
        return f"for the {', '.join(limit.body_parts or head.body_parts)}"
    if limit.edition == answer.edition:
        return f"the row for {limit.diagnoses[0]}" if limit.diagnoses else "not for this request"
    told = _told(answer, head.cite_as)
    if told:
        return told
    if answer.edition is not None:
        return f"{edition(answer.edition).cite_as} comes first"
    return f"for the {', '.join(limit.body_parts)}" if limit.body_parts else "not for this request"


def _told(answer: Governing, *sources: str) -> str:
    """What the reasons of the answer say against a source."""
    return "; ".join(
        reason.why
        for reason in answer.reasons
        if not reason.taken and reason.source.startswith(sources)
    )
