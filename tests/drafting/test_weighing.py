"""What drafts weigh besides numbers of visits: lengths, doses, two counts, findings not made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.checks import check
from assistant.drafting import Draft, draft_case
from assistant.letters import read_letter
from assistant.text import from_text

PROGRAMME = (
    "INTERDISCIPLINARY EVALUATION 02/12/2015\nInterdisciplinary team evaluation of a 44 year-old "
    "male. Physical therapy failed to help. Sitting 15 minutes, walking 0.2 miles. He is motivated "
    "and wants to work.\n"
)


def drafted(folder: Path, title: str, *records: str, day: str = "2015-05-06") -> Draft:
    """The draft of a case with one item and these records."""
    (folder / "records").mkdir(parents=True)
    fields = {
        "dates": {"injury": "2012-10-30", "ur_denial": "2015-03-11", "decision": day},
        "disputed_items": [{"title": title}],
    }
    (folder / "case.json").write_text(json.dumps(fields), encoding="utf-8")
    for number, text in enumerate(records):
        (folder / "records" / f"{number}.txt").write_text(text, encoding="utf-8")
    return draft_case(read_case(folder))


def told(draft: Draft) -> str:
    """The rationale of the only item."""
    return " ".join(one.text for one in draft.statements if one.issue == 1)


@pytest.mark.parametrize(
    ("asked", "outcome"), [("160 hours", "partially_overturned"), ("80 hours", "overturned")]
)
def test_a_programme_is_measured_by_the_weeks_before_gains(
    tmp_path: Path, asked: str, outcome: str
) -> None:
    """With all criteria met, what goes beyond two weeks of full days is supported in part."""
    draft = drafted(tmp_path, f"Functional restoration program x {asked}", PROGRAMME)

    assert draft.items[0].outcome == outcome
    assert "2 weeks of a programme before gains are shown" in told(draft)


def test_the_dose_of_a_day_stands_beside_the_limit(tmp_path: Path) -> None:
    """Milligrams a time and times a day are multiplied where the record gives both."""
    note = (
        "PR-2 04/27/2015\nS: Pain is 4/10 with Norco and 8/10 without it. Norco lets him work "
        "full time. No constipation.\nO: Flexion 50.\nA: Back pain.\n"
        "Norco 10/325 one tablet four times a day. UDS 04/20/2015 consistent.\n"
    )
    text = told(drafted(tmp_path, "Norco 10/325 mg #120", note))

    assert "4 times 10 mg is 40 mg morphine equivalents a day, within the 120 mg" in text
    assert "adverse effects" in text


def test_of_two_counts_the_letter_says_whether_they_matter(tmp_path: Path) -> None:
    """The larger count is taken, and the letter tells the other and what turns on it."""
    text = told(
        drafted(
            tmp_path,
            "Physical therapy 2x4, lumbar spine",
            "PR-2 01/20/2015\nBack pain. He has completed 8 visits of physical therapy.\n",
            "PR-2 02/20/2015\nBack pain. He has completed 9 visits of physical therapy.\n",
        )
    )

    assert "count 8; the larger number is taken, and the comparison comes out the same" in text


def test_a_clean_examination_is_a_finding(tmp_path: Path) -> None:
    """Where nerve signs were looked for and not found, the draft says so, and tells the care."""
    draft = drafted(
        tmp_path,
        "MRI of the lumbar spine",
        "PR-2 02/20/2015\nS: Back pain 5/10. He takes ibuprofen.\nO: SLR negative bilaterally. "
        "Motor and sensory intact.\nA: Lumbar strain.\nHe has completed 4 visits of physical "
        "therapy.\n",
    )

    assert draft.items[0].outcome == "upheld"
    assert "records no sign of nerve root compromise" in told(draft)
    assert "Of conservative care the records document 4 visits of physical therapy" in told(draft)


def test_a_pronoun_of_somebody_in_a_quoted_record_is_no_flaw(tmp_path: Path) -> None:
    """Words of a record that have both pronouns speak of the worker and of somebody else."""
    draft = drafted(
        tmp_path,
        "Home health aide 4 hours a day",
        "PR-2 02/20/2015\nThe patient is a 52 year-old female.\nS: She asks for help with laundry "
        "while he is at work.\nO: Gait slow.\nA: Back pain.\n",
    )
    report = check(read_letter(from_text(draft.letter)))

    assert "while he is at work" in told(draft)
    assert not [one for one in report.findings if one.code == "PER004"]
