"""A waiver lets one finding stand, is shown, and is refused where it is not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checks import check
from assistant.checks.cases import Case
from assistant.checks.codes import CODES
from assistant.checks.waiving import Waiver, waivers_beside
from assistant.errors import InvalidField, UnreadableFile
from assistant.letters import read_letter
from assistant.text import from_text

LETTER = Case(
    name="two wrong dates",
    summary="The injured worker is a 45 year old female with a date of injury of 02-01-2015. "
    "The injury on 03-01-2015 was reported.",
).letter()
WAIVER = """[[waive]]
code = "DAT001"
text = "02-01-2015"
reason = "an earlier injury"
who = "J. Editor"
when = 2026-11-02
"""
CODE_LIST = tuple(CODES)


def _beside(folder: Path, text: str) -> tuple[Waiver, ...]:
    """The waivers of a side file that holds `text`."""
    (folder / "letter.txt.waivers.toml").write_text(text, "utf-8")
    return waivers_beside(str(folder / "letter.txt"), CODE_LIST)


def test_only_the_waived_finding_is_let_stand(tmp_path: Path) -> None:
    """It is shown with reason, name and day; the other finding of the same check still counts."""
    letter = read_letter(from_text(LETTER, "letter.txt"))
    before = check(letter)
    report = check(letter, waivers=_beside(tmp_path, WAIVER))
    assert [one.finding.span.text for one in report.waived] == ["02-01-2015"]
    assert report.waived[0].reason == "an earlier injury"
    assert report.counts.waived == 1
    assert report.counts.error == before.counts.error - 1
    assert "03-01-2015" in [one.span.text for one in report.findings]


def test_without_a_side_file_nothing_is_waived(tmp_path: Path) -> None:
    """Neither a letter without one nor standard input has waivers."""
    assert waivers_beside(str(tmp_path / "letter.txt"), CODE_LIST) == ()
    assert waivers_beside("-", CODE_LIST) == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (("DAT001", "DAT999"), "waive.0.code"),
        (("reason =", "because ="), "waive.0.because"),
        (('text = "02-01-2015"', ""), "waive.0"),
        (("2026-11-02", '"soon"'), "waive.0.when"),
        (('"an earlier injury"', '""'), "waive.0.reason"),
    ],
)
def test_a_waiver_that_is_not_understood_is_refused(
    tmp_path: Path, change: tuple[str, str], field: str
) -> None:
    """The side file and the field are named."""
    with pytest.raises(InvalidField) as refused:
        _beside(tmp_path, WAIVER.replace(*change))
    assert refused.value.source.endswith("letter.txt.waivers.toml")
    assert refused.value.field == field


def test_a_side_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    """The file is named."""
    with pytest.raises(UnreadableFile, match=r"letter\.txt\.waivers\.toml: not TOML"):
        _beside(tmp_path, "[[waive")
