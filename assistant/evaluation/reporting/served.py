"""Kept runs as pages of the workbench: what there is to show, and the same report as a page.

The workbench stands to the left of this room and may not import it, so `imr serve` hands these
functions in, and the workbench calls them behind routes of its own:

    listed()                      the kept runs, newest first, for a list with links
    page("latest", style_url="/static/report.css" or a route, back=("/evaluations", "All runs"))
                                  the whole HTML document as text; raises `InvalidField` for a name
                                  that is no kept run (a path never is one)
    style_sheet()                 what to answer at `style_url`, as text/css

With `style_url` the page has no script, no style element and no style attribute, and all its links
are to itself, to `style_url` and to `back`: it holds under `default-src 'self'`. It shows letters
and words of the sample cases; a run over real letters shows those.
"""

from __future__ import annotations

from assistant.errors import InvalidField
from assistant.evaluation.comparing import compare_runs
from assistant.evaluation.logs import LOG, kept_runs, read_log
from assistant.evaluation.reporting.page import report_page, style_sheet
from assistant.evaluation.reporting.trends import past_runs, readable
from assistant.text import Value

__all__ = ["Listed", "listed", "page", "style_sheet"]


class Listed(Value):
    """A kept run in a list: goals `reached` of those scored; `failed` samples gave nothing."""

    name: str
    started: str
    model: str
    version: str
    suites: tuple[str, ...]
    samples: int
    failed: int
    reached: int
    goals: int


def listed() -> tuple[Listed, ...]:
    """The kept runs, newest first."""
    found = []
    for place in reversed(kept_runs()):
        kept = readable(place)
        if kept is None:
            continue
        met = [
            one.whole.met
            for suite in kept.suites
            for one in suite.metrics
            if one.whole.met is not None
        ]
        found.append(
            Listed(
                name=place.name,
                started=kept.head.started,
                model=kept.head.model,
                version=kept.head.version,
                suites=tuple(one.suite for one in kept.suites),
                samples=sum(one.samples for one in kept.suites),
                failed=sum(one.failed for one in kept.suites),
                reached=sum(met),
                goals=len(met),
            )
        )
    return tuple(found)


def page(
    name: str = "latest", *, style_url: str | None = None, back: tuple[str, str] | None = None
) -> str:
    """The report of the kept run `name`, set against the run of its kind before it.

    `style_url` is where the style sheet is served, None to have it in the page; `back` an address
    and words of a link. Raises `InvalidField` where no run of that name is kept.
    """
    places = {one.name: one for one in kept_runs()}
    whole = (one for one in reversed(places) if readable(places[one]))
    wanted = next(whole, name) if name == "latest" else name
    if wanted not in places:
        known = ", ".join(list(places)[-5:]) or "no kept run yet: imr eval run"
        raise InvalidField("evaluations", "run", f"latest, or one of {known}", name)
    log = read_log(places[wanted] / LOG)
    past = past_runs(log)
    before = next((one for one in reversed(past[:-1]) if one.head.suites == log.head.suites), None)
    compared = None
    if before is not None and before.head.name in places:
        compared = compare_runs(read_log(places[before.head.name] / LOG), log)
    return report_page(log, past, compared, style_url=style_url, back=back)
