"""Where to look first: the cases of a run in which most went wrong, with links to them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.logs import Log
from assistant.evaluation.metrics import METRICS
from assistant.evaluation.reporting.drilldown import anchor
from assistant.evaluation.reporting.html import Html, el
from assistant.evaluation.samples import Mark, Sample
from assistant.evaluation.summary import SuiteSummary

_MOST = 8


def look_first(log: Log, suites: Sequence[SuiteSummary]) -> Html | None:
    """Cases without a result, then those by which a goal is missed, then those with most misses."""
    missed = {
        (suite.suite, one.metric)
        for suite in suites
        for one in suite.metrics
        if one.whole.met is False
    }

    def rank(one: Sample) -> tuple[object, ...]:
        goals = sum(len(mark.misses) for mark in _gating(one) if (one.suite, mark.metric) in missed)
        return (one.error is None, -goals, -_weight(one), one.suite, one.case)

    worst = [one for one in sorted(log.samples, key=rank) if _weight(one)][:_MOST]
    if not worst:
        return None
    return el(
        "section",
        el("h2", "Look here first"),
        el("ul", *(_entry(one) for one in worst), class_="misses"),
        id="first",
    )


def _gating(one: Sample) -> list[Mark]:
    return [mark for mark in one.marks if mark.misses and METRICS[one.suite, mark.metric].gate]


def _weight(one: Sample) -> int:
    return 1000 if one.error else sum(len(mark.misses) for mark in _gating(one))


def _entry(one: Sample) -> Html:
    own = _gating(one)
    names = ", ".join(dict.fromkeys(mark.metric for mark in own))
    told = f"no result: {one.error}" if one.error else f"{names}: {own[0].misses[0][:200]}"
    link = el("a", f"{one.suite} {one.case}", href=f"#{anchor(one)}")
    return el("li", link, f": {told}")
