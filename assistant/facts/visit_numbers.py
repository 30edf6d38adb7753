"""Numbers of visits: beside the service, multiplied ("2x/wk x 4 wks"), or without their unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.sought import Sought
from assistant.quantities import Amount, read_request
from assistant.terms import ServiceMention
from assistant.text import Span
from assistant.text.patterns import expression

FARTHEST = 60
"""Characters between a count and the service that it belongs to."""
_TIMES = expression(
    r"(?: (?:visits?|sessions?|treatments?))?[ ]?[x×][ ]?(\d{1,2})"
    r"(?![\d/x×]|[ ]?(?:weeks?|wks?|months?|mos?|days?|years?|yrs?|hours?|minutes?)\b)",
    re.IGNORECASE,
)
_FREQUENCY = expression(r"[ :(]{0,3}\d{1,2}(?:-\d)? ?(?:x|×|times|/)", re.IGNORECASE)
_IN_CELL = expression(r"\| ?\d{1,2} ?(?:x|×|times|/) ?[a-z]", re.IGNORECASE)
_SPELT = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
          "nineteen", "twenty")  # fmt: skip
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_SPELT)})"
_BARE = Sought(
    rf"\b(?:(?:complet|attend|receiv|us|finish|authori[sz]|approv)ed|certified"
    rf"|auth(?:ori[sz]ation|['’]?d)?(?: of| for|:)?) (?:only |all )?(?P<done>{_NUMBER})"
    r"(?: (?:of (?:them|these|those|which)|so far|to date))?(?=\s?[.,;)]|$)"
    rf"|(?<![\d/.-])\b(?P<were>{_NUMBER}) (?=(?:completed|attended|authori[sz]ed|approved"
    rf"|certified)"
    r" (?:visits|sessions|treatments)\b)"
    rf"|(?<![\d/.-])\b(?P<of>{_NUMBER}) (?:of (?:them|these|those|which) )?"
    r"(?:(?:was|were|(?:have|has|had) been) )?(?:completed|attended|used|authori[sz]ed|approved"
    r"|certified)\b(?! \w)",
    re.IGNORECASE,
)
"""A number without its unit, where what was counted was said before: "12 approved, 9 attended"."""
_ED = Sought(r"[tdvshzi]ed\b|auth", re.IGNORECASE)
"""How the verbs of `_BARE` end: a look that costs little, at every sentence of a case."""
_NUMBER_BEFORE = expression(r"(?<![\d/.-])(\d{1,2}) $")
_UNIT_BEHIND = expression(r"[^.;,\n]{0,30}\b(?:visits?|sessions?|treatments?|appointments?)\b")


def bare_amounts(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Numbers of visits without their unit, as `_BARE` finds them."""
    if _ED.search(text) is None:
        return []
    found = []
    for match in _BARE.finditer(text):
        name = next(one for one in ("done", "were", "of") if match[one])
        words = match[name].lower()
        count = float(words) if words.isdigit() else float(_SPELT.index(words))
        span = Span(*match.span(name))
        if count and not any(one.span.start <= span.start < one.extent.end for one in amounts):
            found.append(Amount(value=(count, count), unit="visits", span=span, extent=span))
    return found


def multiplied(text: str, mentions: Sequence[ServiceMention], index: int) -> Amount | None:
    """The count of "PT x 6", or the product of "PT 2x6" and "chiro 2x/wk x 4 wks"."""
    start = mentions[index].span.end
    end = mentions[index + 1].span.start if index + 1 < len(mentions) else len(text)
    times = _TIMES.match(text, start, end)
    if times is not None:
        count = float(times.group(1))
        span = Span(*times.span(1))
        return Amount(value=(count, count), unit="visits", span=span, extent=span)
    frequency = _FREQUENCY.match(text, start, end) or _IN_CELL.search(text, start, end)
    if frequency is None:
        return None
    visits = read_request(text[mentions[index].span.start : end]).request.visits
    span = Span(*frequency.span())
    return Amount(value=visits, unit="visits", span=span, extent=span) if visits else None


def assigned_to(mentions: list[ServiceMention], amounts: list[Amount]) -> dict[int, Amount]:
    """Each amount to the nearest mention, at most one to a mention."""
    assigned: dict[int, Amount] = {}
    for amount in amounts:
        gaps = [
            max(mention.span.start - amount.span.end, amount.span.start - mention.span.end, 0)
            for mention in mentions
        ]
        nearest = min(range(len(mentions)), key=gaps.__getitem__)
        if gaps[nearest] <= FARTHEST and nearest not in assigned:
            assigned[nearest] = amount
    return assigned


def parted(text: str, mentions: list[ServiceMention], amounts: list[Amount]) -> dict[int, Amount]:
    """Counts that the name of the service parts from their unit: "6 PT (physical) sessions"."""
    if amounts:
        return {}
    found: dict[int, Amount] = {}
    for index, mention in enumerate(mentions):
        number = _NUMBER_BEFORE.search(text, max(mention.span.start - 5, 0), mention.span.start)
        unit = _UNIT_BEHIND.match(text, mention.span.end)
        if number and unit:
            count = float(number.group(1))
            span = Span(number.start(1), mention.span.end)
            found[index] = Amount(value=(count, count), unit="visits", span=span, extent=span)
    return found
