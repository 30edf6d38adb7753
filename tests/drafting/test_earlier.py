"""What came before a request: days of service, sides, operations, and what review counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.case_file import CaseFile, DisputedItem, Record, RecordKind, read_case
from assistant.checks import check
from assistant.drafting import Draft, draft_case
from assistant.letters import read_letter
from assistant.letters.models import Dates
from assistant.letters.service_days import service_day
from assistant.text import from_text

CASES = Path(__file__).parents[2] / "evals" / "cases"
DraftOf = Callable[..., Draft]


def drafted(title: str, *records: tuple[RecordKind, date, str], decision: date) -> Draft:
    """The draft of one item on those records."""
    return draft_case(
        CaseFile(
            folder="case",
            dates=Dates(injury=date(2013, 1, 5), decision=decision),
            disputed_items=(DisputedItem(title=title),),
            records=tuple(
                Record(name=f"{index}.txt", kind=kind, written=day, document=from_text(text))
                for index, (kind, day, text) in enumerate(records)
            ),
            sha256=title,
        )
    )


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Retrospective MRI, DOS 05/10/2016", date(2016, 5, 10)),
        ("Physical therapy, dates of service 06/02/2016 to 06/30/2016", date(2016, 6, 2)),
        ("Retrospective MRI", None),
        ("MRI, request of 05/10/2016", None),
    ],
)
def test_the_day_of_service_stands_in_the_title(title: str, day: date | None) -> None:
    """Only a request for care that was given names a day of service."""
    assert service_day(title) == day


def test_care_given_already_is_judged_by_its_own_day() -> None:
    """Visits of May 2016 follow the chapter of 2009 in a decision of October, without an error."""
    draft = draft_case(read_case(CASES / "pt-low-back-retrospective-2016"))
    assert draft.items[0].citation is not None
    assert "2009" in draft.items[0].citation
    letter = read_letter(from_text(draft.letter))
    assert check(letter, as_of=draft.governed_on).counts.error == 0


RIGHT = "THERAPY DISCHARGE\n\nRight wrist. 22 visits of occupational therapy completed."
LEFT = "Left wrist tenosynovitis. He cannot clamp for longer than ten minutes."


def test_visits_of_the_other_side_are_not_counted() -> None:
    """Twenty-two visits of the right wrist leave the course of the left one open."""
    draft = drafted(
        "Occupational therapy, left wrist (8 visits)",
        ("therapy_note", date(2014, 11, 12), RIGHT),
        ("progress_report", date(2015, 1, 26), LEFT),
        decision=date(2015, 3, 2),
    )
    assert draft.items[0].outcome == "overturned"


@pytest.mark.parametrize(("denied", "outcome"), [(True, "overturned"), (False, "upheld")])
def test_review_counts_nothing_that_the_physician_denies(denied: bool, outcome: str) -> None:
    """A number in the decision under review gives way to a treating physician's "none"."""
    said = "He has had no physical therapy. " if denied else ""
    draft = drafted(
        "Physical therapy, 8 sessions, low back",
        ("progress_report", date(2014, 1, 6), f"{said}Low back pain 6/10. He cannot lift."),
        ("ur_decision", date(2014, 1, 20), "The claimant completed 12 visits of physical therapy."),
        decision=date(2014, 3, 3),
    )
    assert draft.items[0].outcome == outcome


def test_an_operative_report_opens_its_table() -> None:
    """The operation and its day are read from the report, though no sentence tells them."""
    report = (
        "OPERATIVE REPORT\n\nDate of operation: 01/13/2014\n"
        "Procedure: Right knee arthroscopy with partial medial meniscectomy\n"
    )
    draft = drafted(
        "Post-operative physical therapy, right knee, 6 sessions",
        ("operative_report", date(2014, 1, 13), report),
        decision=date(2014, 3, 3),
    )
    assert draft.items[0].limit == "postsurgical/2009/knee:meniscectomy-visits"
    assert draft.items[0].outcome == "overturned"
