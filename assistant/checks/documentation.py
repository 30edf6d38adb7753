"""What `imr rule` prints: a check's words, authority, and a letter on each side."""

from __future__ import annotations

from functools import lru_cache

from assistant.checks.cases import cases_of
from assistant.checks.codes import CODES
from assistant.checks.models import Severity
from assistant.checks.rule import Family, Rule
from assistant.text import Value


class RuleDocumentation(Value):
    """A check as it is explained.

    documentation     the module's own account: what it does, why it matters, the authority
    failing, passing  whole example letters
    """

    code: str
    name: str
    severity: Severity
    family: Family
    summary: str
    documentation: str
    authority: str
    ordinary_knowledge: bool
    failing: tuple[str, ...]
    passing: tuple[str, ...]


@lru_cache(maxsize=1)
def rules() -> tuple[RuleDocumentation, ...]:
    """Every check with its documentation and examples, in order of code."""
    documented = []
    for code, module in sorted(CODES.items()):
        rule: Rule = module.RULE
        cases = cases_of(module)
        documented.append(
            RuleDocumentation(
                code=code,
                name=rule.name,
                severity=rule.severity,
                family=rule.family,
                summary=rule.summary,
                documentation=str(module.__doc__),
                authority=rule.authority,
                ordinary_knowledge=rule.ordinary_knowledge,
                failing=tuple(case.letter() for case in cases.fail),
                passing=tuple(case.letter() for case in cases.passing),
            )
        )
    return tuple(documented)
