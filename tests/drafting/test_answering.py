"""What a rationale sets against utilization review, and the visits that a request is about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.case_file import CaseFile, DisputedItem, Record
from assistant.drafting import draft_case
from assistant.letters.models import Dates
from assistant.text import from_text

REPORT = (
    "PROGRESS REPORT (PR-2)\nDate of exam: 08/15/2013\n\nThe patient is a 44 year-old female. She "
    "reports low back pain rated 6/10.\n\n{said}\n"
)
REVIEW = "UTILIZATION REVIEW DETERMINATION\nDate: 09/02/2013\n\n{said}\n"
GABAPENTIN = "Gabapentin 300mg #90"
GAIN = "Burning nerve pain. Gabapentin reduces pain from 8 to 4. With gabapentin he can walk."
PT = "Physical therapy 2x4 lumbar spine"


def letter(titles: tuple[str, ...], said: str, reviewed: str = "") -> str:
    """The letter of a case of those items, in one line."""
    records = [
        Record(
            name="report.txt",
            kind="progress_report",
            written=date(2013, 8, 15),
            document=from_text(REPORT.format(said=said)),
        )
    ]
    if reviewed:
        records.append(
            Record(
                name="review.txt",
                kind="ur_decision",
                written=date(2013, 9, 2),
                document=from_text(REVIEW.format(said=reviewed)),
            )
        )
    case = CaseFile(
        folder="case",
        case_number="CM13-0000001",
        dates=Dates(
            injury=date(2012, 11, 1), ur_denial=date(2013, 9, 2), decision=date(2013, 12, 2)
        ),
        disputed_items=tuple(DisputedItem(title=one) for one in titles),
        records=tuple(records),
        sha256=" ".join(titles),
    )
    return " ".join(draft_case(case).letter.split())


@pytest.mark.parametrize(
    ("reason", "against"),
    [
        ("There is no documentation of neuropathic pain in the chart.", True),
        ("The records do not show neuropathic symptoms of any kind.", True),
        ("The claimant has not been seen by a psychologist.", False),
    ],
)
def test_against_that_stands_before_an_answer_alone(reason: str, *, against: bool) -> None:
    """Evidence of another matter than the reason is told without the words that answer it."""
    told = letter((GABAPENTIN,), GAIN, f"Gabapentin: denied. {reason}")
    assert f'gave as its reason: "{reason.rstrip(".")}"' in told
    assert ("Against that, the progress report" in told) is against


def test_a_reason_is_quoted_for_the_item_that_it_names() -> None:
    """A sentence on acupuncture that mentions rehabilitation is not the reason for therapy."""
    reviewed = (
        "Acupuncture 1x6 lumbar: Denied. No evidence that acupuncture is used as an adjunct to "
        "physical therapy and exercise.\n"
        "PT 2x4 lumbar: Denied. 14 prior visits without functional improvement."
    )
    titles = ("Acupuncture 1x6 lumbar spine", PT)
    first, second = letter(titles, "Lumbar strain.", reviewed).split("Decision rationale: ")[1:]
    assert '"No evidence that acupuncture' in first
    assert '"14 prior visits without functional improvement"' in second


def test_visits_of_a_request_after_the_fact_are_no_earlier_care() -> None:
    """The visits that a retrospective request is about are told as such and not added to it."""
    title = "Retrospective physical therapy x 8, low back, DOS 6/3/2013 to 7/10/2013"
    told = letter((title,), "She completed 8 visits of physical therapy from 6/3/13 to 7/10/13.")
    assert "The 8 visits of physical therapy on record are those in dispute" in told
    assert "in all" not in told
    dateless = "Retrospective request for 8 visits of physical therapy, low back"
    told = letter((dateless,), "She completed 8 visits of physical therapy.")
    assert "on record are those in dispute" in told


def test_the_definition_of_functional_improvement_is_cited_once() -> None:
    """More of the same care is held against 8 CCR 9792.20, which a letter tells once."""
    said = "She completed 12 visits of physical therapy and 6 visits of acupuncture."
    told = letter((PT, "Acupuncture 2x4 lumbar spine"), said)
    assert told.count("By 8 CCR section 9792.20 functional improvement is") == 1
    assert "9792.20" not in letter((PT,), "Lumbar strain.")
