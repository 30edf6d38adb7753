"""A comparison of two runs, in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.evaluation.metrics import METRICS
from assistant.evaluation.wording import amount
from assistant.terminal.style import Style
from assistant.terminal.table import table

if TYPE_CHECKING:
    from assistant.evaluation.comparing import Changed, Comparison, MetricChange

_NAMED = 12
_ROLES = {"regression": "error"}


def comparison_text(found: Comparison, style: Style, columns: int) -> str:
    """Which metrics moved, the cases by name, and the verdict."""
    lines = [style("bold", f"{found.before} -> {found.after}"), ""]
    rows = [
        (
            f"{one.suite} {one.metric}",
            amount(METRICS[one.suite, one.metric].kind, one.before),
            amount(METRICS[one.suite, one.metric].kind, one.after),
            str(len(one.better)),
            str(len(one.worse)),
            str(one.same),
            f"{one.p:.3f}" if one.better or one.worse else "",
            "regression" if one.regression else "",
        )
        for one in found.metrics
        if one.gate or one.better or one.worse
    ]
    header = ("metric", "before", "after", "better", "worse", "same", "p", "note")
    lines += table(header, rows, style, columns, roles=_ROLES)
    for one in found.metrics:
        if one.gate:
            lines += _named(one, style)
    for name in found.lost:
        lines.append(f"{style('error', 'lost')} {name}: had a result before, has none now")
    apart = {name: count for name, count in found.not_paired.items() if count}
    if apart:
        counted = ", ".join(f"{name} {count}" for name, count in apart.items())
        lines.append(style("dim", f"in one run only, not compared: {counted}"))
    verdict = style("error", "a regression") if found.regressed else style("good", "no regression")
    lines += ["", f"{verdict} beyond a margin of {found.margin:g}"]
    return "\n".join(lines)


def _named(one: MetricChange, style: Style) -> list[str]:
    lines = []
    for role, word, cases in (("error", "worse", one.worse), ("good", "better", one.better)):
        head = f"{style(role, word)} {one.suite} {one.metric}"
        lines += [f"{head} {_case(case)}" for case in cases[:_NAMED]]
        if len(cases) > _NAMED:
            lines.append(f"{len(cases) - _NAMED} more {word}: {one.suite} {one.metric}")
    return lines


def _case(one: Changed) -> str:
    group = f" ({one.group})" if one.group else ""
    why = f": {one.misses[0]}" if one.misses and one.after < one.before else ""
    return f"{one.case}{group} {one.before:.4g} -> {one.after:.4g}{why}"
