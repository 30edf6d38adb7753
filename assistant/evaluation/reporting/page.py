"""The report of a run: one HTML page without scripts, in a file of its own or in the workbench."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.evaluation.comparing import Changed, Comparison
from assistant.evaluation.logs import Log
from assistant.evaluation.metrics import METRICS
from assistant.evaluation.reporting.drilldown import case_view, misses
from assistant.evaluation.reporting.figures import header, metric_row, plot
from assistant.evaluation.reporting.html import Html, el, row, table
from assistant.evaluation.reporting.leading import look_first
from assistant.evaluation.reporting.method import method
from assistant.evaluation.reporting.trends import Kept, trends
from assistant.evaluation.samples import Sample
from assistant.evaluation.suites import SUITES
from assistant.evaluation.summary import MetricSummary, SuiteSummary, summarise
from assistant.evaluation.wording import amount, interval, number

_NAMED = 25


def style_sheet() -> str:
    """The style of the report."""
    return Path(__file__).with_name("report.css").read_text("utf-8")


def report_page(
    log: Log,
    past: Sequence[Kept] = (),
    compared: Comparison | None = None,
    *,
    style_url: str | None = None,
    back: tuple[str, str] | None = None,
) -> str:
    """The page. `past` are runs to draw trends from, `compared` the comparison to show.

    style_url  where the style sheet is served; None puts it into the page, which then needs nothing
    back       address and words of a link to where the page is shown
    """
    suites = summarise(log)
    style = (
        el("style", Html(style_sheet()))
        if style_url is None
        else el("link", rel="stylesheet", href=style_url)
    )
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", f"Evaluation {log.head.name}"),
        style,
    )
    drawn = trends(past, suites)
    parts = [
        _verdict(log, suites, compared),
        look_first(log, suites),
        _goals(suites, log.head.repeat > 1),
        _comparison(compared) if compared else None,
        _trend_section(drawn) if drawn else None,
        *(_suite(one, log) for one in suites),
        _not_run(log),
        method(log),
    ]
    body = el(
        "body",
        _top(log, back),
        el(
            "div",
            _contents(suites, compared is not None, bool(drawn)),
            el("main", *parts, id="main"),
            class_="frame",
        ),
    )
    return f"<!doctype html>\n{el('html', head, body, lang='en')}\n"


def _top(log: Log, back: tuple[str, str] | None) -> Html:
    head = log.head
    told = f"{head.name}, started {head.started.replace('T', ' ')[:16]} UTC"
    made = f"drafts by {head.model}; imr {head.version}, program {head.code}, guidelines "
    return el(
        "header",
        el("p", el("a", back[1], href=back[0])) if back else None,
        el("h1", "Evaluation report"),
        el("p", told),
        el("p", f"{made}{head.corpus}"),
        class_="top",
    )


def _contents(suites: Sequence[SuiteSummary], compared: bool, trended: bool) -> Html:
    def entry(anchor: str, words: str, figure: str = "") -> Html:
        return el("li", el("a", words, el("span", figure), href=f"#{anchor}"))

    entries = [entry("goals", "Goals")]
    entries += [entry("compared", "Compared")] if compared else []
    entries += [entry("trends", "Trends")] if trended else []
    entries += [entry(f"s-{one.suite}", one.suite, _first(one)) for one in suites]
    entries.append(entry("method", "How it is measured"))
    return el(
        "nav", el("h2", "On this page"), el("ul", *entries), class_="contents", aria_label="Parts"
    )


def _first(suite: SuiteSummary) -> str:
    main = next((one for one in suite.metrics if one.gate and one.kind == "share"), None)
    if main is None or main.whole.value is None:
        return ""
    return f"{main.whole.value * 100:.0f} %"


def _with_goal(suites: Sequence[SuiteSummary]) -> list[MetricSummary]:
    return [one for suite in suites for one in suite.metrics if one.goal is not None]


def _verdict(log: Log, suites: Sequence[SuiteSummary], compared: Comparison | None) -> Html:
    goals = [one for one in _with_goal(suites) if one.whole.met is not None]
    missed = [one for one in goals if not one.whole.met]
    failed = sum(one.failed for one in suites)
    bad = bool(missed or failed or (compared and compared.regressed))
    words = f"{len(goals) - len(missed)} of {len(goals)} goals reached"
    details = [f"Missed: {', '.join(f'{one.suite} {one.metric}' for one in missed)}."] * bool(
        missed
    )
    if failed:
        details.append(f"{failed} cases gave no result; they are not scored.")
    if compared:
        fell = [f"{one.suite} {one.metric}" for one in compared.metrics if one.regression]
        told = f"fell: {', '.join(fell)}" if fell else "nothing fell beyond the margin"
        details.append(f"Against {compared.before}: {told}.")
    if log.end is None or log.end.stopped:
        why = log.end.stopped if log.end else "it was cut short"
        details.append(f"The run is not complete: {why}.")
    count = sum(one.samples for one in suites)
    details.append(f"{count} samples in {len(suites)} suites.")
    return el(
        "div",
        el("strong", words),
        *(el("p", one) for one in details),
        class_="verdict bad" if bad else "verdict",
    )


def _goals(suites: Sequence[SuiteSummary], repeated: bool) -> Html | None:
    rows = [metric_row(one, suite=True, repeated=repeated) for one in _with_goal(suites)]
    if not rows:
        return None
    return el(
        "section",
        el("h2", "Goals"),
        table(header(repeated=repeated), rows, "Goals with the figures reached"),
        id="goals",
    )


def _comparison(found: Comparison) -> Html:
    rows = []
    for one in found.metrics:
        if one.before is None or one.after is None or not (one.gate or one.better or one.worse):
            continue
        test = f"{one.p:.3f}" if one.better or one.worse else ""
        fell = el("span", "regression", class_="badge bad") if one.regression else ""
        kind = METRICS[one.suite, one.metric].kind
        figures = (amount(kind, one.before), amount(kind, one.after))
        counts = (len(one.better), len(one.worse), one.same)
        rows.append(row(f"{one.suite}: {one.metric}", *figures, *counts, test, fell))
    named = [
        el("li", el("span", word, class_=word), f" {one.suite} {one.metric}: {_changed(case)}")
        for one in found.metrics
        if one.gate
        for word, cases in (("worse", one.worse), ("better", one.better))
        for case in cases[:_NAMED]
    ]
    lost = [el("li", el("span", "lost", class_="worse"), f" {one}") for one in found.lost]
    columns = ("Metric", "Before", "After", "Better", "Worse", "Same", "p", "Verdict")
    return el(
        "section",
        el("h2", f"Compared with {found.before}"),
        el(
            "p",
            f"Case by case; p is of the exact sign test. Margin: {found.margin:g}.",
            class_="lead soft",
        ),
        table(columns, rows, "Comparison by metric"),
        el("ul", *named, *lost, class_="misses") if named or lost else None,
        id="compared",
    )


def _changed(one: Changed) -> str:
    group = f" ({one.group})" if one.group else ""
    return f"{one.case}{group}, {one.before:.3g} to {one.after:.3g}"


def _trend_section(drawn: Sequence[Html]) -> Html:
    return el(
        "section",
        el("h2", "Trends"),
        el(
            "p",
            "Runs of the same drafter over the same cases, the oldest left; the band is the 95 % "
            "interval, the dashed line the goal.",
            class_="lead soft",
        ),
        el("div", *drawn, class_="trends"),
        id="trends",
    )


def _suite(suite: SuiteSummary, log: Log) -> Html:
    own = [one for one in log.samples if one.suite == suite.suite]
    repeated = log.head.repeat > 1
    rows = [metric_row(one, suite=False, repeated=repeated) for one in suite.metrics]
    classes = [_classes(one, own) for one in suite.metrics if one.groups]
    measures = SUITES[suite.suite].measures if suite.suite in SUITES else ""
    return el(
        "section",
        el("h2", suite.suite.capitalize()),
        el(
            "p",
            f"{measures.capitalize()}. {suite.samples} samples.",
            class_="lead soft",
        ),
        table(header(repeated=repeated), rows, f"Metrics of {suite.suite}"),
        *classes,
        _cases(suite.suite, own),
        id=f"s-{suite.suite}",
    )


def _classes(metric: MetricSummary, samples: Sequence[Sample]) -> Html:
    low = [one for one in metric.groups if one.value is not None and one.value < 1]
    rows = [
        row(one.group, number(metric, one), plot(metric, one), interval(metric, one))
        for one in metric.groups
    ]
    told = f"{len(metric.groups)} classes, {len(low)} below 100 %"
    wrong = [
        mark.model_copy(update={"misses": tuple(f"{one.case}: {miss}" for miss in mark.misses)})
        for one in samples
        for mark in one.marks
        if mark.metric == metric.metric and mark.misses
    ]
    return el(
        "details",
        el(
            "summary",
            el("span", f"{metric.metric} by class", class_="name"),
            el("span", told, class_="soft"),
        ),
        el(
            "div",
            table(("Class", "Figure", "0 to 100 %", "95 % interval"), rows, told),
            el("h3", "What was wrong") if wrong else None,
            misses(wrong),
            class_="inside",
        ),
    )


def _cases(name: str, samples: Sequence[Sample]) -> Html:
    views = [case_view(one) for one in samples]
    group = f"pick-{name}"
    pick = el(
        "fieldset",
        el("legend", "Cases to show", class_="hidden"),
        el("label", el("input", type="radio", name=group, checked=True), "All cases"),
        el(
            "label",
            el("input", type="radio", name=group, class_="only-wrong"),
            "Only those with something wrong",
        ),
        class_="pick",
    )
    return el("div", el("h3", f"Cases ({len(samples)})"), pick, *views, class_="cases")


def _not_run(log: Log) -> Html | None:
    if not log.skipped:
        return None
    lines = [el("li", el("strong", one.suite), f": {one.reason}") for one in log.skipped]
    return el("section", el("h2", "Not run"), el("ul", *lines, class_="misses"))
