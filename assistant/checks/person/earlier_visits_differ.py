"""The rationale gives another number of earlier visits than the summary.

What it does
    Takes each number of visits that a rationale says were done before, and looks for it among the
    visits of the same kind of therapy in the summary: a number given there, or a sum of them. The
    records may tell of more visits than the summary, so that the finding is a warning.

Why it matters
    What was done before is added to the request and measured against the limit of the guideline.

Authority
    Labor Code 4610.6(b): the reviewer looks at all records. A contradiction on the page is a matter
    of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.person.visits_told import (
    is_count,
    is_done,
    known_of,
    sums_of,
    therapy_of,
    visits_told,
)
from assistant.checks.requests import visits_asked
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.attribution import Voices
from assistant.text.patterns import expression

RULE = Rule(
    name="earlier-visits-differ",
    severity="warning",
    family="person",
    summary="the rationale gives another number of earlier visits than the summary",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)


_LED = expression(r"\b(?:over|after|despite|with|and|first|those|these)(?: the)? $", re.IGNORECASE)
_REACH = 16
"""Characters before visits that are told in passing: "over 15 visits", "a brace and 9 visits"."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each number of earlier visits that the summary tells otherwise."""
    summary = context.claims.summary
    if summary is None or not any(one.unit == "visits" for one in summary.amounts):
        return
    told = visits_told(summary)
    for issue, claims in context.items if told else ():
        passage = claims.passage
        if passage is None:
            continue
        voices: Voices | None = None
        for amount in passage.amounts:
            if not is_count(amount) or amount.value[1] in visits_asked(issue):
                continue
            if not is_done(passage, amount) and not _LED.search(
                passage.text, max(amount.span.start - _REACH, 0), amount.span.start
            ):
                continue
            voices = voices or Voices(passage)
            if voices.at(amount.span.start, amount.extent.end) in ("guideline", "administrator"):
                continue
            known = known_of(told, therapy_of(passage, amount, issue))
            if not known or amount.value[1] in sums_of(known):
                continue
            expected = " or ".join(f"{one:g}" for one in sorted(known))
            yield Flaw(
                span=passage.span(amount.span.start, amount.span.end),
                issue=issue.number,
                message="the summary gives another number of earlier visits",
                expected=f"{expected} visits",
                found=f"{amount.value[1]:g} visits",
                related=tuple(context.in_letter(span) for span in known.values()),
                help="take the number from the records, in both places",
            )
