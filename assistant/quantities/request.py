"""From measures and counts to one request."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assistant.quantities import drugs
from assistant.quantities.context import context_of
from assistant.quantities.counts import Count, counts
from assistant.quantities.dispensing import read_drug
from assistant.quantities.draft import Draft, as_range, give_length, is_length
from assistant.quantities.grammar import measures
from assistant.quantities.lexer import lex
from assistant.quantities.lexicon import NUMBER_WORDS, WORDS
from assistant.quantities.measure import Measure
from assistant.quantities.models import Reading, Request
from assistant.quantities.numbers import kind
from assistant.quantities.parts import split_parts
from assistant.terms import DRUG_SERVICES, Service
from assistant.text.patterns import expression, phrases

_DIGIT = expression(r"\d")
_NUMBERED = phrases(
    *NUMBER_WORDS,
    *(word for word, (kind, _) in WORDS.items() if kind == "per" and len(word) > 2),
    "between",
    "q",
    rf"an?\s(?:{'|'.join(word for word, (kind, _) in WORDS.items() if kind == 'time')})",
)
"""The words, beside digits, without which a text that names no drug states no quantity."""

_NUMBERS = ("num", "once", "adverb", "per")
_NOTHING = Reading(request=Request())


def read_request(text: str, service: Service | None = None) -> Reading:
    """The quantities that `text`, a folded title or part of a sentence, states.

    `service` is what the text asks for, when that is known: a bare "#12" is twelve visits of
    acupuncture, but twelve of a thing or a drug. Spans are relative to `text`.
    """
    if not (service in DRUG_SERVICES or _DIGIT.search(text) or _NUMBERED.search(text)):
        return _NOTHING
    tokens = lex(text)
    if service is None and all(token.kind not in _NUMBERS for token in tokens):
        return _NOTHING
    strengths = drugs.strengths(tokens)
    ratio = drugs.ratio(tokens) if not strengths else None
    context = context_of(text, service, dispensed=bool(strengths or ratio))
    found = _weekly(measures(tokens))
    if len(found) > 1 or len(strengths) > 1:
        first = split_parts(text)[0]
        if first.span.end < len(text):
            return read_request(first.text, service)
    draft = Draft(text, tokens, context, found, counts(tokens, found))
    if context == "drug":
        read_drug(draft, [*strengths, *([ratio] if ratio else [])])
    else:
        _course(draft)
        _things(draft)
    return Reading(request=Request.model_validate(draft.fields), given=tuple(draft.given))


def _weekly(found: list[Measure]) -> list[Measure]:
    """In "2 sessions x 6 weeks, total 12" the later total shows that the first number is weekly."""
    for first, later in pairwise([m for m in found if m.unit == "visits" and not m.every]):
        course = first.over
        if course and course.unit == "weeks" and later.low == first.low * course.low > first.low:
            return [m._replace(unit="per_week") if m is first else m for m in found]
    return found


def _course(draft: Draft) -> None:
    """Frequency, length and visits."""
    rate = _frequency(draft)
    length = _weeks(draft, rate)
    if rate:
        end = length.end if rate.crossed and length else rate.end
        draft.give("per_week", as_range(rate.low, rate.high), rate.start, end)
    if length:
        start = rate.start if rate and length.crossed else length.start
        draft.give("weeks", as_range(length.low, length.high), start, length.end)
    _total(draft, rate, length)
    _duration(draft)


def _frequency(draft: Draft) -> Measure | None:
    for measure in draft.measures:
        if measure.unit == "per_week":
            if measure.crossed and draft.context == "thing":
                continue
            return measure
    return None


def _weeks(draft: Draft, rate: Measure | None) -> Measure | None:
    if rate and rate.over:
        return rate.over if rate.over.unit == "weeks" else None
    if rate and rate.low >= 1:
        # "2 times a week x 6": what follows a weekly frequency is weeks
        for count in draft.counts:
            if count.mark == "times" and count.first == rate.after:
                return Measure(
                    "weeks", count.low, count.high, count.first, count.after, count.start, count.end
                )
    for measure in draft.measures:
        if measure.unit == "weeks" and is_length(draft.tokens, measure):
            return measure
        if measure.over and measure.over.unit == "weeks" and not (measure.every or measure.crossed):
            return measure.over
    return None


def _total(draft: Draft, rate: Measure | None, length: Measure | None) -> None:
    """The total that the text states, else frequency times length."""
    stated = _stated(draft, rate)
    if stated:
        draft.give("visits", as_range(stated.low, stated.high), stated.start, stated.end)
        draft.fields["visits_explicit"] = True
    elif rate and length:
        low, high = rate.low * length.low, rate.high * length.high
        for later, weeks in _later_courses(draft, rate):
            low, high = low + later.low * weeks.low, high + later.high * weeks.high
        draft.fields["visits"] = as_range(low, high)


def _later_courses(draft: Draft, first: Measure) -> Iterator[tuple[Measure, Measure]]:
    """Courses that follow the first: "… for 4 weeks, then once a week for 4 weeks"."""
    after = first.after
    for measure in draft.measures:
        weeks = measure.over
        if measure.first < after or measure.unit != "per_week" or not weeks:
            continue
        between = {token.text for token in draft.tokens[after : measure.first]}
        if weeks.unit == "weeks" and between & {"then", "followed"}:
            yield measure, weeks
        after = measure.after


def _stated(draft: Draft, rate: Measure | None) -> Measure | Count | None:
    for measure in draft.measures:
        if measure.unit == "visits" and not measure.every:
            return measure
    taken = rate.after if rate else -1
    for count in draft.counts:
        if count.mark in ("unit", "total") or (count.mark == "bracket" and rate):
            return count
        if draft.context == "visits":
            weekly = rate is not None and rate.low >= 1 and not rate.over
            if count.mark == "times" and weekly and count.first == taken:
                continue
            if count.mark in ("count", "times", "leads", "ends"):
                return count
    return None


def _duration(draft: Draft) -> None:
    for measure in draft.measures:
        time = measure
        if measure.over and not measure.every and measure.over.unit != "weeks":
            time = measure.over
        if time.unit not in ("days", "months", "hours", "years") or time.every:
            continue
        if not is_length(draft.tokens, time) or kind(draft.tokens, time.after) == "visit":
            continue
        give_length(draft, time)
        return


def _things(draft: Draft) -> None:
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
