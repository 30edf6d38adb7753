from __future__ import annotations

from datetime import date

import pytest

from assistant.letters import Letter, read_letter
from assistant.text import from_text
from tests.letters import samples


def read(text: str) -> Letter:
    """The letter in `text`."""
    return read_letter(from_text(text, "letter.txt"))


def test_a_notice_of_2013_gives_each_statement_once_with_its_grounds() -> None:
    """Statements stand twice; each becomes one item, joined with "N) Regarding the request"."""
    letter = read(samples.NOTICE)
    assert letter.layout == "notice-2013"
    assert letter.case_number == "CM13-0002345"
    assert [issue.title for issue in letter.issues] == [
        "acupuncture two times a week for four weeks to the low back",
        "one MRI of the left knee",
    ]
    first, second = letter.issues
    assert (first.outcome, second.outcome) == ("upheld", "overturned")
    assert first.request.visits == (8, 8)
    assert first.rationale is not None
    assert letter.document.slice(first.rationale.span).startswith("A first course")
    assert letter.document.slice(first.rationale.span).endswith("appropriate.")


def test_a_notice_of_2013_dates_its_decision_and_its_denial() -> None:
    """The notice is dated; the denial and the application have labels of their own."""
    dates = read(samples.NOTICE).dates
    assert dates.decision == date(2013, 10, 14)
    assert dates.ur_denial == date(2013, 7, 15)
    assert dates.injury == date(2009, 4, 9)
    assert dates.application_received == date(2013, 7, 22)
    assert dates.assigned is None


def test_a_notice_without_labels_takes_its_dates_from_the_sentence_that_gives_them() -> None:
    """The decision part says when the application was filed and which denial it disputes."""
    text = samples.NOTICE.replace("Date of UR Decision:          7/15/2013\n", "")
    text = text.replace("IMR Application Received:     7/22/2013\n", "")
    dates = read(text).dates
    assert dates.ur_denial == date(2013, 7, 15)
    assert dates.application_received == date(2013, 7, 22)


def test_a_reviewer_who_found_the_administrators_guideline_right_cites_the_same() -> None:
    """To find the administrator's guidelines "relevant and appropriate" is to cite them."""
    second = read(samples.NOTICE).issues[1]
    assert [citation.system for citation in second.reviewer_citations] == ["ODG"]
    assert second.reviewer_citations == second.claims_administrator_citations


def test_part_of_the_mtus_or_not_decides_the_system_of_an_old_citation() -> None:
    """The old wording says after each source whether it is part of the MTUS."""
    first = read(samples.NOTICE).issues[0]
    assert [(c.system, c.chapter) for c in first.claims_administrator_citations] == [
        ("MTUS", "Acupuncture Treatment")
    ]
    reviewer = first.reviewer_citations[0]
    assert (reviewer.chapter, reviewer.year, reviewer.pages) == (
        "Chronic Pain Medical Treatment",
        None,
        (13, 13),
    )


def test_the_form_of_2013_opens_each_item_with_its_decision() -> None:
    """A numbered "X is (not) medically necessary" is title and outcome; a closing one is not."""
    letter = read(samples.FORM)
    assert letter.layout == "form-2013"
    assert [(issue.title, issue.outcome) for issue in letter.issues] == [
        ("Chiropractic care 3 times a week for 4 weeks to the lumbar spine", "upheld"),
        ("Norco 10/325mg #60", "overturned"),
    ]
    citation = letter.issues[0].reviewer_citations[0]
    assert citation.sections == ("Manual therapy & manipulation",)
    assert citation.pages == (58, 60)
    assert letter.issues[1].claims_administrator_citations[0].system == "none"
    assert letter.reviewer.licensed_in == ("California", "Nevada")
    assert letter.reviewer.specialties == ("Family Medicine",)
    assert letter.summary.age == 38
    assert letter.summary.injury_date == date(2010, 8, 19)
    assert letter.dates.decision == date(2014, 2, 20)


