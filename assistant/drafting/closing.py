"""The closing sentence of an item: what was asked for, and what is suggested of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.assessment import Assessment
from assistant.drafting.models import Criterion, Statement
from assistant.drafting.supports import follows, stated
from assistant.drafting.wording import choose, lowered
from assistant.letters.models import Outcome
from assistant.quantities import read_partial

_PART = re.compile(r"(?P<asked>\d+) visits are asked for; (?P<most>\d+) (?:is|are) supported")
_ASKS = re.compile(r"(?P<kind>(?:retro|pro)spective )?request (?:for|of) ", re.IGNORECASE)
_AFTERWARDS = re.compile(r"retrospective ", re.IGNORECASE)
_WHOLE = (
    "This suggestion rests on missing documentation and not on a finding against the request: as "
    "the records stand, its medical necessity is not shown."
)
_SHORT = (
    "Here, too, the suggestion rests on missing documentation: it would change first with "
    "{needed}.",
    "Documentation is again what is missing: the suggestion would change first with {needed}.",
)
_PAPER = re.compile(
    r"(?:the |an? )?(?:\w+ )?(?:reports?|films|evaluation|request|list|drug screen|functional"
    r" tests)\b"
)
"""An answer that names the paper itself; any other is a thing that a record would have to show."""


def conclusion(
    item: Assessment,
    outcome: Outcome | None,
    follows_from: tuple[str, ...],
    visits: Criterion | None,
) -> Statement:
    """The closing sentence, on the portion that is in dispute."""
    what = requested(item.item.title)
    if item.partial and item.partial.remaining:
        what = f"the remaining portion of the request, {lowered(item.partial.remaining.text)},"
    elif item.partial:
        what = f"the request for {lowered(item.partial.original.text)}"
    part = _PART.fullmatch(visits.finding) if visits else None
    if outcome == "partially_overturned" and part:
        portion = f"for {part['most']} of the {part['asked']} visits"
        return stated(
            f"Therefore, {what} is medically necessary in part, {portion}.", follows(*follows_from)
        )
    return stated(_closing(what, outcome), follows(*follows_from))


def requested(title: str) -> str:
    """What a title asks for as a sentence names it; a title may begin with "request for" itself."""
    text = title.strip().rstrip(".:")
    asks = _ASKS.match(text)
    if asks:
        return f"the {(asks['kind'] or '').lower()}request for {lowered(text[asks.end() :])}"
    afterwards = _AFTERWARDS.match(text)
    if afterwards:
        return f"the retrospective request for {lowered(text[afterwards.end() :])}"
    return f"the request for {lowered(text)}"


def concluded(title: str, outcome: Outcome) -> str:
    """The closing sentence of the item `title` with that outcome."""
    partial = read_partial(" ".join(title.split()))
    what = requested(title)
    if partial:
        part = partial.remaining or partial.original
        what = f"the remaining portion of the request, {lowered(part.text)},"
    return _closing(what, outcome)


def _closing(what: str, outcome: Outcome | None) -> str:
    if outcome is None:
        return f"The medical necessity of {what} is left to the reviewer."
    if outcome == "upheld":
        return f"Therefore, {what} is not medically necessary."
    if outcome == "partially_overturned":
        return f"Therefore, {what} is medically necessary in part."
    return f"Therefore, {what} is medically necessary."


def not_shown(
    item: Assessment,
    rows: dict[str, Criterion],
    follows_from: tuple[str, ...],
    before: Sequence[Statement],
) -> Iterator[Statement]:
    """That the outcome follows from what is missing, and not from what was found."""
    missing = [rows[name] for name in follows_from if name in rows]
    missing = [row for row in missing if row.verdict == "not documented"]
    if not missing or any(rows[name].verdict == "not met" for name in follows_from if name in rows):
        return
    needed = missing[0].answer
    needed = needed if _PAPER.match(needed) else f"a record of {needed}"
    text = f"{_WHOLE} It would change first with {needed}."
    if any(one.text.startswith(_WHOLE) for one in before):
        text = choose(_SHORT, item.item.title, "missing").format(needed=needed)
    yield stated(text, follows(*follows_from))
