"""The end of a report on many letters: each check with what it found in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.terminal.style import Style
from assistant.terminal.table import table

if TYPE_CHECKING:
    from assistant.checks.models import Report, Severity

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_COLUMNS = len(_SEVERITIES) + 1


def tally(report: Report, codes: Sequence[str]) -> tuple[int, ...]:
    """For each of `codes` the errors, warnings and info of one letter, and 1 where there is any.

    Tallies of several letters are added place by place.
    """
    found: list[int] = []
    for code in codes:
        of = [one.severity for one in report.findings if one.code == code]
        found += [of.count(severity) for severity in _SEVERITIES]
        found.append(int(bool(of)))
    return tuple(found)


def totals_text(
    sums: Sequence[int], names: dict[str, tuple[str, bool]], style: Style, columns: int
) -> str:
    """The table of summed tallies; checks without a finding are left out.

    `names` has for each code, in the order of the tally, the check's name and whether its flaw is a
    matter of ordinary knowledge: those come first.
    """
    rows = []
    for place, (code, (name, ordinary)) in enumerate(names.items()):
        counts = sums[place * _COLUMNS : (place + 1) * _COLUMNS]
        if any(counts):
            group = "ordinary knowledge" if ordinary else "judgement"
            rows.append((group, code, name, *(str(count) if count else "" for count in counts)))
    if not rows:
        return ""
    rows.sort(key=lambda row: (row[0] != "ordinary knowledge", row[1]))
    header = ("group", "check", "name", "errors", "warnings", "info", "letters")
    return "\n".join(table(header, rows, style, columns))
