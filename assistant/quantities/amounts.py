"""Every amount of running prose.

Prose is mostly words without numbers, so only the stretches around numbers become tokens: one pass
over the text finds where amounts may begin, and the grammar of titles reads them from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from assistant.quantities.grammar import measures
from assistant.quantities.lexer import lex
from assistant.quantities.lexicon import BOUNDS, FILLING, NUMBER_WORDS, UNIT_WORDS
from assistant.quantities.measure import Measure
from assistant.quantities.models import Amount
from assistant.quantities.numbers import whole
from assistant.text import Span, spotted, words_of
from assistant.text.patterns import expression


def _any_of(words: Iterable[str]) -> str:
    """An expression for any of `words`, keyed by first letter: most are ruled out by that."""
    tails = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        tails[word[0]].append(word[1:])
    return "|".join(f"{initial}(?:{'|'.join(ends)})" for initial, ends in tails.items())


_TIMES = ("day", "week", "month", "year")
_STARTERS = (*NUMBER_WORDS, "every")
_LEADS = r' \n\t(\[/–"“-'
"""What a number in words may stand behind."""

_BEGIN = spotted(
    expression(
        r"[0123456789](?<![\w./-].)(?!\d?[/-]\d\d?[/-]\d|(?<=[12])[09]\d\d\b|\d?[ -]years?[ -]old)"
        rf"|(?<![^{_LEADS}])(?:{'|'.join(f'[{w[0]}{w[0].upper()}]{w[1:]}' for w in _STARTERS)})"
        r"\b"
        rf"|(?<=[aA] )(?<![^{_LEADS}]..)(?P<behind_article>{'|'.join(_TIMES)})\b"
    ),
    *"0123456789",
    *(f"{word.partition('-')[0]} " for word in (*_STARTERS, *_TIMES)),
)
"""What begins an amount; an article does so before a unit of time ("at least a month")."""

_UNIT = expression(rf"[% \n\t(\[/\d–-](?:(?<=%)|(?:{_any_of(UNIT_WORDS)})(?![^\W_]))")

_BEFORE = 40
"""Characters before a number that may hold its bound ("not to exceed a total of")."""

_NAMING = 4
"""Words before a number and its bounds, broken by spaces, that may name it: "grade", "page"."""

_BOUNDING = frozenset({*FILLING, *(word for words in BOUNDS for word in words)})

_AFTER = 90
"""Characters behind a number that may hold its unit and period."""


@lru_cache(maxsize=32)  # of a title and of a closing sentence several readers ask
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
    stretches: list[tuple[int, int]] = []
    words = words_of(text)
    for match in _BEGIN.matches(words):
        begin = match.start() - len("a ") * (match.lastgroup is not None)
        end = text.find(". ", begin, begin + _AFTER)
        end = min(begin + _AFTER, len(text)) if end < 0 else end
        if begin and not _UNIT.search(words.lowered, begin - 1, end):
            continue
        if stretches and begin - _BEFORE <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((_lead(text, begin), end))
    return stretches


def _lead(text: str, begin: int) -> int:
    """Where the words before the number at `begin` start that may bound or name it."""
    before = text[max(begin - _BEFORE, 0) : begin].split(" ")
    if begin > _BEFORE:
        before[0] = ""  # a word cut in two must not be taken for another
    left = _NAMING
    for word in reversed(before):
        if word.lower() not in _BOUNDING:
            left -= 1
            if not left:
                break
        begin -= len(word) + 1
    return max(begin + 1, 0)


def _amount(measure: Measure) -> Amount:
    over = _amount(measure.over) if measure.over else None
    start = measure.extent_start if measure.extent_start >= 0 else measure.start
    end = max(measure.end, over.extent.end) if over else measure.end
    return Amount(
        value=(whole(measure.low), whole(measure.high)),
        unit=measure.unit,  # type: ignore[arg-type] # the grammar gives the units of Amount
        span=Span(measure.start, measure.end),
        extent=Span(start, end),
        bound=measure.bound,  # type: ignore[arg-type] # likewise
        over=over,
        every=measure.every,
        out_of=measure.out_of,
    )
