"""The count of tablets is not the dose times the days.

What it does
    Reads a dose with its frequency and its days ("one tablet twice daily for 14 days") in a title
    or a sentence, multiplies, and compares with the count that the same title or sentence gives
    ("#40", "40 tablets"). A range of doses, use as needed and refills leave the count open, and
    nothing is said; a month is 28 to 31 days.

Why it matters
    The count is what is authorised. Too many tablets of an opioid are a danger, too few an
    unintended end of treatment.

Authority
    8 CCR 9792.10.6(d): the determination states the disputed treatment. A product is a matter of
    ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text import stems
from assistant.text.patterns import expression

RULE = Rule(
    name="supply-not-dose-times-days",
    severity="error",
    family="arithmetic",
    summary="the count of tablets is not the dose times the days",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
          "eight": 8, "ten": 10, "twelve": 12, "fourteen": 14, "thirty": 30, "sixty": 60,
          "ninety": 90}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_WORDS)})"
_FORM = r"(?:tablets?|tabs?|capsules?|caps?|pills?|patch(?:es)?|lozenges?)"
_RATES = {
    r"(?:once (?:a|per) day|once daily|one time (?:a|per) day|every day|nightly|(?:once )?at"
    r" (?:bedtime|night)|q\.?h\.?s\.?|q\.?d\.?|daily)": 1,
    r"(?:twice (?:a|per) day|twice daily|(?:two|2) times (?:(?:a|per) day|daily)|b\.?i\.?d\.?)": 2,
    r"(?:(?:three|3) times (?:(?:a|per) day|daily)|t\.?i\.?d\.?)": 3,
    r"(?:(?:four|4) times (?:(?:a|per) day|daily)|q\.?i\.?d\.?)": 4,
    r"(?:(?:five|5) times (?:(?:a|per) day|daily))": 5,
    r"(?:(?:six|6) times (?:(?:a|per) day|daily))": 6,
    # behind the others: "six tablets a day" are all of one day
    r"(?:(?:a|per|each) day)": 1,
}
_OFTEN = "|".join(f"(?P<r{at}>{words})" for at, words in enumerate(_RATES))
_COURSE = expression(
    rf"(?:(?<![-–\w])(?P<dose>{_NUMBER}) (?:\(\d\) )?{_FORM}|(?<=\d) ?mc?g)[ ,]{{1,2}}"
    rf"(?:to be taken |taken |by mouth |orally |p\.?o\.? ){{0,2}}"
    rf"(?:{_OFTEN}|(?:every |q ?)(?P<hours>{_NUMBER}) ?h(?:ours|rs)?)"
    rf",? (?:which )?(?:for|over|in|x|times) (?:\w{{1,12}} \()?(?P<long>{_NUMBER})\)? "
    r"(?P<unit>days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_COUNT = expression(
    rf"#\s?(?P<a>\d{{1,4}})\b|\b(?:quantity|qty|count|dispense)(?: of)?[.:]? ?#?(?P<b>\d{{1,4}})\b"
    rf"|\b(?P<c>\d{{1,4}}) (?:{_FORM}|count)\b(?! (?:\w+ ){{0,2}}(?:daily|a day|per day|every))",
    re.IGNORECASE,
)
_OPEN = expression(r"\b(?:refills?|as needed|p\.?r\.?n)\b", re.IGNORECASE)
_DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31)}
_FORMS = stems("tab", "cap", "pill", "patch", "lozenge")
_UNITS = stems("day", "week", "month")


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each title and sentence that gives dose, days and count."""
    for issue, passage in chain(context.titles, passages(context)):
        for start, end in passage.sentences(_UNITS) if passage.begin(_FORMS) else ():
            yield from _compare(issue, passage, start, end)


def _compare(issue: int | None, passage: Passage, start: int, end: int) -> Iterator[Verdict]:
    text = passage.text
    course = _COURSE.search(text, start, end)
    if course is None or _OPEN.search(text, start, end):
        return
    counts = [
        match
        for match in _COUNT.finditer(text, start, end)
        if match.end() <= course.start() or match.start() >= course.end()
    ]
    if len(counts) != 1:
        return
    count = int(next(group for group in counts[0].groups() if group))
    low, high = _supply(course)
    if low <= count <= high:
        return
    wanted = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    yield Flaw(
        span=passage.span(*counts[0].span()),
        issue=issue,
        message=f"counts {count}; {course.group()} are {wanted}",
        expected=wanted,
        found=str(count),
        help="correct the count, the dose or the days, whichever the request does not say",
    )


def _supply(course: re.Match[str]) -> tuple[float, float]:
    """The least and the most that the dose, taken for that long, adds up to."""
    hours = _value(course.group("hours")) if course.group("hours") else 0
    a_day = 24 / hours if hours else 0.0
    for at, rate in enumerate(_RATES.values()):
        if course.group(f"r{at}"):
            a_day = rate
    least, most = _DAYS[course.group("unit").lower().rstrip("s")]
    # "15 mg four times a day": one tablet of that strength each time
    dose = _value(course.group("dose")) if course.group("dose") else 1
    taken = dose * a_day * _value(course.group("long"))
    return taken * least, taken * most


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]
