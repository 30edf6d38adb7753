"""From case folder to approved letter: decisions, obstacles, approval and what it is bound to."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.checks import Report
from assistant.drafting import draft
from assistant.errors import InvalidField
from assistant.review import Conflict, NotApprovable, Review, Store, open_case, waiver

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"
WHO = "Dr. A"


def opened(folder: Path) -> tuple[Store, Review]:
    """The sample case, drafted by template, in a store of its own."""
    case = folder / "case"
    shutil.copytree(SAMPLE, case)
    store = Store(f"sqlite:///{folder / 'review.sqlite3'}")
    review = open_case(store, case, WHO)
    made = draft(case)
    report = Report.model_validate_json((case / "findings.json").read_text("utf-8"))
    review.keep_draft(made, report, WHO)
    return store, review


def test_a_suggestion_is_no_decision(tmp_path: Path) -> None:
    """A clean draft cannot be approved before the reviewer has decided each item."""
    _, review = opened(tmp_path)
    assert review.case.state == "drafting"
    with pytest.raises(NotApprovable, match="item 1 has no decision by the reviewer"):
        review.approve(WHO)
    assert review.case.approval is None


def test_a_decided_clean_letter_is_approved_and_stays_so(tmp_path: Path) -> None:
    """The approval names what it is bound to, and holds while nothing of that changes."""
    store, review = opened(tmp_path)
    review.decide(1, "upheld", WHO)
    case = review.approve(WHO)
    assert case.state == "approved"
    assert case.approval is not None
    assert {"letter", "rules", "corpus", "record", "findings", "waivers", "decisions"} <= set(
        case.approval.bound_to
    )
    assert review.still_holds(case) == ()
    assert store.verify() is None


def test_a_departure_from_the_suggestion_asks_for_a_reason(tmp_path: Path) -> None:
    """Deciding otherwise needs a reason; then the letter prints it and the checker objects."""
    _, review = opened(tmp_path)
    with pytest.raises(InvalidField, match="a reason for departing"):
        review.decide(1, "overturned", WHO)
    case = review.decide(1, "overturned", WHO, "a course was completed with gains")
    assert review.letter(case).issues[0].outcome == "overturned"
    with pytest.raises(NotApprovable, match="CON001"):
        review.approve(WHO)


def test_an_error_needs_a_waiver_with_a_reason(tmp_path: Path) -> None:
    """A waived error no longer stands in the way; a waiver without reason is refused."""
    _, review = opened(tmp_path)
    review.decide(1, "overturned", WHO, "a course was completed with gains")
    with pytest.raises(InvalidField, match="why the finding may stand"):
        waiver("CON001", " ", WHO, item=1, text=None)
    with pytest.raises(InvalidField, match="a finding of the letter"):
        review.waive(waiver("DAT001", "no such finding", WHO, item=1, text=None))
    for finding in review.findings(review.case):
        if finding.severity == "error":
            review.waive(waiver(finding.code, "seen", WHO, item=1, text=finding.span.text))
    assert review.approve(WHO).state == "approved"


def test_any_change_ends_the_approval(tmp_path: Path) -> None:
    """An edit after the approval, and a record changed on disk, each end what was approved."""
    _, review = opened(tmp_path)
    review.decide(1, "upheld", WHO)
    approved = review.approve(WHO)
    record = next((tmp_path / "case" / "records").iterdir())
    kept = record.read_text("utf-8")
    record.write_text(kept + "\nAddendum.\n", "utf-8")
    assert "record" in review.still_holds(approved)
    record.write_text(kept, "utf-8")
    assert review.still_holds(approved) == ()
    edited = review.edit((approved.letter or "") + "\n", WHO)
    assert edited.approval is None
    assert edited.state == "needs review"


def test_a_writer_who_has_not_seen_the_last_change_is_refused(tmp_path: Path) -> None:
    """Two people on one case: the second write over an unseen first changes nothing."""
    _, review = opened(tmp_path)
    seen = review.case.seen
    review.edit("first\n" + (review.case.letter or ""), WHO, after=seen)
    with pytest.raises(Conflict, match="changed since it was read"):
        review.edit("second\n" + (review.case.letter or ""), "Dr. B", after=seen)
    assert (review.case.letter or "").startswith("first")


def test_a_returned_case_is_approved_again(tmp_path: Path) -> None:
    """Return for correction and a second approval are states of their own."""
    _, review = opened(tmp_path)
    review.decide(1, "upheld", WHO)
    review.approve(WHO)
    returned = review.send_back("name the records", "Editor")
    assert (returned.state, returned.returned_for) == ("returned", "name the records")
    assert returned.approval is None
    assert review.approve(WHO).state == "approved"


def test_a_new_draft_voids_decisions(tmp_path: Path) -> None:
    """What was decided on another text is not carried over."""
    _, review = opened(tmp_path)
    review.decide(1, "upheld", WHO)
    made = draft(tmp_path / "case")
    assert review.keep_draft(made, Report(source="draft.md"), WHO).decisions == {}


def test_two_folders_cannot_share_a_case_number(tmp_path: Path) -> None:
    """The second folder with the same number is refused by name."""
    store, _ = opened(tmp_path)
    shutil.copytree(SAMPLE, tmp_path / "copy")
    with pytest.raises(InvalidField, match="case_number"):
        open_case(store, tmp_path / "copy", WHO)


def test_a_doubt_of_the_drafter_stands_until_its_words_are_edited(tmp_path: Path) -> None:
    """What a drafter found against its own sentence blocks the approval while it is there."""
    _, review = opened(tmp_path)
    case = review.case
    text = case.letter or ""
    finding = json.loads(
        json.dumps(
            {
                "code": "GRD001",
                "name": "quote-not-in-record",
                "severity": "error",
                "issue": None,
                "message": "the record does not say so",
                "span": {"start": 0, "end": 5, "line": 1, "column": 1, "text": "radiculopathy"},
                "expected": "words of the record",
                "found": "radiculopathy",
                "citation": "Labor Code 4610.6(e)",
                "help": "mend",
                "ordinary_knowledge": False,
            }
        )
    )
    made = draft(tmp_path / "case")
    review.keep_draft(made, Report.model_validate({"source": "x", "findings": [finding]}), WHO)
    review.decide(1, "upheld", WHO)
    with pytest.raises(NotApprovable, match="GRD001"):
        review.approve(WHO)
    review.edit(text.replace("radiculopathy, ", ""), WHO)
    assert review.approve(WHO).state == "approved"
