"""Endurance: memory and speed over many letters, of which no two are alike.

Whoever checks a year's determinations in one run, or keeps the workbench open for months, must be
sure that nothing piles up. The letters of a folder are read and checked again and again, each time
with other numbers, other dates and words that stand nowhere else, so that whatever is kept by the
text of a letter, a title or a sentence would grow, and shows.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from assistant.checks import check
from assistant.letters import read_letter
from assistant.text import Document, Value, from_text
from assistant.text.patterns import expression

_SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Where memory is looked at, as shares of the whole."""
_WARM = 0.1
"""By then bounded caches are full: growth is told from here on."""
_DATE = r"(?P<month>\d{1,2})(?P<mark>[/-])(?P<day>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)"
_VARIED = expression(
    rf"(?<![\w/-]){_DATE}(?![\w/-])|\b(?P<case>[A-Z]{{2}}\d\d-\d{{5,8}})\b"
    r"|(?<![\w.,/-])(?P<number>\d{1,2})(?![\w.,/%-])|\b(?P<word>[a-z]{8,})\b"
)
_OTHER_WORD = 12
"""One long word in so many gives way to a word of the letter's own."""
_CYCLE = 365
_STEP = 7919
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class SoakPoint(Value):
    """After so many letters: resident megabytes (10**6 bytes), and letters a second since before.

    resident_mb is None on systems that do not tell.
    """

    letters: int
    resident_mb: float | None
    letters_per_second: float


class Soak(Value):
    """What was measured. `growth_mb` is that of the last nine tenths, None where not measured."""

    letters: int
    sources: int
    findings: int
    letters_per_second: float
    points: tuple[SoakPoint, ...]
    growth_mb: float | None


def run_soak(
    documents: Sequence[Document],
    count: int,
    progress: Callable[[str], None] = lambda _: None,
) -> Soak:
    """Check `count` letters made from `documents`; `progress` is told of each look at memory."""
    stops = sorted({max(1, round(share * count)) for share in _SHARES})
    points: list[SoakPoint] = []
    findings = 0
    began = last = perf_counter()
    for done, document in enumerate(varied(documents, count), 1):
        report = check(read_letter(document))
        # as the command line does; what is written is measured too
        report.model_dump_json()
        findings += len(report.findings)
        if done == stops[len(points)]:
            now = perf_counter()
            since = done - (points[-1].letters if points else 0)
            memory = resident_memory()
            points.append(
                SoakPoint(letters=done, resident_mb=memory, letters_per_second=since / (now - last))
            )
            last = now
            shown = "" if memory is None else f", {memory:,.0f} MB"
            progress(f"{done:,} of {count:,} letters{shown}")
    return Soak(
        letters=count,
        sources=len(documents),
        findings=findings,
        letters_per_second=count / (last - began),
        points=tuple(points),
        growth_mb=_growth(points, count),
    )


def varied(documents: Sequence[Document], count: int) -> Iterator[Document]:
    """`count` letters from `documents` in turn, no two of them alike; the same at every run."""
    for number in range(count):
        document = documents[number % len(documents)]
        yield from_text(_varied(document.text, number), f"{number:07}-{document.source}")


def _varied(text: str, number: int) -> str:
    """The text with other dates, numbers and words, as `number` has it."""
    places = iter(range(number * _STEP, sys.maxsize, _STEP))

    def other(found: re.Match[str]) -> str:
        place = next(places)
        match found.lastgroup:
            case "case":
                return f"{found['case'][:5]}{number:07}"
            case "number":
                return str(1 + (int(found["number"]) + place) % 60)
            case "word":
                return _word(place) if place % _OTHER_WORD == 0 else found["word"]
            case _:
                return _shifted(found, number)

    return _VARIED.sub(other, text)


def _shifted(found: re.Match[str], days: int) -> str:
    """The date so many days later, within a year; one that no calendar has stays."""
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return found.group()
    later = day + timedelta(days=days % _CYCLE)
    return found["mark"].join((f"{later.month:02}", f"{later.day:02}", str(later.year)))


def _word(number: int) -> str:
    """A word that no other number has."""
    letters = "zq"
    while number:
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return letters


def _growth(points: Sequence[SoakPoint], count: int) -> float | None:
    warm = next((one for one in points if one.letters >= _WARM * count), points[-1])
    if warm.resident_mb is None or points[-1].resident_mb is None:
        return None
    return points[-1].resident_mb - warm.resident_mb


def resident_memory() -> float | None:
    """Megabytes (10**6 bytes) that this process holds now; None on systems that do not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    import resource  # noqa: PLC0415 - not on every platform

    return pages * resource.getpagesize() / 1e6