def test_the_form_of_2013_may_hold_titles_with_outcomes() -> None:
    """Under its heading items may also stand as "Title: Upheld" with labelled lines."""
    head, _, _ = samples.FORM.partition("1. Chiropractic")
    items = (
        "Acupuncture 2x4: Upheld\n\nClaims Administrator guideline: Decision based on MTUS "
        "Acupuncture Treatment 2007.\n\nMAXIMUS guideline: Decision based on MTUS Acupuncture "
        "Treatment 2007.\n\nDecision rationale: Too many.\n"
    )
    letter = read(head + items)
    assert letter.layout == "form-2013"
    assert [(issue.title, issue.outcome) for issue in letter.issues] == [
        ("Acupuncture 2x4", "upheld")
    ]


def test_documents_reviewed_is_a_part_of_its_own() -> None:
    """Its prose ends where the next part begins."""
    for text, begin, end in (
        (samples.NOTICE, "The following were", "(MTUS)"),
        (samples.FORM, "The application", "reviewed."),
    ):
        letter = read(text)
        assert letter.documents_reviewed is not None
        words = letter.document.slice(letter.documents_reviewed.span)
        assert words.startswith(begin)
        assert words.endswith(end)


def test_a_professional_review_gives_each_disputed_issue_its_own_reasons() -> None:
    """Numbered reasons belong to the issue of that number, and their closing gives its outcome."""
    letter = read(samples.PROFESSIONAL)
    assert letter.layout == "professional-review"
    assert [(issue.title, issue.outcome) for issue in letter.issues] == [
        ("Aquatic therapy 2x4 for the right knee", "upheld"),
        ("A walker with wheels", "overturned"),
    ]
    assert letter.issues[0].reviewer_citations[0].pages == (22, 22)
    assert letter.issues[0].claims_administrator_citations == ()
    assert letter.reviewer.specialties == ("Orthopedic Surgery",)
    assert (letter.summary.age, letter.summary.sex) == (62, "female")


def test_a_single_issue_at_dispute_needs_no_number() -> None:
    """The whole paragraph is the title, and the whole rationale is its rationale."""
    text = samples.PROFESSIONAL.replace(
        "1. Aquatic therapy 2x4 for the right knee\n2. A walker with wheels",
        "Whether the request for eight sessions of aquatic therapy\nfor the right knee is "
        "medically necessary.",
    )
    letter = read(text)
    assert [issue.title for issue in letter.issues] == [
        "eight sessions of aquatic therapy for the right knee"
    ]


def test_an_excerpt_without_header_has_items_and_no_dates() -> None:
    """What the excerpt lacks is None; the qualifications are read from their sentence."""
    text = samples.case_number_letter(
        """
        Acupuncture 1 time a week for 6 weeks: Overturned

        MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment 2007.

        Decision rationale: It helped.
        """
    )
    excerpt = text[text.index("HOW THE IMR") :]
    letter = read(excerpt)
    assert letter.layout == "excerpt"
    assert letter.case_number is None
    assert set(letter.dates.model_dump().values()) == {None}
    assert letter.issues[0].claims_administrator_citations == ()
    assert letter.issues[0].outcome == "overturned"


@pytest.mark.parametrize(
    "text", ["", " \n\f ", "The weather was fine and a walk was medically necessary.", "Upheld"]
)
def test_a_text_that_is_no_determination_has_no_issues(text: str) -> None:
    """Nothing is made up: layout "excerpt", no issues; the caller says what that means."""
    letter = read(text)
    assert letter.layout == "excerpt"
    assert letter.issues == ()


@pytest.mark.parametrize(
    "question",
    [
        "Is the request for acupuncture x 6 medically necessary?",
        "Whether the requested acupuncture x 6 is medically necessary",
        "Is the requested treatment: acupuncture x 6 medically necessary?",
        "acupuncture x 6",
    ],
)
def test_a_question_is_reduced_to_what_it_asks_for(question: str) -> None:
    """A professional review may put the dispute as a question; the title is the request."""
    text = (
        "MEDICAL PROFESSIONAL REVIEW\n\nISSUE AT DISPUTE:\n"
        f"{question}\n\n"
        "MEDICAL TREATMENT GUIDELINE(S) RELIED UPON BY THE EXPERT REVIEWER:\nMTUS 2009.\n\n"
        "RATIONALE FOR THE DECISION:\nThe request is not medically necessary.\n"
    )
    (issue,) = read_letter(from_text(text)).issues
    assert (issue.title, issue.outcome) == ("acupuncture x 6", "upheld")
