"""What identifies a person stands in no value of a fact and in no letter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.case_file import read_case
from assistant.drafting import draft_case
from assistant.facts import CaseFacts
from assistant.facts import facts_of as all_of
from assistant.facts.identifiers import Withheld, find_identifiers

FactsOf = Callable[..., CaseFacts]

NOTE = (
    "Patient: Quilla Vandermeer\nClaim number: WC-778812\nDOB: 03/04/1961\n"
    "Progress report\nDate of visit: 02/03/2016\n\n"
    "Mechanism of injury: Ms. Vandermeer fell while carrying a tray.\n"
    "Diagnoses:\n1. Lumbar strain, per Dr. Osterhaus\n\n"
    "She underwent right shoulder arthroscopy by Dr. Bram Osterhaus on 01/02/2015.\n"
    "Quilla Vandermeer reports low back pain rated 7/10. Work status: modified duty.\n"
    "MRI of the lumbar spine on 05/06/2015 showed a protrusion, read by Ilse Brandt, MD.\n"
    "Functional goals: Quilla is to return to work.\nPlan: chiropractic, 6 visits.\n"
)
NAMES = ("Quilla", "Vandermeer", "Osterhaus", "Bram", "Brandt", "WC-778812", "03/04/1961")


def test_values_hold_no_names(facts_of: FactsOf) -> None:
    """The words of a fact have a bracket where a name stood; the quotation has the record's."""
    facts = facts_of(NOTE)
    for _, fact in all_of(facts):
        assert not [name for name in NAMES if name in str(fact.value)], fact.value
    assert facts.diagnoses[0].value is not None
    assert facts.diagnoses[0].value.text == "Lumbar strain, per Dr. [name withheld]"
    assert facts.mechanism.source is not None
    assert "Vandermeer" in facts.mechanism.source.quote


def test_a_letter_holds_no_names_and_no_file_names(tmp_path: Path) -> None:
    """Neither the names in the records nor those of the files reach the letter."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "Vandermeer_Quilla_visit.txt").write_text(NOTE, "utf-8")
    (tmp_path / "records" / "Vandermeer_scan.txt").write_text("", "utf-8")
    items = [{"title": "Chiropractic treatment, 6 visits, low back"}]
    (tmp_path / "case.json").write_text(json.dumps({"disputed_items": items}), "utf-8")
    letter = draft_case(read_case(tmp_path)).letter
    assert not [name for name in (*NAMES, "_scan", ".txt") if name in letter]
    assert "Progress report (02-03-2016)" in letter
    assert "One file of the records could not be read" in " ".join(letter.split())


@pytest.mark.parametrize(
    "text",
    [
        "Re: Lumbar MRI",
        "Patient: Chronic pain",
        "Provider: Physical Therapy",
        "Employee: Full Duty",
        "Re: Left Knee",
        "Continue Outpatient PT 2x6",
        "Continue Additional PT.",
        "He May Need To DC Norco",
        "Requested Aquatic PT.",
    ],
)
def test_forms_name_more_than_people(text: str) -> None:
    """Care, parts of the body and the words of forms behind a label are no names."""
    assert find_identifiers(text) == []


def test_parts_of_a_name_are_withheld_too() -> None:
    """A family name by itself is known from the full name elsewhere in the records."""
    withheld = Withheld(["Patient: Quilla Vandermeer"])
    assert withheld.without("Vandermeer is 54.") == "[name withheld] is 54."
    assert withheld.without("Seen by Dr. Osterhaus.") == "Seen by Dr. [name withheld]."
    assert withheld.without("Vandermeerstraat") == "Vandermeerstraat"


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Brandt, MD",
        "Ilse Brandt MD reviewed it",
        "Ilse Brandt, PT",
        "Seen by Ilse Brandt DC.",
        "Therapist: Ilse Brandt",
        "Dr. Brandt",
        "Mrs. Brandt",
        "Patient: Will Brandt",
        "Claimant: Prior, Brandt",
    ],
)
def test_people_are_known_by_label_title_or_degree(text: str) -> None:
    """A name is told by what stands beside it."""
    found = [text[slice(*span)] for kind, span in find_identifiers(text) if kind == "PERSON"]
    assert len(found) == 1
    assert "Brandt" in found[0]
    assert "MD" not in found[0]
