"""House rules select checks, set severities, and are refused where they name no check."""

from __future__ import annotations

import pytest

from assistant.checks import Report, check
from assistant.checks.cases import Case
from assistant.checks.codes import CODES
from assistant.checks.house import HouseRules, house_rules
from assistant.errors import SettingsError
from assistant.letters import read_letter
from assistant.settings import CheckSettings
from assistant.text import from_text

# a date of injury that differs, and no source
LETTER = Case(
    name="two flaws",
    summary="The injured worker is a 45 year old female with a date of injury of 02-01-2015.",
    reviewer_guideline="",
).letter()


def _report(house: HouseRules) -> Report:
    """The report on the letter with two flaws under `house`."""
    return check(read_letter(from_text(LETTER, "letter.txt")), house=house)


def _codes(chosen: CheckSettings) -> list[str]:
    """The codes found under the chosen rules."""
    return [one.code for one in _report(house_rules(chosen, "imr.toml")).findings]


def test_a_family_or_a_code_selects_and_ignores() -> None:
    """A family runs without the code that is ignored, and nothing else runs."""
    assert "DAT001" in _codes(CheckSettings())
    assert set(_codes(CheckSettings(select=("DAT",)))) == {"DAT001"}
    assert "DAT001" not in _codes(CheckSettings(ignore=("DAT001",)))
    assert "COM001" in _codes(CheckSettings(ignore=("DAT",)))


def test_a_house_sets_the_severity_of_a_check() -> None:
    """A code goes before its family; the counts follow."""
    chosen = CheckSettings(select=("DAT",), severity={"DAT": "info", "DAT001": "warning"})
    report = _report(house_rules(chosen, "imr.toml"))
    assert [one.severity for one in report.findings] == ["warning"]
    assert (report.counts.error, report.counts.warning) == (0, 1)


def test_ordinary_knowledge_alone() -> None:
    """Only findings of that kind are reported, and all of them."""
    every = _report(HouseRules()).findings
    alone = _report(HouseRules(ordinary_knowledge=True))
    assert alone.findings == tuple(one for one in every if one.ordinary_knowledge)
    assert alone.counts.ordinary_knowledge == len(alone.findings) > 0


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        (CheckSettings(select=("LIM999",)), "check.select"),
        (CheckSettings(ignore=("XYZ",)), "check.ignore"),
        (CheckSettings(severity={"lim001": "info"}), "check.severity"),
        (CheckSettings(ignore=tuple(CODES)), "check"),
    ],
)
def test_rules_that_name_no_check_are_refused(chosen: CheckSettings, field: str) -> None:
    """The file and the field are named."""
    with pytest.raises(SettingsError) as refused:
        house_rules(chosen, "here/imr.toml")
    assert (refused.value.source, refused.value.field) == ("here/imr.toml", field)
