"""The guideline is said to give no number where the cited chapter gives one.

What it does
    Where a rationale says that the MTUS, the schedule or the guideline does not give, set or
    specify a frequency, duration, dose or interval, looks among the limits of the chapters that the
    item cites for one of that kind, on the item's service. A number of visits hangs on the
    condition, so that its absence is believed.

Why it matters
    A number that is said to be absent is not applied, and another source's, or none, takes its
    place. One published determination says that the MTUS sets no interval between visits while it
    cites the section that does.

Authority
    8 CCR 9792.21(c), 9792.21.1(d), and the chapter cited.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.limits.matching import editions_of
from assistant.checks.rule import Context, Flaw, Rule, Verdict, by_guideline, capped, ceiling
from assistant.checks.wording import number
from assistant.guidelines import Limit, limits_of
from assistant.letters.models import Issue
from assistant.text import spotted_phrases, stems

RULE = Rule(
    name="limit-said-to-be-absent",
    severity="warning",
    family="limits",
    summary="the guideline is said to give no number, and the cited chapter gives one",
    authority="8 CCR 9792.21(c), 9792.21.1(d)",
    ordinary_knowledge=False,
)

_ABSENT = spotted_phrases(
    "mtus", "schedule", "guidelines?",
    tail=r"\b[^.;]{0,40}?\b(?:do(?:es)? not|did not|fails? to|never)\s(?:\w{1,14}\s){0,2}?"
    r"(?:give|set|specify|detail|state|provide|list|define|limit|contain|recommend)\s"
    r"(?:an?|any|the|out|to)\s(?P<what>(?:[\w-]{1,14}\s){0,4}?"
    r"(?:frequency|interval|number|duration|length|quantity|maximum|limit)"
    r"(?:\s(?:daily\s)?dos(?:e|age))?"
    r"(?:\s(?:of|for|between)\s(?:[\w-]{1,16}\s?){1,3})?)",
)  # fmt: skip
_SAYING = stems("not", "fail", "never")
_NUMBERS = stems(
    "frequenc", "interval", "number", "duration", "length", "quantity", "maximum", "limit"
)
_METRICS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("interval", "visit frequency", "re-evaluation", "reevaluation", "follow"),
     ("visit_interval",)),
    (("frequency",), ("frequency",)),
    (("duration", "length"), ("duration",)),
    (("dose", "morphine"), ("dose",)),
)  # fmt: skip
"""What is said to be absent, by the words that name it, and the limits of that kind."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first such sentence of each rationale."""
    for issue, claims in context.items:
        passage = claims.passage
        if passage is None or not (passage.begin(_SAYING) and passage.begin(_NUMBERS)):
            continue
        for said in _ABSENT.matches(passage.words):
            metrics = _metrics(said["what"].lower())
            given = [one for one in _limits(context, issue) if one.metric in metrics]
            if not given:
                continue
            limit = given[0]
            yield Flaw(
                span=passage.span(*said.span()),
                issue=issue.number,
                message=f"says that the guideline gives no {said['what']}; the chapter gives "
                f"{number(limit.value)} {limit.unit}",
                expected=f"{number(limit.value)} {limit.unit}",
                found="none",
                related=(by_guideline(limit),),
                citation=limit.citation,
                severity=capped(ceiling(limit.verification), "warning"),
                help=f"`imr corpus show {limit.id}` gives the limit and how well it is verified",
            )
            break


def _limits(context: Context, issue: Issue) -> Iterator[Limit]:
    """The limits of the chapters that the item cites, on its service or on every one."""
    for edition in editions_of(issue, context.as_of):
        for one in limits_of(edition.key):
            if not one.services or issue.service in one.services:
                yield one


def _metrics(what: str) -> tuple[str, ...]:
    """The kinds of limit that `what` names."""
    return next((metrics for words, metrics in _METRICS if any(word in what for word in words)), ())
