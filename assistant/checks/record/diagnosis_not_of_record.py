"""A diagnosis of the text stands in no record.

What it does
    With the records at hand, looks for the words of each diagnosis that the summary gives to the
    worker among the words of the records. It speaks where a word of the diagnosis stands in no
    record.

Why it matters
    The diagnosis chooses the chapter and the number of visits; one that no physician made belongs
    to another case.

Authority
    Labor Code 4610.6(b), 4610.6(h): the review rests on the records submitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text.patterns import expression

RULE = Rule(
    name="diagnosis-not-of-record",
    severity="warning",
    family="record",
    summary="a diagnosis of the text stands in no record",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_DIAGNOSIS = expression(
    r"\bdiagnos(?:[ei]s|ed)(?: in the records?| of record)?"
    r"(?: (?:includ(?:e[sd]?|ing)|is|are|was|were|with|of|as)){0,3}:? "
    r"(?P<list>[^.;]{3,300})",
    re.IGNORECASE,
)
_ITEM = expression(r"(?:^|,) ?(?:and )?(?P<one>[^,]+)")
_WORD = expression(r"[a-z]{6,}")
_COMMON = frozenset(
    {
        *("include", "included", "including", "worker", "injured", "patient", "without"),
        *("disease", "disorder", "chronic", "unspecified", "following", "status", "region"),
        "complaints",
    }
)


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each diagnosis of the summary with a word that no record has."""
    records, summary = context.records, context.claims.summary
    if records is None or summary is None or context.facts is None:
        return
    if not context.facts.diagnoses:
        return
    for match in _DIAGNOSIS.finditer(summary.text):
        for item in _ITEM.finditer(match["list"]):
            words = [word for word in _WORD.findall(item["one"].lower()) if word not in _COMMON]
            strange = [word for word in words if word not in records.words]
            if not strange:
                continue
            start = match.start("list") + item.start("one")
            yield Flaw(
                span=summary.span(start, start + len(item["one"])),
                issue=None,
                message=f"no record has the word {strange[0]!r} of this diagnosis",
                expected="a diagnosis of the records",
                found=item["one"].strip(),
                help="take the diagnosis from the records, in their words",
            )
