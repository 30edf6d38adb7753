"""From measures and counts to one request."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.quantities import drugs
from assistant.quantities.context import Context, context_of
from assistant.quantities.counts import Count, counts, refills
from assistant.quantities.grammar import Measure, measures
from assistant.quantities.lexer import Token, lex
from assistant.quantities.models import (
    Duration,
    Evidence,
    Range,
    Reading,
    Request,
    RequestField,
)
from assistant.quantities.numbers import kind, whole
from assistant.quantities.parts import split_parts
from assistant.terms import Service
from assistant.text import Span


@dataclass
class _Draft:
    """A request while it is put together."""

    text: str
    tokens: list[Token]
    context: Context
    measures: list[Measure]
    counts: list[Count]
    fields: dict[str, object] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def give(self, name: RequestField, value: object, start: int, end: int) -> None:
        self.fields[name] = value
        self.evidence.append(Evidence(field=name, span=Span(start, end)))

    def words(self, first: int, after: int) -> tuple[str, int, int]:
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        return self.text[start:end], start, end


def read_request(text: str, service: Service | None = None) -> Reading:
    """The quantities that `text`, a folded title or part of a sentence, states.

    `service` is what the text asks for, when that is known: a bare "#12" is twelve visits of
    acupuncture, but twelve of a thing or a drug. Evidence spans are relative to `text`.
    """
    tokens = lex(text)
    if (
        not any(token.kind in ("num", "once", "adverb", "per") for token in tokens)
        and service is None
    ):
        return Reading(request=Request())
    strengths = drugs.strengths(tokens)
    ratio = drugs.ratio(tokens) if not strengths else None
    context = context_of(text, service, dispensed=bool(strengths or ratio))
    found = _weekly(measures(tokens))
    if len(found) > 1 or len(strengths) > 1:
        first = split_parts(text)[0]
        if first.span.end < len(text):
            return read_request(first.text, service)
    draft = _Draft(text, tokens, context, found, counts(tokens, found))
    if context == "drug":
        _drug(draft, [*strengths, *([ratio] if ratio else [])])
    else:
        _course(draft)
        _things(draft)
    return Reading(request=Request.model_validate(draft.fields), evidence=tuple(draft.evidence))


def _weekly(found: list[Measure]) -> list[Measure]:
    """ "2 sessions x 6 weeks, total 12": a later total shows that the first number is weekly."""
    for first, later in pairwise([m for m in found if m.unit == "visits" and not m.every]):
        course = first.over
        if course and course.unit == "weeks" and later.low == first.low * course.low > first.low:
            return [replace(m, unit="per_week") if m is first else m for m in found]
    return found


def _range(low: float, high: float) -> Range:
    return whole(low), whole(high)


def _course(draft: _Draft) -> None:
    """Frequency, length and visits."""
    rate = _frequency(draft)
    length = _weeks(draft, rate)
    if rate:
        end = length.end if rate.crossed and length else rate.end
        draft.give("per_week", _range(rate.low, rate.high), rate.start, end)
    if length:
        start = rate.start if rate and length.crossed else length.start
        draft.give("weeks", _range(length.low, length.high), start, length.end)
    _total(draft, rate, length)
    _duration(draft)


def _frequency(draft: _Draft) -> Measure | None:
    for measure in draft.measures:
        if measure.unit == "per_week":
            if measure.crossed and draft.context == "thing":
                continue
            return measure
    return None


def _weeks(draft: _Draft, rate: Measure | None) -> Measure | None:
    if rate and rate.over:
        return rate.over if rate.over.unit == "weeks" else None
    if rate:
        # "2 times a week x 6": what follows a weekly frequency is weeks
        for count in draft.counts:
            if count.mark == "times" and count.first == rate.after:
                return Measure(
                    "weeks", count.low, count.high, count.first, count.after, count.start, count.end
                )
    for measure in draft.measures:
        if measure.unit == "weeks" and _is_length(draft.tokens, measure):
            return measure
        if measure.over and measure.over.unit == "weeks" and not (measure.every or measure.crossed):
            return measure.over
    return None


def _is_length(tokens: list[Token], measure: Measure) -> bool:
    """Whether a time is the length of the course, and not an age, a delay or an extension."""
    before = tokens[measure.first - 1].text if measure.first else ""
    earlier = [token.text for token in tokens[max(measure.first - 3, 0) : measure.first]]
    later = tokens[measure.after].text if measure.after < len(tokens) else ""
    if before in ("in", "after", "every", "q", "at") or "extension" in earlier:
        return False
    return later not in ("ago", "post", "after", "status", "prior", "old", "supply", "postop", "s")


def _total(draft: _Draft, rate: Measure | None, length: Measure | None) -> None:
    """The total that the text states, else frequency times length."""
    stated = _stated(draft, rate)
    if stated:
        draft.give("visits", _range(stated.low, stated.high), stated.start, stated.end)
        draft.fields["visits_explicit"] = True
    elif rate and length:
        draft.fields["visits"] = _range(rate.low * length.low, rate.high * length.high)


def _stated(draft: _Draft, rate: Measure | None) -> Measure | Count | None:
    for measure in draft.measures:
        if measure.unit == "visits" and not measure.every:
            return measure
    taken = rate.after if rate else -1
    for count in draft.counts:
        if count.mark in ("unit", "total") or (count.mark == "bracket" and rate):
            return count
        if draft.context == "visits":
            if count.mark == "times" and rate and count.first == taken and not rate.over:
                continue
            if count.mark in ("count", "times", "leads", "ends"):
                return count
    return None


def _duration(draft: _Draft) -> None:
    for measure in draft.measures:
        time = measure
        if measure.over and not measure.every and measure.over.unit != "weeks":
            time = measure.over
        if time.unit not in ("days", "months", "hours", "years") or time.every:
            continue
        if not _is_length(draft.tokens, time) or kind(draft.tokens, time.after) == "visit":
            continue
        value = Duration.model_validate({"value": _range(time.low, time.high), "unit": time.unit})
        draft.give("duration", value, time.start, time.end)
        return


def _things(draft: _Draft) -> None:
    """The quantity of a thing, or what describes each visit ("12 hours per day")."""
    tokens = draft.tokens
    for measure in draft.measures:
        if measure.unit == "hours" and measure.every:
            period = measure.over
            end = period.after if period else measure.after
            draft.give("quantity", *draft.words(measure.first, end))
            return
        later = tokens[measure.after].text if measure.after < len(tokens) else ""
        if measure.unit in ("days", "weeks", "months", "years") and later in ("rental", "supply"):
            draft.give("quantity", *draft.words(measure.first, measure.after + 1))
            return
    if draft.context == "visits":
        return
    for count in draft.counts:
        if count.mark in ("count", "times", "ends", "leads") and "visits" not in draft.fields:
            draft.give("quantity", *draft.words(count.first, count.after))
            if count.low == count.high:
                draft.fields["count"] = count.low
            return


def _drug(draft: _Draft, strengths: list[drugs.Words]) -> None:
    """Name, strength, count, refills and dosing of a drug."""
    tokens = draft.tokens
    percents = [s for s in strengths if tokens[s.after - 1].value == "percent"]
    stops: set[int] = set()
    _quantity(draft, stops, strengths)
    if len(percents) > 1:
        name = drugs.name_before(tokens, percents[0].first)
        if name:
            last = percents[-1].after
            if kind(tokens, last) == "/":
                rest = drugs.name_from(tokens, last + 1, len(tokens))
                last = rest.after if rest else last
            draft.give("drug", *draft.words(name.first, last))
        after = percents[-1].after
    elif strengths:
        words = strengths[0]
        name = drugs.name_before(tokens, words.first)
        if name is None:
            name = drugs.name_from(tokens, words.after, _first(stops, words.after, len(tokens)))
        if name:
            draft.give("drug", *draft.words(*name))
        draft.give("strength", *draft.words(*words))
        after = words.after
    else:
        start = 0
        for at, token in enumerate(tokens):
            if token.kind == ":" and at < 8:
                start = at + 1
        if start in stops:
            start = max(i for i in stops) + 1 if min(stops) == start else start
        name = drugs.name_from(tokens, start, _first(stops, start, len(tokens)))
        if name:
            draft.give("drug", *draft.words(*name))
        after = name.after if name else start
    taken = drugs.dosing(tokens, after, frozenset(stops))
    if taken:
        draft.give("dosing", *draft.words(*taken))
    inside = range(taken.first, taken.after) if taken else range(0)
    for measure in draft.measures:
        if measure.unit == "weeks" and measure.first not in inside and not measure.every:
            if _is_length(tokens, measure) and measure.first not in stops:
                draft.give("weeks", _range(measure.low, measure.high), measure.start, measure.end)
                break
    for measure in draft.measures:
        if measure.unit in ("days", "months") and not measure.every:
            if (
                measure.first not in inside
                and measure.first not in stops
                and _is_length(tokens, measure)
            ):
                value = Duration.model_validate(
                    {"value": _range(measure.low, measure.high), "unit": measure.unit}
                )
                draft.give("duration", value, measure.start, measure.end)
                break


def _first(stops: set[int], start: int, end: int) -> int:
    return min((stop for stop in stops if stop >= start), default=end)


_DISPENSED = (
    "tablets capsules patches tubes boxes bottles containers packs vials pairs units doses g ml oz"
).split()


def _quantity(draft: _Draft, stops: set[int], strengths: list[drugs.Words]) -> None:
    """The count of a drug with its unit and refills; fills `stops` with the tokens it takes."""
    tokens = draft.tokens
    refill = refills(tokens)
    first = after = -1
    number: float | None = None
    marked = [count for count in draft.counts if count.mark == "count"]
    if len(marked) > 1 and marked[0].high <= 4 and marked[0].after < marked[1].first:
        marked = marked[1:]
    if marked:
        first, after = marked[0].first, marked[0].after
        number = marked[0].low if marked[0].low == marked[0].high else None
        if kind(tokens, after) in ("form", "mass") and tokens[after].value != "refills":
            after += 1
    else:
        in_strength = {i for s in strengths for i in range(s.first, s.after)}
        for measure in draft.measures:
            later = tokens[measure.after].text if measure.after < len(tokens) else ""
            dispensed = measure.unit in _DISPENSED and not measure.every
            supply = later == "supply" and measure.unit in ("days", "weeks", "months")
            if not (dispensed or supply) or measure.first in in_strength:
                continue
            if dispensed and later in ("by", "po", "every", "daily", "at", "bid", "tid", "orally"):
                continue
            first, after = measure.first, measure.after + supply
            number = measure.low if dispensed and measure.low == measure.high else None
            break
        else:
            for count in draft.counts:
                if count.mark == "times" or count.mark in ("ends", "leads"):
                    first, after, number = count.first, count.after, count.low
                    break
    if refill:
        value, start, end = refill
        span = draft.words(start, end)
        draft.give("refills", value, span[1], span[2])
        stops.update(range(start, end))
        if 0 <= after <= start <= after + 2:
            after = end
    if first >= 0:
        if tokens[first].kind != "count" and kind(tokens, first - 1) == "mult":
            first -= 1
        stops.update(range(first, after))
        draft.give("quantity", *draft.words(first, after))
        draft.fields["count"] = number
