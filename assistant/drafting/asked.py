"""What a source asks of the records, in a sentence, where its own passage does not say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assistant.drafting.models import Criterion, GuidelineSupport, Statement
from assistant.drafting.requirements import OF_VISITS
from assistant.drafting.supports import passage_cited, stated
from assistant.drafting.wording import listed
from assistant.guidelines import edition, passage


def criteria_told(criteria: Sequence[Criterion], told: Collection[str]) -> Iterator[Statement]:
    """What the source of the criteria asks, and that it is known from recall where it is.

    told  ids of the passages whose account the rationale gives already
    """
    rows = [row for row in criteria if row.name not in OF_VISITS and asking(row) is not None]
    source = asking(rows[0]) if rows else None
    if source is None:
        return
    name, unread = _named(source)
    recalled = any(row.recalled for row in rows)
    if unread or source.id not in told:
        if unread and source.id not in told:
            yield stated(f"{name} is the source in force; its text is not at hand.", source)
        how = "By recall it asks for" if recalled or unread else f"{name}, asks for"
        how = how if unread or not recalled else f"By recall {name}, asks for"
        yield stated(f"{how} {_told(rows)}.", source)
    elif recalled:
        yield stated(
            "These criteria are stated from recall and are to be checked against the text of the "
            "section.",
            source,
        )


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
