"""A pain score of the text stands in no record.

What it does
    With the records at hand, looks for each score "n/10" of the summary and the rationales among
    the scores of the records. It speaks only where the records give scores at all.

Why it matters
    Whether care has helped is often told by two scores; a wrong one tells the contrary.

Authority
    Labor Code 4610.6(b), 4610.6(h): the review rests on the records submitted.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="score-not-of-record",
    severity="warning",
    family="record",
    summary="a pain score of the text stands in no record",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_SCORE = expression(
    r"(?<![\d/.-])(\d{1,2}(?:\.\d)?)(?: ?(?:-|to) ?(\d{1,2}(?:\.\d)?))?/10(?![\d/])"
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each score that no record gives."""
    records = context.records
    if records is None:
        return
    there = {
        number
        for text in records.texts
        for match in _SCORE.finditer(text.record.document.text)
        for number in match.groups()
        if number
    }
    if not there:
        return
    for issue, passage in context.claims.passages:
        for match in _SCORE.finditer(passage.text):
            strange = [number for number in match.groups() if number and number not in there]
            if not strange:
                continue
            yield Flaw(
                span=passage.span(match.start(), match.end()),
                issue=issue,
                message=f"no record gives a score of {strange[0]}/10",
                expected=" or ".join(sorted(there)),
                found=strange[0],
                help="take the score from the record of the day",
            )
