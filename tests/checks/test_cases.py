"""Every check is documented, cited, and proved on both sides of its line."""

from __future__ import annotations

import re
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


ONE_SIDED = {
    "CIT013": "a denial for silence; an approval needs another source in any case",
    "ITM009": "what was authorised and is denied again; to grant it again takes nothing away",
}
"""Checks of flaws that only one outcome can have, and why."""


def _mirrored(case: Case) -> Case:
    """The case decided the other way, in its outcome and in its closing sentences."""
    other = {"upheld": "overturned", "overturned": "upheld"}

    def turned(rationale: str) -> str:
        return re.sub(
            r"\b(is|are) (not )?medically necessary",
            lambda match: f"{match[1]} {'' if match[2] else 'not '}medically necessary",
            rationale,
        )

    others = tuple(
        one.model_copy(update={"outcome": other[one.outcome], "rationale": turned(one.rationale)})
        for one in case.others
    )
    outcome = other.get(case.outcome, case.outcome)
    return case.model_copy(
        update={"outcome": outcome, "rationale": turned(case.rationale), "others": others}
    )


@pytest.mark.parametrize("code", CODES)
def test_a_wrong_denial_and_a_wrong_approval_are_flagged_alike(code: str, tmp_path: Path) -> None:
    """Each failing letter is found when it is decided the other way, or has such a one beside it.

    Checks of the outcome itself have failing letters of both outcomes; a few flaws have one side.
    """
    failing = cases_of(CODES[code]).fail
    if code in ONE_SIDED or {"upheld", "overturned"} <= {case.outcome for case in failing}:
        return
    for case in failing:
        assert len(_findings(code, _mirrored(case), tmp_path)) == 1, case.name


LIMITS = [code for code, module in CODES.items() if module.RULE.family == "limits"]
OF_THE_OUTCOME = {"LIM005", "LIM012", "LIM015"}
"""Checks of limits that measure the outcome itself; the others measure what is said of a limit."""


def test_each_check_of_limits_has_letters_that_deny_and_that_approve() -> None:
    """Each has a failing letter of either outcome that somebody wrote, none only by turning."""
    written = {code: {one.outcome for one in cases_of(CODES[code]).fail} for code in LIMITS}
    lacking = {code: one for code, one in written.items() if not {"upheld", "overturned"} <= one}
    assert lacking == {}


@pytest.mark.parametrize("code", sorted(set(LIMITS) - OF_THE_OUTCOME))
def test_what_is_said_of_a_limit_is_judged_alike_in_both_outcomes(
    code: str, tmp_path: Path
) -> None:
    """A misquoted limit is found, and a right one passes, however the letter decides."""
    cases = cases_of(CODES[code])
    for wanted, side in ((1, cases.fail), (0, cases.passing)):
        for case in side:
            assert len(_findings(code, _mirrored(case), tmp_path)) == wanted, case.name


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
