"""The codes of all checks: stable, never reused, one module each.

ARI arithmetic · LIM limits · CIT citations · DAT dates · CON conclusion · ITM item against
rationale · PER person · COM completeness · REC record · PRI privacy
"""

from __future__ import annotations

from types import ModuleType

from assistant.checks.conclusion import outcome_contradicted

CODES: dict[str, ModuleType] = {
    "CON001": outcome_contradicted,
}
