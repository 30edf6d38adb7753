"""Every amount of running prose.

Prose is mostly words without numbers, so only the stretches around numbers become tokens: one pass
over the text finds where amounts may begin, and the grammar of titles reads them from there.
"""

from __future__ import annotations

from assistant.quantities.grammar import measures
from assistant.quantities.lexer import lex
from assistant.quantities.lexicon import NUMBER_WORDS, UNIT_WORDS
from assistant.quantities.measure import Measure
from assistant.quantities.models import Amount
from assistant.quantities.numbers import whole
from assistant.text import Span
from assistant.text.patterns import expression


def _any_of(words: set[str]) -> str:
    """An expression for any of `words`, keyed by first letter so that the scan stays in C."""
    ordered = sorted(words, key=len, reverse=True)
    tails = (
        f"[{initial}{initial.upper()}](?:"
        + "|".join(word[1:] for word in ordered if word[0] == initial)
        + ")"
        for initial in sorted({word[0] for word in words})
    )
    return rf"(?:{'|'.join(tails)})(?![^\W_])"


_ONE = {f"a {time}" for time in ("day", "week", "month", "year")}
"""The article that stands for one: "at least a month"."""

_WORD = expression(_any_of({*NUMBER_WORDS, "every", *_ONE}))
_LATER_WORD = expression(r"[ \n\t(\[/–-]" + _WORD.pattern)
_UNIT = expression(r"%|[ \n\t(\[/\d–-]" + _any_of(set(UNIT_WORDS)))
_DIGITS = expression(
    r"\d(?<![\w./-]\d)(?!\d?[/-]\d\d?[/-]\d|(?<=[12])[09]\d\d\b|\d?[ -]years?[ -]old)"
)

_BEFORE = 40
"""Characters before a number that may hold its bound ("not to exceed a total of")."""

_AFTER = 90
"""Characters behind a number that may hold its unit and period."""


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of `text`, left to right: visits, frequencies, times, doses, shares.

    Spans are relative to `text`. Dates, ages, spine levels, codes, page and section numbers, and
    numbers that count nothing known to the lexicon are not amounts.
    """
    found: list[Amount] = []
    read_to = 0
    for start, end in _stretches(text):
        found.extend(
            _amount(measure)
            for measure in measures(lex(text, start, end))
            if measure.start >= read_to and not measure.crossed
        )
        read_to = end
    return tuple(found)


def _stretches(text: str) -> list[tuple[int, int]]:
    """The stretches of `text` around its numbers, in order, none touching the next."""
    begins = [match.start() for match in _DIGITS.finditer(text)]
    begins += [match.start() + 1 for match in _LATER_WORD.finditer(text)]
    if _WORD.match(text):
        begins.append(0)
    begins.sort()
    stretches: list[tuple[int, int]] = []
    for begin in begins:
        end = text.find(". ", begin, begin + _AFTER)
        end = min(begin + _AFTER, len(text)) if end < 0 else end
        if begin and not _UNIT.search(text, begin - 1, end):
            continue
        if stretches and begin - _BEFORE <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            # a word cut in two must not be taken for another
            cut = max(begin - _BEFORE, 0)
            space = text.find(" ", cut, begin) if cut else -1
            stretches.append((max(space, cut), end))
    return stretches


def _amount(measure: Measure) -> Amount:
    over = _amount(measure.over) if measure.over else None
    start = measure.extent_start if measure.extent_start >= 0 else measure.start
    end = max(measure.end, over.extent.end) if over else measure.end
    return Amount.model_validate(
        {
            "value": (whole(measure.low), whole(measure.high)),
            "unit": measure.unit,
            "bound": measure.bound,
            "over": over,
            "every": measure.every,
            "out_of": measure.out_of,
            "span": Span(measure.start, measure.end),
            "extent": Span(start, end),
        }
    )
