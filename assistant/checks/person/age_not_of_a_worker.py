"""The age is not one at which a person works, or was injured at work.

What it does
    Finds ages below 14 and above 99, and ages that put the injury of the header before the
    fourteenth birthday.

Why it matters
    Such an age is a slip of the pen, or the text of another case.

Authority
    Labor Code 1290-1294 (no work below 14 but for exceptions); Labor Code 4610.6(h): plain on the
    page.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict

RULE = Rule(
    name="age-not-of-a-worker",
    severity="error",
    family="person",
    summary="the age is not one at which a person works, or was injured at work",
    authority="Labor Code 1290-1294; Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)
_YOUNGEST, _OLDEST = 14, 99


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each age that cannot be."""
    dates = context.letter.dates
    since = dates.decision.year - dates.injury.year if dates.decision and dates.injury else 0
    for age in context.ages:
        impossible = not _YOUNGEST <= age.years <= _OLDEST
        # the year of the injury may be wrong in place of the age
        if not impossible and age.years - since + 1 >= _YOUNGEST:
            continue
        yield Flaw(
            span=age.span,
            issue=age.issue,
            message=(
                f"the worker is said to be {age.years}"
                if impossible
                else f"at {age.years}, the worker was about {age.years - since} when injured"
            ),
            expected=f"{_YOUNGEST}-{_OLDEST} years, at the injury too",
            found=f"{age.years} years",
            related=() if impossible else context.in_header("injury"),
            help="correct the age, or the date of injury",
        )
