"""A run and a comparison of two, in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.evaluation.wording import goal, interval, met, number
from assistant.terminal.style import Style
from assistant.terminal.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evaluation.logs import Log
    from assistant.evaluation.summary import Figure, MetricSummary, SuiteSummary

_SHOWN_GROUPS = 6
_SHOWN_MISSES = 8


def run_text(log: Log, suites: Sequence[SuiteSummary], style: Style, columns: int) -> str:
    """The figures of a run: a table for each suite, what failed, what was skipped."""
    head = log.head
    lines = [style("bold", f"{head.name}: {head.model}, version {head.version}"), ""]
    for suite in suites:
        title = f"{suite.suite}: {suite.samples} samples, {suite.seconds:,.1f} s of work"
        lines.append(style("bold", title))
        rows = [row for one in suite.metrics for row in _rows(one, log.head.repeat > 1)]
        header = ("metric", "figure", "95 % interval", "goal", "note")
        lines += table(header, rows, style, columns, roles=_ROLES)
        if suite.failed:
            lines.append(style("error", f"{suite.failed} without a result, not scored"))
        lines.append("")
    for one in log.samples:
        if one.error:
            lines.append(f"{style('error', 'failed')} {one.suite} {one.case}: {one.error}")
    for skip in log.skipped:
        lines.append(f"{style('warning', 'skipped')} {skip.suite}: {skip.reason}")
    took = f"{log.end.seconds:,.1f} s" if log.end else "cut short"
    lines.append(f"wrote {log.place} ({took})")
    return "\n".join(lines)


_ROLES = {"reached": "good", "missed": "error"}


def _rows(one: MetricSummary, repeated: bool) -> list[tuple[str, ...]]:
    note = met(one.whole)
    if repeated and one.whole.flicker:
        note = f"{note} {one.whole.flicker * 100:.0f} % of cases flicker".strip()
    first = (one.metric, number(one, one.whole), interval(one, one.whole), goal(one), note)
    rows: list[tuple[str, ...]] = [first]
    low = [group for group in one.groups if _short(one, group)]
    rows += [
        (f"  {group.group}", number(one, group), interval(one, group), "", "")
        for group in low[:_SHOWN_GROUPS]
    ]
    if len(low) > _SHOWN_GROUPS:
        rows.append((f"  {len(low) - _SHOWN_GROUPS} more below 100 %", "", "", "", ""))
    return rows


def _short(one: MetricSummary, group: Figure) -> bool:
    return one.kind == "share" and group.value is not None and group.value < 1
