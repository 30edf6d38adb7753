"""One part of the letter denies the conservative care that another part reports.

What it does
    Where a sentence says that conservative care, or its failure, is not documented, looks for a
    sentence elsewhere that says that the worker has had it, tried it or failed it. Sentences on
    what a guideline asks for say nothing of the worker.

Why it matters
    Many criteria ask for failed conservative care. A determination that finds it for one item and
    misses it for the next decides the two by different facts.

Authority
    8 CCR 9792.10.6(d): reasons for each disputed treatment. A contradiction on the page is a matter
    of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text import stems
from assistant.text.patterns import phrases

RULE = Rule(
    name="care-denied",
    severity="warning",
    family="person",
    summary="one part of the letter denies conservative care that another reports",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_CARE = r"conservative\s(?:care|treatments?|therap(?:y|ies)|management|measures|options)"
_CONSERVATIVE = stems("conservative")
_REPORTED = phrases(
    *(rf"{verb}\s(?:already\s|also\s|now\s|previously\s){{0,2}}(?:been\s)?"
      r"(?:had|failed|completed|exhausted|tried|undergone|received|attempted)\s"
      rf"(?:\w{{1,12}}\s){{0,3}}?{_CARE}" for verb in ("has", "have", "had")),
    *(rf"{verb}\s(?:\w{{1,12}}\s){{0,2}}?{_CARE}" for verb in ("failed", "exhausted")),
    tail=r"\b",
)  # fmt: skip
_NOT_TOLD = phrases(
    *(rf"{verb}\snot\s(?:\w{{1,12}}\s)?(?:specified|documented|noted|provided|described|recorded|"
      "shown|evident|established)" for verb in ("is", "are", "was", "were")),
    r"no\s(?:\w{1,14}\s){0,2}?(?:documentation|evidence|indication|record|report|mention)\s"
    r"(?:of|that|regarding)",
    *(rf"{verb}\snot\s(?:\w{{1,12}}\s)?(?:document|specify|show|indicate|describe|report)"
      for verb in ("do", "does", "did")),
)  # fmt: skip
_NO = phrases("no", "not", "never", "without", "neither", "nor", "cannot")
_RULE = phrases(
    "guidelines?", "mtus", "odg", "acoem", "recommend(?:s|ed)?", "criteria", "should", "must", "if",
    "when", "unless", "after", "patients", "require[sd]?",
)  # fmt: skip


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first denial of each part whose care another part reports."""
    sentences = list(_sentences(context))
    reported = [
        (passage, start, end)
        for _, passage, start, end in sentences
        if _REPORTED.search(passage.text, start, end)
        and not _RULE.search(passage.text, start, end)
        and not _NO.search(passage.text, start, end)
    ]
    done: set[int | None] = set()
    for issue, passage, start, end in sentences if reported else ():
        # a summary tells what review held before; a rationale, what the reviewer holds
        if issue is None or issue in done or _RULE.search(passage.text, start, end):
            continue
        denial = _NOT_TOLD.search(passage.text, start, end)
        other = next((one for one in reported if one[0] is not passage), None)
        if denial is None or other is None:
            continue
        done.add(issue)
        yield Flaw(
            span=passage.span(denial.start(), denial.end()),
            issue=issue,
            message="conservative care is not documented here and reported elsewhere",
            expected="the care that the letter reports",
            found=context.slice(passage.span(start, end)),
            related=(context.in_letter(other[0].span(other[1], other[2] - 1)),),
            help="say which care counts, and for which item",
        )


def _sentences(context: Context) -> Iterator[tuple[int | None, Passage, int, int]]:
    """The sentences that speak of conservative care."""
    for issue, passage in passages(context):
        places = passage.words.places(_CONSERVATIVE)
        for index in sorted({passage.sentence_index(at) for at in places}):
            yield issue, passage, *passage.bounds(index)
