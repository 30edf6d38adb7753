"""What `write_letter` prints, and that it reads back."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.letters.models import Dates, Reviewer
from assistant.letters.writing import WIDTH, ItemForm, LetterForm, write_letter
from assistant.text import fold

DATES = Dates(
    assigned=date(2014, 2, 3),
    injury=date(2009, 12, 22),
    decision=date(2014, 3, 1),
    ur_denial=date(2014, 1, 10),
    application_received=date(2014, 1, 20),
)
CHIROPRACTIC = ItemForm(
    title="Chiropractic 2 times a week for 6 weeks to cervical, lumbar, thigh and hip #12",
    outcome="upheld",
    claims_administrator_guideline=(
        "MTUS Chronic Pain Medical Treatment 2009, Section(s): Manual therapy & manipulation"
    ),
    reviewer_guideline=(
        "MTUS Chronic Pain Medical Treatment 2009, Section(s): Manual therapy & manipulation, "
        "pages 58-60"
    ),
    rationale="A trial of 6 visits comes first. The request is not medically necessary.",
)
FORM = LetterForm(
    case_number="CM14-0000001",
    dates=DATES,
    priority="Standard",
    reviewer=Reviewer(licensed_in=("California",), specialties=("Occupational Medicine",)),
    summary="The injured worker is a 56 year-old male with an injury of 12-22-2009.",
    items=(CHIROPRACTIC,),
)


def test_headings_stand_in_the_published_order() -> None:
    """The fixed headings and labels come in the order of the published form."""
    text = write_letter(FORM)
    places = [
        text.index(heading)
        for heading in (
            "Case Number: CM14-0000001",
            "HOW THE IMR FINAL DETERMINATION WAS MADE",
            "State(s) of Licensure: California",
            "CLINICAL CASE SUMMARY",
            "IMR ISSUES, DECISIONS AND RATIONALES",
            "Claims Administrator guideline: Decision based on",
            "MAXIMUS guideline: Decision based on",
            "Decision rationale: A trial",
        )
    ]
    assert places == sorted(places)


def test_dates_are_printed_as_letters_print_them() -> None:
    """Header dates are printed month, day, year."""
    text = write_letter(FORM)
    assert "Date of Injury: 12/22/2009" in text
    assert "Application Received: 01/20/2014" in text


def test_absent_fields_are_said_to_be_absent() -> None:
    """A form without header facts prints each as not stated and invents none."""
    text = write_letter(LetterForm(summary="No facts.", items=(CHIROPRACTIC,)))
    assert "Case Number: not stated in the case file" in text
    assert text.count("not stated in the case file") == 9


def test_an_item_without_outcome_or_guideline_says_so() -> None:
    """No outcome prints as not decided, no guideline as not cited."""
    item = ItemForm(title="Lumbar brace", rationale="The reviewer decides.")
    text = write_letter(LetterForm(summary="None.", items=(item,)))
    assert "Lumbar brace: Not decided" in text
    assert "did not cite any medical evidence" in text


@given(st.lists(st.from_regex(r"[a-z]{1,12}-?", fullmatch=True), min_size=1, max_size=80))
def test_wrapping_loses_no_word(words: list[str]) -> None:
    """Folding the wrapped summary gives the words back, hyphened ones too, in short lines."""
    summary = " ".join(words)
    text = write_letter(LetterForm(summary=summary, items=(CHIROPRACTIC,)))
    assert summary in fold(text).text
    hyphened = any(word.endswith("-") for word in words)
    assert hyphened or max(len(line) for line in text.splitlines()) <= WIDTH
