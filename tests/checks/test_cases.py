"""Every check is documented, cited, and proved on both sides of its line."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from assistant.checks import Finding, check
from assistant.checks.cases import Case, cases_of
from assistant.checks.codes import CODES
from assistant.letters import read_letter
from assistant.text import from_text


def _cases(side: str) -> list[tuple[str, Case]]:
    return [
        (code, case) for code, module in CODES.items() for case in getattr(cases_of(module), side)
    ]


def _name(value: object) -> str:
    return value.name if isinstance(value, Case) else str(value)


def _findings(code: str, case: Case, folder: Path) -> list[Finding]:
    if case.record is not None:
        (folder / "record.txt").write_text(case.record, "utf-8")
    record = folder if case.record is not None else None
    report = check(
        read_letter(from_text(case.letter(), "case.txt")), record=record, waivers=case.waivers
    )
    return [finding for finding in report.findings if finding.code == code]


@pytest.mark.parametrize(("code", "case"), _cases("fail"), ids=_name)
def test_a_failing_letter_is_found(code: str, case: Case, tmp_path: Path) -> None:
    """The check finds the flaw once, at its words, saying what was expected and found."""
    findings = _findings(code, case, tmp_path)
    assert len(findings) == 1
    finding = findings[0]
    words = " ".join(finding.span.text.split())
    for told, wanted in (
        (words, case.text),
        (finding.expected, case.expected),
        (finding.found, case.found),
        (finding.severity, case.severity),
    ):
        assert wanted is None or told == wanted
    assert finding.citation
    assert finding.help


@pytest.mark.parametrize(("code", "case"), _cases("passing"), ids=_name)
def test_a_passing_letter_is_not_flagged(code: str, case: Case, tmp_path: Path) -> None:
    """The check says nothing of a letter without its flaw."""
    assert _findings(code, case, tmp_path) == []


@pytest.mark.parametrize("module", CODES.values(), ids=list(CODES))
def test_a_check_is_documented_and_cited(module: ModuleType) -> None:
    """A check says what it does, why it matters and on what authority, and has both sides."""
    for part in ("What it does", "Why it matters", "Authority"):
        assert part in (module.__doc__ or "")
    assert module.RULE.authority
    cases = cases_of(module)
    assert len(cases.fail) >= 1
    assert len(cases.passing) >= 1


def test_codes_and_names_are_unique() -> None:
    """No two checks share a name, and no module stands under two codes."""
    names = [module.RULE.name for module in CODES.values()]
    assert len(set(names)) == len(names)
    assert len({module.__name__ for module in CODES.values()}) == len(CODES)
