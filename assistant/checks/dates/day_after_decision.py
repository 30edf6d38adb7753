"""A date of the text lies after the decision.

What it does
    Compares each date of the summary and the rationales with the decision date, and so each month
    and year that care is said to be of ("since November 2017", "in 2027"). Words that tell of the
    future ("scheduled for", "until") are let pass.

Why it matters
    A reviewer cannot have read a note that was written after the decision: the date, or the header,
    is wrong.

Authority
    Labor Code 4610.6(b): the review rests on the records submitted; a date is a matter of ordinary
    knowledge (4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text import stems
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="day-after-decision",
    severity="error",
    family="dates",
    summary="a date of the text lies after the decision",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_FUTURE = expression(
    r"\b(?:scheduled|will|upcoming|until|till|through|thru|expir\w+|next|planned|future|"
    r"appointment|effective|(?-i:by)|runs?|ends?|lasts?|extends?|expected|anticipated|deadline)\b",
    re.IGNORECASE,
)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BARE = phrases(
    "since", "in", "during", "of", "from", "after", "before",
    tail=r" (?:(?:early|late|mid|about|the (?:spring|summer|fall|autumn|winter) of|"
    rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?),? )?(?P<year>20\d\d)\b(?![-/]\d)",
)  # fmt: skip
_YEARS = stems("20")
_LEAD, _LONG = 32, 6
"""Characters before a year that may lead to it, and those from its beginning on."""


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each date after the decision that is not said to be in the future."""
    dates = context.letter.dates
    decided = dates.decision
    if decided is None or decided < (dates.assigned or decided):
        # out of order in the header itself, which another check reports once
        return
    yield from _bare(context, decided)
    for one in context.days:
        if one.day is None or one.day <= decided or _FUTURE.search(one.before):
            continue
        yield Flaw(
            span=one.span,
            issue=one.issue,
            message=f"{one.text} is after the decision",
            expected=f"{decided} or earlier",
            found=str(one.day),
            related=context.in_header("decision"),
            help="correct the date, or the decision date of the header",
        )


def _years(passage: Passage) -> Iterator[re.Match[str]]:
    """The years of `passage` that stand by themselves, or behind a month, with what leads there."""
    read_to = 0
    for at in passage.words.places(_YEARS):
        match = _BARE.search(passage.text, max(at - _LEAD, read_to), at + _LONG)
        read_to = at + 1
        if match is not None:
            yield match


def _bare(context: Context, decided: date) -> Iterator[Flaw]:
    """Years, and months with their year, that lie after the decision."""
    for issue, passage in passages(context):
        for match in _years(passage):
            month = match["month"]
            told = (int(match["year"]), _MONTHS.index(month.lower()) + 1 if month else 1)
            start, _ = passage.around(match.start())
            if told <= (decided.year, decided.month if month else 1) or _FUTURE.search(
                passage.text, start, match.start()
            ):
                continue
            yield Flaw(
                span=passage.span(match.start("month" if month else "year"), match.end()),
                issue=issue,
                message=f"{match['year']} is after the decision"
                if not month
                else f"{match.group().split(maxsplit=1)[1]} is after the decision",
                expected=f"{decided} or earlier",
                found=match.group(),
                related=context.in_header("decision"),
                help="correct the month or the year",
            )
