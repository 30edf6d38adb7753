"""The checker: claims of a letter confirmed or contradicted, without model or search."""

from assistant.checks.documentation import RuleDocumentation, rules
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
from assistant.checks.running import check

__all__ = [
    "ClaimRecord",
    "Counts",
    "Finding",
    "Place",
    "Related",
    "Report",
    "Rule",
    "RuleDocumentation",
    "Severity",
    "Status",
    "check",
    "rules",
]
