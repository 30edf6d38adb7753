"""What a request is measured by: the limit that the letter quotes, or the one that governs."""

from __future__ import annotations

from typing import NamedTuple

from assistant.checks.models import Related
from assistant.checks.rule import Context, by_guideline
from assistant.claims import Comparison, GuidelineLimit, IssueClaims
from assistant.claims.models import Phase
from assistant.guidelines import Verification, governing
from assistant.letters.models import Issue
from assistant.terms import THERAPIES, find_services
from assistant.text import Span
from assistant.text.patterns import expression, phrases

_BARE = expression(
    r"\s?(?:the |an? |of ){0,3}(\d{1,2}) "
    r"(?:that|which|recommended|allowed|permitted|given|in the|of)\b"
)
"""A limit that leaves out what it counts: "fall short of the 10 that the guideline permits"."""

_TRIAL = expression(r"\s?(?:the |an? |this |that )?(?:initial|first|trial)\b")
_NAMED = 40
_SMALLEST_COURSE = 3
"""Smaller numbers of visits are those of flare-ups and of care after an injection."""

_MORE = phrases("additional", "further", "continued", "more", "ongoing")
_BESIDE = 40
_CLAUSE = expression(r"[.;:](?: |$)|,? (?:and|but|or) ")
"""What ends the words that say of which therapy a count is."""

_AFTER_SURGERY = phrases(r"post-?\s?op", r"post-?\s?surg", r"associated\ssurgical", tail="")


class Measure(NamedTuple):
    """What a request is measured by: the most visits, how well known, and where it stands."""

    bound: float
    verification: Verification
    authority: Related


def quoted(context: Context, claims: IssueClaims, said: Comparison) -> Measure | None:
    """The limit that the rationale itself gives: of several, the one that accuses least.

    Those of the comparison's own sentence come before all others.
    """
    visits = [
        one
        for one in claims.limits
        if one.amount.unit == "visits"
        # the subject of the sentence is not its measure: "eight are fewer than a course of 6"
        and not (
            said.sentence.start <= one.span.start < said.span.start
            and one.amount.value == said.number
        )
    ]
    behind = [one for one in visits if said.span.end <= one.span.start < said.sentence.end]
    limits = [one for one in visits if bounds_course(one)]
    bare = _BARE.match(context.slice(Span(said.span.end, said.sentence.end))[:40])
    if bare and not behind:
        return Measure(float(bare.group(1)), "corroborated", context.in_letter(said.sentence))
    beside = [one for one in limits if said.sentence.start <= one.span.start < said.sentence.end]
    # "exceed the 2 visits of a flare-up": what the comparison itself names is its measure
    limits = behind or beside or limits
    words = context.slice(Span(said.span.end, said.sentence.end))[:_NAMED]
    named: Phase = "trial" if _TRIAL.match(words) else ""
    limits = [one for one in limits if one.phase == named] or limits if named else limits
    if not limits:
        return None

    def high(one: GuidelineLimit) -> float:
        return one.amount.value[1]

    chosen = min(limits, key=high) if said.relation == "exceeds" else max(limits, key=high)
    return Measure(high(chosen), "corroborated", context.in_letter(chosen.span))


def governing_visits(context: Context, issue: Issue, prior: float | None) -> Measure | None:
    """The visits that govern: of a trial where nothing was done before, else of the course."""
    found = governing(
        issue.service,
        issue.body_parts,
        context.limits_day,
        injury_date=context.letter.dates.injury,
        prior_visits=prior,
    )
    for one in [found.total, found.governs] if prior else [found.trial, found.governs]:
        if one and one.metric == "visits" and one.value[1] > 0:
            return Measure(one.value[1], one.verification, by_guideline(one))
    return None


def bounds_course(limit: GuidelineLimit) -> bool:
    """Whether it is a number of visits for a whole course, or for its trial."""
    return (
        limit.amount.unit == "visits"
        and limit.phase != "flare_up"
        and limit.amount.value[1] >= _SMALLEST_COURSE
    )


def asks_for_more(issue: Issue) -> bool:
    """Whether the title itself says that visits came before, without their number."""
    return _MORE.search(issue.title) is not None


def prior_visits(context: Context, claims: IssueClaims) -> float | None:
    """The most visits that the letter says were done before; None where it says nothing of any.

    Visits that are said to be of another therapy than the item's do not count for it.
    """
    service = next(
        (one.service for one in context.letter.issues if one.number == claims.number), ""
    )
    counts = [*claims.counts, *context.claims.summary_counts]
    done = [
        one.visits[1]
        for one in counts
        if one.role == "prior" and not _of_another_therapy(context, one.span, service)
    ]
    return max(done, default=None)


def _of_another_therapy(context: Context, span: Span, service: str) -> bool:
    """Whether the words beside a count name therapies, and the one of the item not among them."""
    behind = " ".join(context.slice(Span(span.start, span.end + _BESIDE)).split())
    named = {one.service for one in find_services(_CLAUSE.split(behind)[0])} & THERAPIES
    return service in THERAPIES and bool(named) and service not in named


def after_surgery(issue: Issue) -> bool:
    """Whether the title asks for care after an operation, which has a table of its own."""
    return bool(_AFTER_SURGERY.search(issue.title))
