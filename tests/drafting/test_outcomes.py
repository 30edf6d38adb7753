"""The suggested outcome on both sides of each number, and where no number governs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.drafting import Criterion, Draft, draft_case

DraftOf = Callable[..., Draft]

GAIN = "He completed 6 {} visits. Function improved after the {} visits, with longer sitting."


def verdict(draft: Draft, name: str) -> str:
    """The verdict of the criterion `name` of the first item."""
    rows: dict[str, Criterion] = {row.name: row for row in draft.items[0].criteria}
    return rows[name].verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Chiropractic care, 6 visits, low back", "overturned"),
        ("Chiropractic care, 7 visits, low back", "upheld"),
        ("Acupuncture, 6 visits, low back", "overturned"),
        ("Acupuncture, 7 visits, low back", "upheld"),
        ("Physical therapy 3 times a week for 2 weeks, low back", "overturned"),
        ("Physical therapy, 7 sessions, low back", "upheld"),
    ],
)
def test_a_first_trial_is_measured_by_the_number_of_a_trial(
    draft_of: DraftOf, title: str, outcome: str
) -> None:
    """Without earlier care a request up to the trial is supported and one visit more is not."""
    draft = draft_of(title)
    assert draft.items[0].outcome == outcome
    assert draft.items[0].suggested is True
    assert verdict(draft, "functional improvement") == "not applicable"


@pytest.mark.parametrize(("visits", "outcome"), [(4, "overturned"), (5, "upheld")])
def test_a_whole_course_counts_earlier_visits(draft_of: DraftOf, visits: int, outcome: str) -> None:
    """After 6 visits with functional improvement, 4 more reach the 10 of physical medicine 2016."""
    draft = draft_of(
        f"Physical therapy, {visits} sessions, low back", GAIN.format(*["physical therapy"] * 2)
    )
    assert draft.items[0].outcome == outcome
    assert verdict(draft, "functional improvement") == "met"


@pytest.mark.parametrize(("visits", "outcome"), [(12, "overturned"), (13, "upheld")])
def test_manipulation_that_helped_goes_on_to_18_visits(
    draft_of: DraftOf, visits: int, outcome: str
) -> None:
    """A trial of 6 with functional improvement opens a course of 18."""
    draft = draft_of(
        f"Chiropractic care, {visits} visits, low back", GAIN.format(*["chiropractic"] * 2)
    )
    assert draft.items[0].outcome == outcome


def test_more_care_after_a_trial_without_documented_gain(draft_of: DraftOf) -> None:
    """Visits past a trial are not supported while improvement is not documented, and it says so."""
    draft = draft_of(
        "Chiropractic care, 4 visits, low back", "She completed 6 chiropractic visits."
    )
    assert draft.items[0].outcome == "upheld"
    assert verdict(draft, "functional improvement") == "not documented"
    assert "No functional improvement from the earlier chiropractic care is documented." in [
        one.text for one in draft.statements
    ]
    assert "measures of function" in " ".join(draft.items[0].would_change)


def test_the_edition_in_force_decides(draft_of: DraftOf) -> None:
    """Physical medicine 2009 has no trial of six: 8 visits are within its 9-10."""
    early = draft_of(
        "Physical therapy, 8 sessions, low back", decision="2014-03-01", injury="2013-01-05"
    )
    assert early.items[0].outcome == "overturned"
    assert early.items[0].citation is not None
    assert "2009" in early.items[0].citation


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("", "upheld"),
        ("Function improved after the physical therapy, with longer sitting.", None),
    ],
)
def test_care_without_a_count_is_not_documented(
    draft_of: DraftOf, result: str, outcome: str | None
) -> None:
    """Earlier therapy of unknown length is open where it helped, and not shown where none says."""
    draft = draft_of(
        "Physical therapy, 8 sessions, low back",
        f"Prior treatment included physical therapy. {result}",
        decision="2014-03-01",
        injury="2013-01-05",
    )
    assert verdict(draft, "visits") == "not documented"
    assert draft.items[0].outcome == outcome
    assert "do not say how many" in draft.items[0].reason


@pytest.mark.parametrize(
    "title",
    [
        "Physical therapy for the low back",
        "Sensory deprivation tank, 4 sessions",
        "Interpreter at medical appointments",
    ],
)
def test_no_number_is_no_reason_to_deny(draft_of: DraftOf, title: str) -> None:
    """A request without a number, or a service that no source speaks of, gets no suggestion."""
    draft = draft_of(title)
    assert draft.items[0].outcome is None
    assert f"{title}: Not decided" in draft.letter
    assert "is left to the reviewer." in " ".join(draft.letter.split())


def test_manipulation_of_the_neck_has_no_number(draft_of: DraftOf) -> None:
    """The chapter gives the neck no number, so none of another region is borrowed."""
    draft = draft_of("Chiropractic care, 12 visits, cervical spine")
    assert draft.items[0].limit is None or "low-back" not in draft.items[0].limit


def test_care_after_a_surgery_without_date_is_not_measured(draft_of: DraftOf) -> None:
    """Therapy tied to a surgery that is not documented waits for the operative report."""
    draft = draft_of("Associated surgical service: physical therapy, 12 sessions")
    assert draft.items[0].outcome is None
    assert "the operative report" in draft.items[0].would_change


@pytest.mark.parametrize(
    ("authorized", "whole", "outcome"), [(3, 6, "overturned"), (6, 12, "upheld")]
)
def test_a_partial_certification_is_measured_whole(
    draft_of: DraftOf, authorized: int, whole: int, outcome: str
) -> None:
    """What utilization review authorized counts with what is left; only the rest is decided."""
    left = whole - authorized
    draft = draft_of(
        f"Acupuncture, {whole} visits, low back was the original request. Acupuncture, "
        f"{authorized} visits was authorized by the Claims Administrator. The remaining IMR "
        f"eligible portion of the original request, {left} visits of acupuncture is"
    )
    assert draft.items[0].outcome == outcome
    prose = " ".join(draft.letter.split())
    assert f"The original request is for {whole} visits" in prose
    assert f"the remaining portion of the request, {left} visits of acupuncture, is" in prose


REPAIR = "He underwent right shoulder arthroscopic rotator cuff repair on 10/03/2016."


@pytest.mark.parametrize(
    ("visits", "outcome"), [(12, "overturned"), (13, "partially_overturned"), (25, "upheld")]
)
def test_care_after_surgery_opens_with_half_of_the_table(
    draft_of: DraftOf, visits: int, outcome: str
) -> None:
    """After an arthroscopic cuff repair 12 of 24 visits come first; more is part of it."""
    draft = draft_of(f"Physical therapy, {visits} sessions, right shoulder", REPAIR)
    assert draft.items[0].outcome == outcome
    assert draft.items[0].limit is not None
    assert draft.items[0].limit.startswith("postsurgical/2009/shoulder")


def test_the_table_closes_with_its_period(draft_of: DraftOf) -> None:
    """A year and a half after the operation the table no longer measures therapy."""
    draft = draft_of("Physical therapy, 12 sessions, right shoulder", REPAIR, decision="2018-05-01")
    assert draft.items[0].limit is None or "postsurgical" not in draft.items[0].limit


def test_no_dates_at_all(draft_of: DraftOf) -> None:
    """Without any date the draft is written, and the missing ones are shown as missing."""
    draft = draft_of("Acupuncture, 6 visits", injury=None, ur_denial=None, decision=None)
    assert draft.governed_on is None
    assert "Decision Date: not stated in the case file" in draft.letter


def test_what_accompanies_an_operation_follows_it(case_folder: Callable[..., Path]) -> None:
    """An assistant surgeon stands and falls with the operation, which comes before it."""
    folder = case_folder("Lumbar discectomy at L4-5")
    fields = json.loads((folder / "case.json").read_text())
    fields["disputed_items"].append({"title": "Associated surgical service: assistant surgeon"})
    (folder / "case.json").write_text(json.dumps(fields))
    operation, assistant = draft_case(read_case(folder)).items
    rows = {row.name: row for row in assistant.criteria}
    assert rows["the operation"].verdict == {"upheld": "not met"}.get(
        str(operation.outcome), "not documented"
    )
    assert assistant.outcome == operation.outcome
    assert operation.outcome is None or assistant.reason == "the operation is suggested upheld"
