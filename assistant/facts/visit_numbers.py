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
    rf"|\b(?:treated|seen) (?P<times>{_NUMBER}) times\b"
    rf"|\b(?:request\w*|recommend\w*|rec|needs?|ask\w* for) (?P<asked>{_NUMBER})"
    r" (?:more|additional|further)(?=[.,;]|$)"
    rf"|(?<![\d/.-])\b(?P<were>{_NUMBER}) (?=(?:completed|attended|authori[sz]ed|approved"
    rf"|certified)"
    r" (?:visits|sessions|treatments)\b)"
    rf"|(?<![\d/.-])\b(?P<of>{_NUMBER}) (?:of (?:them|these|those|which) )?"
    r"(?:(?:was|were|(?:have|has|had) been) )?(?:completed|attended|used|authori[sz]ed|approved"
    r"|certified)\b(?! \w)",
    re.IGNORECASE,
)
"""A number without its unit, where what was counted was said before: "12 approved, 9 attended"."""
_ED = Sought(r"[tdvshzi]ed\b|auth|seen|more|additional|further", re.IGNORECASE)
"""How the verbs of `_BARE` end: a look that costs little, at every sentence of a case."""
_OF_SERVICE = expression(
    rf"(?<![\d/.-])\b(?P<count>{_NUMBER}) (?:more |additional |further |prior |previous )?of $",
    re.IGNORECASE,
)
"""A count behind another that has its unit: "ten sessions of therapy and four of chiropractic"."""
_ADDED = expression(
    rf"(?<![\d/.-])\b(?P<count>{_NUMBER}) (?:(?:additional|more|further|extra|initial"
    r"|post-?op(?:erative)?|new) ){1,2}$",
    re.IGNORECASE,
)
"""A count whose unit is left out before a service: "6 additional PT requested"."""
_DONE_OF = expression(
    r"\b(?:done|did|completed|attended|had|finished|used|received) (?:only |all )?"
    r"(?P<count>\d{1,2}) ?(?:/|of|out of) ?(?P<whole>\d{1,2}) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
"""A count and of how many, before a service without a unit: "has done 9/12 post-op PT"."""
_TIMES_BEHIND = expression(
    rf"[^.;,\n]{{0,24}}?\b(?P<count>{_NUMBER}) (?:times|x)\b(?! ?(?:a|per|/|each|every|weekly)\b)",
    re.IGNORECASE,
)
_WENT = expression(
    r"\b(?:went|goes|gone|been|attended|did|had|has|have|seen|treated)\b[^.;\n]{0,30}$",
    re.IGNORECASE,
)
"""What makes times behind a service visits: "he went to physical therapy twelve times"."""
_LATER_RATE = expression(
    r"[^.;\n]{1,30}?,? (?=\d{1,2} ?(?:x|×|times) ?(?:a|per|/|each) ?(?:week|wk)\b)", re.IGNORECASE
)
_AND_MORE = expression(
    rf"\band (?P<count>{_NUMBER})(?= (?:after|in|from|between|during|before|following|since) )",
    re.IGNORECASE,
)
_NUMBER_BEFORE = expression(r"(?<![\d/.-])(\d{1,2}) $")
_UNIT_BEHIND = expression(r"[^.;,\n]{0,30}\b(?:visits?|sessions?|treatments?|appointments?)\b")


def bare_amounts(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Numbers of visits without their unit, as `_BARE` finds them."""
    if _ED.search(text) is None:
        return []
    found = []
    for match in _BARE.finditer(text):
        name = next(one for one in ("done", "times", "asked", "were", "of") if match[one])
        words = match[name].lower()
        count = float(words) if words.isdigit() else float(_SPELT.index(words))
        span = Span(*match.span(name))
        if count and not any(one.span.start <= span.start < one.extent.end for one in amounts):
            found.append(Amount(value=(count, count), unit="visits", span=span, extent=span))
    return found


_ANOTHER = expression(r"; |\. |, (?!\d|for\b|then\b|total)")
_ORDINAL = expression(r"\b(?P<count>\d{1,2})(?:st|nd|rd|th) (?:[\w-]+ )?$", re.IGNORECASE)
"""The number of a visit: "her 12th PT session"."""


def asked_amount(text: str, mention: ServiceMention) -> Amount | None:
    """The visits that a row of a form asks for by frequency and duration."""
    start, end = mention.span
    visits = read_request(text[start:]).request.visits
    span = Span(start, end)
    return Amount(value=visits, unit="visits", span=span, extent=span) if visits else None


def further_amounts(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Counts behind one that has its unit: "24 visits after the first and 18 after the second"."""
    if not amounts:
        return []
    return [
        _amount(found["count"], found.span("count"))
        for found in _AND_MORE.finditer(text, amounts[0].span.end)
    ]


def unitless(text: str, mention: ServiceMention, amounts: Sequence[Amount]) -> Amount | None:
    """The count of a service that has no unit of its own, by what stands around its name."""
    start, end = mention.span
    taken = [one.extent for one in amounts]
    for pattern in (_DONE_OF, _ADDED, *((_OF_SERVICE,) if amounts else ())):
        found = next(reversed([*pattern.finditer(text, max(start - 48, 0), start)]), None)
        if found is not None and found.end() == start and not _inside(found.span("count"), taken):
            whole = found.groupdict().get("whole")
            return _amount(found["count"], found.span("count"), whole)
    ordinal = _ORDINAL.search(text, max(start - 24, 0), start)
    if ordinal is not None and _UNIT_BEHIND.match(text, end):
        return _amount(ordinal["count"], ordinal.span("count"))
    times = _TIMES_BEHIND.match(text, end)
    if times is not None and _WENT.search(text, 0, start):
        return _amount(times["count"], times.span("count"))
    return None


def _inside(span: tuple[int, int], taken: Sequence[Span]) -> bool:
    return any(one.start <= span[0] < one.end for one in taken)


def _amount(words: str, span: tuple[int, int], whole: str | None = None) -> Amount:
    count = float(words) if words.isdigit() else float(_SPELT.index(words.lower()))
    place = Span(*span)
    all_of = (float(whole), float(whole)) if whole else None
    return Amount(value=(count, count), unit="visits", span=place, extent=place, out_of=all_of)


def multiplied(text: str, mentions: Sequence[ServiceMention], index: int) -> Amount | None:
    """The count of "PT x 6", or the product of "PT 2x6" and "chiro 2x/wk x 4 wks"."""
    start = mentions[index].span.end
    end = mentions[index + 1].span.start if index + 1 < len(mentions) else len(text)
    times = _TIMES.match(text, start, end)
    if times is not None:
        count = float(times.group(1))
        span = Span(*times.span(1))
        return Amount(value=(count, count), unit="visits", span=span, extent=span)
    frequency = (
        _FREQUENCY.match(text, start, end)
        or _IN_CELL.search(text, start, end)
        or _LATER_RATE.match(text, start, end)
    )
    if frequency is None:
        return None
    # what follows is another matter: "PT 1-2 times a week for 4 weeks, naproxen 500 mg"
    told = frequency.end()
    stop = _ANOTHER.search(text, told, end)
    words = text[mentions[index].span.start : stop.start() if stop else end]
    visits = read_request(words).request.visits
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
