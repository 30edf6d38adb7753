"""A date of the text stands in no record.

What it does
    With the records at hand, looks for each date that the summary or a rationale gives to a visit,
    report, study or operation. A log that leaves out the year names a day beside dates of that
    year. The dates of the review itself are in the header and not expected in the records.

Why it matters
    A finding that is said to be of a day on which nobody wrote anything has another source, or
    none.

Authority
    Labor Code 4610.6(b), 4610.6(h): the review rests on the records submitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="day-not-in-record",
    severity="warning",
    family="record",
    summary="a date of the text stands in no record",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_OF_CARE = expression(
    r"\b(?:notes?|noted|reports?|reported|exam\w*|visit|evaluat\w+|seen|imaging|MRI|x-?rays?|CT|"
    r"EMG|study|test\w*|screen\w*|agreement|contract|surger\w+|operat\w+|underwent|injection|therapy|PR-?2|request\w*|RFA|presented)\b",
    re.IGNORECASE,
)
_OF_REVIEW = expression(
    r"\b(?:utili[sz]ation|UR|application|IMR|guidelines?|MTUS|ODG|ACOEM|FDA)\b", re.IGNORECASE
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each day of care that the records do not name."""
    records = context.records
    if records is None or not records.days:
        return
    header = set(context.letter.dates.model_dump().values())
    for one in context.days:
        if one.day is None or one.day in header or one.day in records.days:
            continue
        sentence = one.before + one.after
        if not _OF_CARE.search(sentence) or _OF_REVIEW.search(sentence):
            continue
        if records.names(one.day):
            continue
        yield Flaw(
            span=one.span,
            issue=one.issue,
            message=f"no record names {one.text}",
            expected="a date of the records",
            found=str(one.day),
            help="take the date from the record that says this",
        )
