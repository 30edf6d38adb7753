"""What a source asks of the records, in a sentence, where its own passage does not say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assistant.drafting.models import Criterion, GuidelineSupport, Statement
from assistant.drafting.requirements import OF_VISITS
from assistant.drafting.supports import passage_cited, stated
from assistant.drafting.wording import choose, listed
from assistant.guidelines import edition, passage

_UNVERIFIED = (
    "In substance, and still to be verified, {asks}",
    "Subject to verification against its text, {asks}",
)
_OF_SECTION = "These criteria are given in substance and are to be verified in the section itself."
_AGAIN = "They, too, are to be verified in the section itself."


def criteria_told(
    criteria: Sequence[Criterion], told: Collection[str], before: Sequence[Statement] = ()
) -> Iterator[Statement]:
    """What the source of the criteria asks, and that it is to be verified where it is recalled.

    told    ids of the passages whose account the rationale gives already
    before  the statements of the items before: what they say of a source is not said again whole
    """
    rows = [row for row in criteria if row.name not in OF_VISITS and asking(row) is not None]
    source = asking(rows[0]) if rows else None
    if source is None:
        return
    name, unread = _named(source)
    recalled = any(row.recalled for row in rows)
    if unread or source.id not in told:
        asks = f"{name}, asks for"
        if unread:
            absent = f"{name} is the source in force; its text is not at hand."
            opens = source.id not in told and all(one.text != absent for one in before)
            if opens:
                yield stated(absent, source)
            asks = f"{'it' if opens or source.id in told else name} calls for"
        elif recalled:
            asks = f"{name}, calls for"
        if unread or recalled:
            asks = choose(_UNVERIFIED, _told(rows), "unverified").format(asks=asks)
        yield stated(f"{asks} {_told(rows)}.", source)
    elif recalled:
        again = any(one.text == _OF_SECTION and source in one.supports for one in before)
        yield stated(_AGAIN if again else _OF_SECTION, source)


def asking(row: Criterion) -> GuidelineSupport | None:
    """The passage or edition that asks for a row; limits are told by themselves."""
    found = (one for one in row.supports if isinstance(one, GuidelineSupport))
    return next((one for one in found if ":" not in one.id), None)


def _named(source: GuidelineSupport) -> tuple[str, bool]:
    """The source as a sentence names it, and whether its text is not at hand."""
    if source.id.count("/") == 1:
        return edition(source.id).cite_as, True
    own = passage(source.id)
    return passage_cited(own), own.unread


def _told(rows: Sequence[Criterion]) -> str:
    each = [row.asks for row in rows if row.needed == "each" and row.decisive]
    numbers = sorted({number for row in rows for number in row.alternatives})
    paths = [" with ".join(row.asks for row in rows if one in row.alternatives) for one in numbers]
    parts = [listed(list(dict.fromkeys(each)))] if each else []
    if paths:
        parts.append(paths[0] if len(paths) == 1 else f"one of: {'; '.join(paths)}")
    return "; and ".join(parts) or rows[0].asks
