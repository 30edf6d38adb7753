"""From a drug line to one request: name, strength, count, refills, dosing, length."""

from __future__ import annotations

from typing import Final

from assistant.quantities import drugs
from assistant.quantities.counts import Count, refills
from assistant.quantities.draft import Draft, give_length, is_length
from assistant.quantities.drugs import Words
from assistant.quantities.lexicon import word_set
from assistant.quantities.numbers import Number, kind

_DISPENSED: Final = word_set(
    "tablets capsules patches tubes boxes bottles containers packs vials pairs units doses count g "
    "ml oz"
)
_TAKEN: Final = word_set("by po every daily at bid tid orally")
"""Words behind "2 tablets" that make it a dose and no count."""


def read_drug(draft: Draft, strengths: list[Words]) -> None:
    """Read the drug line of `draft`, whose strengths are known, into its fields."""
    stops = _quantity(draft, strengths)
    after = _name_and_strength(draft, strengths, stops)
    taken = drugs.dosing(draft.tokens, after, stops)
    if taken:
        draft.give("dosing", *draft.words(*taken))
    _length(draft, stops | set(range(*taken) if taken else ()))


def _name_and_strength(draft: Draft, strengths: list[Words], stops: frozenset[int]) -> int:
    """Set name and strength; the index of the token after both."""
    tokens = draft.tokens
    percents = [words for words in strengths if tokens[words.after - 1].value == "percent"]
    if len(percents) > 1:
        return _compound(draft, percents)
    if not strengths:
        start = _start(draft, stops)
        name = drugs.name_from(tokens, start, _next(stops, start, len(tokens)))
        if name:
            draft.give("drug", *draft.words(*name))
        return name.after if name else start
    words = strengths[0]
    start = _start(draft, stops)
    name = (
        drugs.name_before(tokens, words.first)
        or drugs.name_from(tokens, start, _next(stops, start, words.first))
        or drugs.name_from(tokens, words.after, _next(stops, words.after, len(tokens)))
    )
    if name:
        draft.give("drug", *draft.words(*name))
    draft.give("strength", *draft.words(*words))
    return words.after


def _compound(draft: Draft, percents: list[Words]) -> int:
    """Several shares in percent: the whole list is the drug, without a strength of its own."""
    tokens = draft.tokens
    last = percents[-1].after
    name = drugs.name_before(tokens, percents[0].first)
    if name:
        if kind(tokens, last) == "/":
            rest = drugs.name_from(tokens, last + 1, len(tokens))
            last = rest.after if rest else last
        draft.give("drug", *draft.words(name.first, last))
    return last


def _start(draft: Draft, stops: frozenset[int]) -> int:
    """Where a name without strength may begin: behind a leading label and a leading count."""
    start = 0
    for at, token in enumerate(draft.tokens[:8]):
        if token.kind == ":":
            start = at + 1
    while start in stops:
        start += 1
    return start


def _next(stops: frozenset[int], start: int, end: int) -> int:
    return min((stop for stop in stops if stop >= start), default=end)


def _length(draft: Draft, taken: set[int] | frozenset[int]) -> None:
    """Weeks, and a length in another unit, that are neither dosing nor supply."""
    for units in (("weeks",), ("days", "months")):
        for measure in draft.measures:
            if measure.unit not in units or measure.every or measure.first in taken:
                continue
            if is_length(draft.tokens, measure):
                give_length(draft, measure)
                break


def _quantity(draft: Draft, strengths: list[Words]) -> frozenset[int]:
    """Set count and refills; the tokens that state them."""
    stops: set[int] = set()
    counted = _marked(draft) or _in_units(draft, strengths) or _bare(draft)
    refill = refills(draft.tokens)
    if refill:
        number, start, end = refill
        _, *place = draft.words(start, end)
        draft.give("refills", number, place[0], place[1])
        stops.update(range(start, end))
    if counted:
        words, count = counted
        first, after = words
        if refill and 0 <= after <= refill[1] <= after + 2:
            after = refill[2]
        if draft.tokens[first].kind != "count" and kind(draft.tokens, first - 1) == "mult":
            first -= 1
        stops.update(range(first, after))
        draft.give("quantity", *draft.words(first, after))
        draft.fields["count"] = count
    return frozenset(stops)


_Counted = tuple[Words, Number | None]


def _single(count: Count) -> Number | None:
    return count.low if count.low == count.high else None


def _marked(draft: Draft) -> _Counted | None:
    """A count with a mark, "#60 grams"; in "Tylenol #3 #60" the first belongs to the name."""
    marked = [count for count in draft.counts if count.mark == "count"]
    if len(marked) > 1 and marked[0].high <= 4:
        marked = marked[1:]
    if not marked:
        return None
    after = marked[0].after
    if kind(draft.tokens, after) in ("form", "mass"):
        after += draft.tokens[after].value != "refills"
    return Words(marked[0].first, after), _single(marked[0])


def _in_units(draft: Draft, strengths: list[Words]) -> _Counted | None:
    """A count by its unit: "90 tablets", "120 gm", "30 day supply"."""
    tokens = draft.tokens
    in_strength = {at for words in strengths for at in range(*words)}
    for measure in draft.measures:
        later = tokens[measure.after].text if measure.after < len(tokens) else ""
        if measure.first in in_strength or measure.every:
            continue
        if measure.unit in ("days", "weeks", "months") and later == "supply":
            return Words(measure.first, measure.after + 1), None
        if measure.unit in _DISPENSED and later not in _TAKEN:
            number = measure.low if measure.low == measure.high else None
            return Words(measure.first, measure.after), number
    return None


def _bare(draft: Draft) -> _Counted | None:
    """A bare count: "x 60", or a number alone where the title begins or ends."""
    for count in draft.counts:
        if count.mark in ("times", "ends", "leads"):
            return Words(count.first, count.after), _single(count)
    return None
