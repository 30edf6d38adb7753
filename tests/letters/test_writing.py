"""What `write_letter` prints, and that it reads back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.letters import read_letter
from assistant.letters.models import Dates, Outcome, Reviewer
from assistant.letters.writing import WIDTH, ItemForm, LetterForm, write_letter
from assistant.text import fold, from_text

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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("none", "The Claims Administrator named no guideline for its decision."),
        ("N/A", "The Claims Administrator named no guideline for its decision."),
        ("No guideline cited.", "The Claims Administrator named no guideline for its decision."),
        (None, "No guideline of the Claims Administrator is named in the case file."),
        ("not stated", "No guideline of the Claims Administrator is named in the case file."),
        ("None of MTUS; ODG Knee", "Decision based on None of MTUS; ODG Knee."),
    ],
)
def test_words_for_no_guideline_are_no_citation(words: str | None, said: str) -> None:
    """A form that says "none" prints that none was named; only a name is what a decision is on."""
    item = ItemForm(
        title="Brace",
        outcome="upheld",
        claims_administrator_guideline=words,
        rationale="It depends.",
    )
    text = write_letter(LetterForm(summary="None.", items=(item,)))
    assert f"Claims Administrator guideline: {said}" in fold(text).text
    cited = read_letter(from_text(text)).issues[0].claims_administrator_citations
    assert said.startswith("Decision") or {one.system for one in cited} == {"other"}


@given(st.lists(st.from_regex(r"[a-z]{1,12}-?", fullmatch=True), min_size=1, max_size=80))
def test_wrapping_loses_no_word(words: list[str]) -> None:
    """Folding the wrapped summary gives the words back, hyphened ones too, in short lines."""
    summary = " ".join(words)
    text = write_letter(LetterForm(summary=summary, items=(CHIROPRACTIC,)))
    assert summary in fold(text).text
    hyphened = any(word.endswith("-") for word in words)
    assert hyphened or max(len(line) for line in text.splitlines()) <= WIDTH


@given(
    st.sets(st.sampled_from(list(Dates.model_fields))),
    st.sampled_from(["Standard", "Expedited", None]),
    st.sampled_from(["CM14-0000001", None]),
    st.sampled_from(["upheld", "overturned", "partially_overturned", None]),
    st.booleans(),
)
def test_a_written_letter_reads_back(
    given_dates: set[str],
    priority: str | None,
    number: str | None,
    outcome: Outcome | None,
    drafted: bool,
) -> None:
    """Whatever is given comes back, and whatever is not given comes back as absent."""
    dates = Dates(**{name: getattr(DATES, name) for name in given_dates})
    form = FORM.model_copy(
        update={
            "dates": dates,
            "priority": priority,
            "case_number": number,
            "notice": "Draft: each outcome is a suggestion." if drafted else None,
            "documents_reviewed": ("report.txt (progress report, 11-05-2013)",) if drafted else (),
            "reviewer": Reviewer() if drafted else FORM.reviewer,
            "items": (
                CHIROPRACTIC,
                CHIROPRACTIC.model_copy(update={"outcome": outcome, "title": "MRI of the neck"}),
            ),
        }
    )
    letter = read_letter(from_text(write_letter(form)))
    assert letter.layout == "case-number-header"
    assert letter.dates == dates
    assert letter.priority == priority
    assert letter.case_number == number
    assert letter.reviewer == form.reviewer
    assert [(issue.title, issue.outcome) for issue in letter.issues] == [
        (CHIROPRACTIC.title, "upheld"),
        ("MRI of the neck", outcome),
    ]
    assert letter.issues[0].reviewer_citations[0].pages == (58, 60)
    span = letter.issues[1].rationale.span if letter.issues[1].rationale else None
    assert span is not None
    assert fold(letter.document.text, *span).text == CHIROPRACTIC.rationale
