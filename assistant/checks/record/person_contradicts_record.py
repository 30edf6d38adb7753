"""Age, sex or date of injury differ from what the record says.

What it does
    With the records of the case at hand, compares the age and sex of the summary and the date of
    injury of the header with what the records document. An age may be higher than in the record by
    the years since the record was written.

Why it matters
    A letter about another person than the record is the plainest error of fact there is.

Authority
    Labor Code 4610.6(b): the reviewer looks at the records submitted; a plainly erroneous finding
    of fact that is a matter of ordinary knowledge sets a determination aside (4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.checks.models import Related
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from assistant.facts import Fact

RULE = Rule(
    name="person-contradicts-record",
    severity="error",
    family="record",
    summary="age, sex or date of injury are not those of the record",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_SEX = {
    "male": expression(r"\b(?:male|man|gentleman)\b", re.IGNORECASE),
    "female": expression(r"\b(?:female|woman|lady)\b", re.IGNORECASE),
}
_DAYS_A_YEAR = 365


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each of the three that the record contradicts; nothing without a record."""
    facts = context.facts
    if facts is None:
        return
    summary = context.letter.summary
    if summary.age is not None and not _possible_age(context, summary.age, facts.age):
        span = _words(context, expression(rf"\b{summary.age}\b"))
        yield _flaw("age", span, str(summary.age), facts.age)
    if summary.sex is not None and facts.sex.value not in (None, summary.sex):
        yield _flaw("sex", _words(context, _SEX[summary.sex]), summary.sex, facts.sex)
    injury = context.letter.dates.injury
    place = context.letter.date_spans.get("injury")
    if injury is not None and place is not None and facts.injury_date.value not in (None, injury):
        yield _flaw("date of injury", place, str(injury), facts.injury_date)


def _possible_age(context: Context, age: int, fact: Fact[int]) -> bool:
    """Whether someone of the record's age can be `age` on the day of decision."""
    if fact.value is None:
        return True
    day = context.letter.dates.decision
    years = (day - fact.on).days // _DAYS_A_YEAR + 1 if day and fact.on else 1
    return fact.value <= age <= fact.value + max(years, 0)


def _words(context: Context, pattern: re.Pattern[str]) -> Span:
    """The first words of the summary that match, else the summary."""
    summary = context.letter.summary.span or Span(0, 0)
    found = pattern.search(context.letter.document.text, summary.start, summary.end)
    return Span(*found.span()) if found else summary


def _flaw(what: str, span: Span, found: str, fact: Fact[Any]) -> Flaw:
    source = fact.source
    related = (
        (Related(where="record", ref=f"{source.document}, p. {source.page}", text=source.quote),)
        if source
        else ()
    )
    return Flaw(
        span=span,
        issue=None,
        message=f"the {what} is not that of the record",
        expected=str(fact.value),
        found=found,
        related=related,
        help="take it from the record, or note which document is wrong",
    )
