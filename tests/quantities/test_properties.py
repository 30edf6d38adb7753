"""What holds for every text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.quantities import find_amounts, read_partial, read_request, split_parts

_ONES = tuple(
    word
    for line in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen ",
        "fifteen sixteen seventeen eighteen nineteen twenty",
    )
    for word in line.split()
)

_FREQUENCY = (
    "{n} times a week",
    "{n} times per week",
    "{n}x/week",
    "{n} x week",
    "{n}x per week",
    "{n}/wk",
    "{n} visits per week",
    "{n} times weekly",
    "{w} times a week",
    "{w} ({n}) times per week",
)
_LENGTH = ("for {n} weeks", "x {n} weeks", "x{n}wks", "times {n} weeks", "for {w} ({n}) weeks")
_TOTAL = ("", " ({n} sessions)", ", total of {n} visits", " #{n}", " QTY: {n}.00", ", {w} visits")
_SERVICES = ("Physical therapy", "Acupuncture", "Chiropractic treatment", "Massage therapy")
_PLACES = ("", " to the left knee", " for the low back L4-L5", " to the neck, DOS 11/14/16")

_WORDS = st.sampled_from(
    [
        "2",
        "x",
        "6",
        "week",
        "weeks",
        "visits",
        "#12",
        "(",
        ")",
        "a",
        "per",
        "every",
        "times",
        "one",
        "to",
        "-",
        "/",
        ",",
        ".",
        "L4-L5",
        "11/14/16",
        "10mg",
        "%",
        "of",
        "twice",
        "total",
        "qty",
        ":",
        "refills",
        "or",
        "more",
        "physical",
        "therapy",
        "and",
        "5/325",
        "was",
        "the",
        "original",
        "request",
        "authorized",
        "by",
        "Claims",
        "Administrator",
        "remaining",
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join))


def _spell(number: int) -> str:
    return _ONES[number] if number < len(_ONES) else str(number)


@given(
    per_week=st.integers(1, 5),
    weeks=st.integers(1, 12),
    frequency=st.sampled_from(_FREQUENCY),
    length=st.sampled_from(_LENGTH),
    total=st.sampled_from(_TOTAL),
    service=st.sampled_from(_SERVICES),
    place=st.sampled_from(_PLACES),
    place_first=st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_what_is_written_is_read_back(
    *,
    per_week: int,
    weeks: int,
    frequency: str,
    length: str,
    total: str,
    service: str,
    place: str,
    place_first: bool,
) -> None:
    """A course, written in any of the surface forms, reads back as the same course."""
    product = per_week * weeks
    course = " ".join(
        (
            frequency.format(n=per_week, w=_spell(per_week)),
            length.format(n=weeks, w=_spell(weeks)),
        )
    ) + total.format(n=product, w=_spell(product))
    title = f"{service}{place} {course}" if place_first else f"{service} {course}{place}"
    request = read_request(title).request
    assert request.per_week == (per_week, per_week), title
    assert request.weeks == (weeks, weeks), title
    assert request.visits == (product, product), title
    assert request.visits_explicit == bool(total), title


@given(
    low=st.integers(1, 30),
    more=st.integers(0, 10),
    weeks=st.integers(1, 20),
    bound=st.sampled_from([("", None), ("up to ", "up to"), ("at least ", "at least")]),
    dash=st.sampled_from(["-", " to ", "–"]),
)
@settings(max_examples=200, deadline=None)
def test_a_limit_in_prose_is_read_back(
    low: int, more: int, weeks: int, bound: tuple[str, str | None], dash: str
) -> None:
    """A limit of visits over weeks in a sentence gives the same numbers, bound and span."""
    number = f"{low}{dash}{low + more}" if more else str(low)
    prose = f"The guideline allows {bound[0]}{number} visits over {weeks} weeks of care."
    (amount,) = find_amounts(prose)
    assert (amount.value, amount.bound) == ((low, low + more), bound[1])
    assert amount.over is not None
    assert amount.over.value == (weeks, weeks)
    assert prose[slice(*amount.span)] == f"{number} visits"


@given(_TEXTS)
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_the_readers_and_spans_lie_inside(text: str) -> None:
    """Whatever the text, the readers answer, and every span is a stretch of it."""
    for item in read_request(text).given:
        assert 0 <= item.span.start < item.span.end <= len(text)
    ends = 0
    for amount in find_amounts(text):
        assert ends <= amount.span.start < amount.span.end <= len(text)
        assert amount.extent.contains(amount.span)
        assert amount.value[0] <= amount.value[1]
        ends = amount.span.end
    for part in split_parts(text):
        assert text[slice(*part.span)] == part.text
    partial = read_partial(text)
    if partial:
        assert text[slice(*partial.original.span)] == partial.original.text
        assert text[slice(*partial.authorized.span)] == partial.authorized.text


@pytest.mark.parametrize(
    "piece",
    [
        "2x",
        "1-",
        "1 ",
        "a ",
        "six visits ",
        "( ",
        "10% ",
        "11/",
        " ",
        "was ",
        "and, ",
        "#1 ",
        "x",
        "no more than ",
    ],
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    """A hundred thousand characters of one piece are read within seconds."""
    text = (piece * 100_000)[:100_000]
    start = time.process_time()
    find_amounts(text)
    read_request(text)
    read_partial(text)
    assert time.process_time() - start < 6
