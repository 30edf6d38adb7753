"""A rationale gives a study or an operation another date than the summary.

What it does
    Takes each date of a rationale that is of a study, an operation or an injection ("the MRI of
    05/22/2013"). Where the summary dates one of that kind, and only one, and the two dates differ
    in the day, the month or the year alone, one of them is reported.

Why it matters
    Two dates one figure apart are one study, and one of them is wrong; the reader cannot find it.

Authority
    Labor Code 4610.6(b): the review rests on the records submitted; a date is a matter of ordinary
    knowledge (4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.checks.days import Day
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import kinds_of_phrases

RULE = Rule(
    name="study-dated-otherwise",
    severity="warning",
    family="dates",
    summary="a rationale gives a study or an operation another date than the summary",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_KINDS = kinds_of_phrases(
    mri=("mri", "magnetic resonance"),
    xray=("x-?rays?", "films?", "radiographs?"),
    ct=("ct",),
    electrodiagnostic=("emg", "ncs", "ncv", "electrodiagnostic", "nerve conduction"),
    operation=("surgery", "operation", "operated", "arthroscop\\w+", "release", "repair", "fusion",
               "replacement", "reduction"),
    injection=("injections?",),
    urine=("urine", "drug screen", "udt", "uds"),
    ultrasound=("ultrasound",),
    exam=("exam\\w*", "seen", "visit", "evaluat\\w+", "report", "note", "pr-?2"),
    study=("stud(?:y|ies)",),
)  # fmt: skip
_STUDIES = frozenset({"mri", "xray", "ct", "electrodiagnostic", "ultrasound", "study"})
_BEFORE, _AFTER = 60, 30


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each such date of a rationale."""
    summary = [one for one in context.days if one.issue is None and one.day is not None]
    known_days = {None, *(one.day for one in summary), *dict(context.letter.dates).values()}
    strange = [one for one in context.days if one.day not in known_days]
    told: dict[str, list[Day]] = {}
    for one in summary if strange else ():
        told.setdefault(_kind(one), []).append(one)
    for one in strange if told else ():
        kind = _kind(one)
        if not kind or one.day is None:
            continue
        known = told.get(kind, [])
        if kind == "study":
            known = [day for name, some in told.items() if name in _STUDIES for day in some]
        if len({day.day for day in known}) == 1 and _near(one.day, known[0].day):
            yield Flaw(
                span=one.span,
                issue=one.issue,
                message=f"gives {one.text}; the summary gives {known[0].text} for it",
                expected=str(known[0].day),
                found=str(one.day),
                related=(context.in_letter(known[0].span),),
                help="compare both with the record",
            )


def _kind(day: Day) -> str:
    """What the date is of: the nearest word for it before the date, else right behind it."""
    found = list(_KINDS.finditer(day.before[-_BEFORE:]))
    if found:
        named = [one for one in found if one.lastgroup != "study"] or found
        return str(named[-1].lastgroup)
    behind = _KINDS.search(day.after[:_AFTER])
    return str(behind.lastgroup) if behind else ""


def _near(one: date, other: date | None) -> bool:
    """Whether two days differ in one of day, month and year alone."""
    if other is None:
        return False
    same = (one.day == other.day, one.month == other.month, one.year == other.year)
    return sum(same) == len(same) - 1
