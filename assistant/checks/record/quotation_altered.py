"""Words quoted from the records are not the record's words.

What it does
    With the records at hand, looks for each quotation of the summary and of the rationales, word
    for word: numbers, units, sides and negations included. Where a record has nearly the same
    words, the finding shows them; it is an error. A quotation that stands nowhere is a warning
    where the sentence gives it to a record, and is left alone where it may be a guideline's.

Why it matters
    A quotation with one number, side or "not" changed says another thing under the record's name.

Authority
    Labor Code 4610.6(b), 4610.6(h): the review rests on the records submitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.models import Related
from assistant.checks.records import Records, tokens_of
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text.patterns import expression

RULE = Rule(
    name="quotation-altered",
    severity="error",
    family="record",
    summary="words quoted from the records are not the record's words",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_QUOTED = expression(r"(?<!\w)[\"“](?P<words>[^\"”“]{1,400})[\"”]")
_OF_RECORD = expression(
    r"\b(?:records?|reports?|notes?|noted|documented|physician|provider|Dr|PR-?2|exam\w*)\b",
    re.IGNORECASE,
)
_OF_GUIDELINE = expression(
    r"\b(?:guidelines?|MTUS|ODG|ACOEM|recommend\w*|criteria|Labor Code|9792)\b", re.IGNORECASE
)
_FEWEST = 4
_NEARLY = 0.7


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each quotation that no record has."""
    records = context.records
    if records is None:
        return
    for issue, passage in context.claims.passages:
        for match in _QUOTED.finditer(passage.text):
            yield from _flaws(records, passage, match, issue)


def _flaws(
    records: Records, passage: Passage, match: re.Match[str], issue: int | None
) -> Iterator[Flaw]:
    words = tokens_of(match["words"])
    if len(words) < _FEWEST or records.holding(words) is not None:
        return
    share, found, text = records.nearest(words)
    start, _ = passage.around(match.start())
    lead = passage.text[start : match.start()]
    near = share >= _NEARLY and text is not None
    if not near and (_OF_GUIDELINE.search(lead) or not _OF_RECORD.search(lead)):
        return
    related: tuple[Related, ...] = ()
    if near and text is not None:
        related = (Related(where="record", ref=text.record.name, text=found),)
    yield Flaw(
        span=passage.span(*match.span("words")),
        issue=issue,
        message="the record has other words" if near else "no record has these words",
        expected=found if near else "words of a record",
        found=match["words"],
        related=related,
        severity="error" if near else "warning",
        help="quote the record to the letter, or tell it in other words without quotation marks",
    )
