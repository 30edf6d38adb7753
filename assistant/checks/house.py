"""House rules: which checks run, and how grave their findings are held to be.

They stand in the table `[check]` of `imr.toml`:

    [check]
    select = ["CIT", "DAT"]              # codes or families; empty for all
    ignore = ["DAT010"]
    severity = { CIT002 = "warning" }    # a family may stand here too; the code itself goes before
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.checks.codes import CODES
from assistant.errors import SettingsError

if TYPE_CHECKING:
    from assistant.checks.models import Severity
    from assistant.settings import CheckSettings

_FAMILY = 3
"""Letters of a code that name its family."""


@dataclass(frozen=True)
class HouseRules:
    """What a house has chosen.

    codes               the checks that run
    severity            severities that stand instead of the checks' own
    ordinary_knowledge  whether only such findings are reported
    """

    codes: frozenset[str] = frozenset(CODES)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    ordinary_knowledge: bool = False


def house_rules(
    chosen: CheckSettings, source: str, *, ordinary_knowledge: bool = False
) -> HouseRules:
    """The rules of table `[check]`, which stands in `source`.

    Raises `SettingsError` for a code or family that no check has, and for a table that leaves no
    check to run.
    """
    selected = _codes(chosen.select, source, "check.select") if chosen.select else set(CODES)
    codes = selected - _codes(chosen.ignore, source, "check.ignore")
    if not codes:
        raise SettingsError(source, "check", "rules that leave a check to run", "none")
    severity: dict[str, Severity] = {}
    for name, level in sorted(chosen.severity.items(), key=lambda item: len(item[0])):
        for code in _codes((name,), source, "check.severity"):
            severity[code] = level
    return HouseRules(frozenset(codes), severity, ordinary_knowledge)


def _codes(names: Iterable[str], source: str, where: str) -> set[str]:
    found: set[str] = set()
    for name in names:
        named = {code for code in CODES if name in (code, code[:_FAMILY])}
        if not named:
            allowed = "codes of `imr rule --all` or their first three letters"
            raise SettingsError(source, where, allowed, name)
        found |= named
    return found
