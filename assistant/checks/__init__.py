"""The checker: claims of a letter confirmed or contradicted, without model or search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.checks.models import (
    ClaimRecord,
    Counts,
    Finding,
    Place,
    Related,
    Report,
    Severity,
    Status,
)
from assistant.checks.rule import Rule
from assistant.checks.running import check, record_state

if TYPE_CHECKING:
    from assistant.checks.documentation import RuleDocumentation

__all__ = [
    "ClaimRecord",
    "Counts",
    "Finding",
    "Place",
    "Related",
    "Report",
    "Rule",
    "Severity",
    "Status",
    "check",
    "record_state",
    "rules",
]


def rules() -> tuple[RuleDocumentation, ...]:
    """Every check with its documentation and examples, in order of code."""
    # the examples need the letter writer and their case files, which a check run does not
    from assistant.checks.documentation import rules as documented  # noqa: PLC0415 - see above

    return documented()
