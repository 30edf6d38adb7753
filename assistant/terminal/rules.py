"""The documentation of checks, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.terminal.style import Style
from assistant.terminal.table import table
from assistant.terminal.words import hanging

if TYPE_CHECKING:
    from assistant.checks.documentation import RuleDocumentation


def rule_text(rule: RuleDocumentation, style: Style, columns: int) -> str:
    """One check: what it says, why, on what authority, and a letter on each side."""
    kind = "a matter of ordinary knowledge" if rule.ordinary_knowledge else "a matter of judgement"
    blocks = [
        f"{style(rule.severity, f'{rule.severity}[{rule.code}]')} {style('bold', rule.name)}\n"
        f"{hanging('', rule.summary, columns, 0)}",
        rule.documentation.strip(),
        hanging(f"{'Authority: '}", rule.authority, columns, 11) + f"\nKind: {kind}",
    ]
    for title, role, examples in (
        ("A letter with this flaw", "error", rule.failing),
        ("A letter without it", "good", rule.passing),
    ):
        if examples:
            example = textwrap.indent(examples[0].strip(), "    ")
            blocks.append(f"{style(role, title)}\n\n{example}")
    return "\n\n".join(blocks)


def rules_text(rules: Sequence[RuleDocumentation], style: Style, columns: int) -> str:
    """A table of all checks."""
    rows = [(rule.code, rule.severity, rule.name, rule.summary) for rule in rules]
    roles = {name: name for name in ("error", "warning", "info")}
    return "\n".join(
        table(("code", "severity", "name", "summary"), rows, style, columns, roles=roles)
    )
