"""What a source asks, in a sentence, where its own passage does not say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.drafting.models import Criterion, GuidelineSupport, Statement
from assistant.drafting.requirements import OF_VISITS
from assistant.drafting.supports import stated
from assistant.drafting.wording import listed


def criteria_told(criteria: Sequence[Criterion]) -> Iterator[Statement]:
    """What an edition asks whose text is not at hand; and that criteria are known from recall."""
    rows = [row for row in criteria if row.name not in OF_VISITS and _asking(row) is not None]
    if not rows:
        return
    source = _asking(rows[0])
    if source is None:
        return
    text_is_missing = source.id.count("/") == 1
    if text_is_missing:
        yield stated(
            f"{source.citation} is the source in force; its text is not at hand. By recall it asks "
            f"for {_told(rows)}.",
            source,
        )
    elif any(row.recalled for row in rows):
        yield stated(
            "What the section asks of the records is known from recall here, and its text is to be "
            "looked at before this is relied on.",
            source,
        )


def _asking(row: Criterion) -> GuidelineSupport | None:
    """The passage or edition that asks for a row; limits are told by themselves."""
    found = (one for one in row.supports if isinstance(one, GuidelineSupport))
    return next((one for one in found if ":" not in one.id), None)


def _told(rows: Sequence[Criterion]) -> str:
    each = [row.asks for row in rows if row.needed == "each" and row.decisive]
    numbers = sorted({number for row in rows for number in row.alternatives})
    paths = [" with ".join(row.asks for row in rows if one in row.alternatives) for one in numbers]
    parts = [listed(each)] if each else []
    parts += [f"one of: {'; '.join(paths)}"] if paths else []
    return "; and ".join(parts) or rows[0].asks
