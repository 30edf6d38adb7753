from __future__ import annotations

import pytest

from assistant.letters import Issue, Letter, read_letter
from assistant.text import from_text
from tests.letters.samples import case_number_letter

LINES = """
        Claims Administrator guideline: Decision based on MTUS Low Back Complaints 2004.

        MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Special
        Studies.

        Decision rationale: Reasons are given here. The request is not medically necessary.
"""


def read(items: str) -> Letter:
    """A case-number letter with these items."""
    return read_letter(from_text(case_number_letter(items)))


def only(items: str) -> Issue:
    """The one item of such a letter."""
    letter = read(items)
    assert len(letter.issues) == 1
    return letter.issues[0]


@pytest.mark.parametrize(
    ("printed", "title", "outcome"),
    [
        ("MRI of the lumbar spine: Upheld", "MRI of the lumbar spine", "upheld"),
        ("MRI of the lumbar spine:  Overturned", "MRI of the lumbar spine", "overturned"),
        ("MRI of the lumbar spine - Overturned", "MRI of the lumbar spine", "overturned"),
        ("MRI of the lumbar spine – Upheld", "MRI of the lumbar spine", "upheld"),
        ("MRI of the lumbar spine\n        Decision: Upheld", "MRI of the lumbar spine", "upheld"),
        (
            "MRI of the lumbar spine. Final Determination: Upheld",
            "MRI of the lumbar spine",
            "upheld",
        ),
        ("1. MRI of the lumbar spine: Upheld", "MRI of the lumbar spine", "upheld"),
        ("3 lumbar braces: Upheld", "3 lumbar braces", "upheld"),
        ("MRI OF THE LUMBAR SPINE : UPHELD", "MRI OF THE LUMBAR SPINE", "upheld"),
        ("MRI of the lumbar spine:\n\n        Upheld", "MRI of the lumbar spine", "upheld"),
        ("MRI of the lumbar spine\n        Upheld", "MRI of the lumbar spine", "upheld"),
        ("Norco 5/325mg #60: Partially Overturned", "Norco 5/325mg #60", "partially_overturned"),
        ("Norco 5/325mg #60: Overturned in part", "Norco 5/325mg #60", "partially_overturned"),
        ("MRI of the lumbar spine: Not decided", "MRI of the lumbar spine", None),
        (
            "Associated surgical service: Labs: CBC, chem. panel: Upheld",
            "Associated surgical service: Labs: CBC, chem. panel",
            "upheld",
        ),
        (
            "Injection at L4-5 by Dr.\n        Smith, DOS:\n        5/20/15: Overturned",
            "Injection at L4-5 by Dr. Smith, DOS: 5/20/15",
            "overturned",
        ),
        (
            "PHYSICAL THERAPY 2 TIMES A WEEK FOR 6\n        WEEKS TO THE LUMBAR SPINE #12: Upheld",
            "PHYSICAL THERAPY 2 TIMES A WEEK FOR 6 WEEKS TO THE LUMBAR SPINE #12",
            "upheld",
        ),
    ],
)
def test_a_title_ends_at_its_outcome(printed: str, title: str, outcome: str | None) -> None:
    """The outcome and its colon are no part of the title, however the two are printed."""
    issue = only(f"        {printed}\n{LINES}")
    assert issue.title == title
    assert issue.outcome == outcome
    assert len(issue.reviewer_citations) == 1


PARTIAL = """
        Physical therapy eight sessions was the original request. Physical therapy six
        sessions was authorized by the Claims Administrator. The
        remaining IMR eligible portion of the original request, physical therapy two
        sessions is:
        Upheld
"""


@pytest.mark.parametrize("between", ["\n", "\n\n", "\f"])
def test_a_partial_title_of_several_sentences_is_one_title(between: str) -> None:
    """Sentences inside a partial certification do not end the title, wherever they wrap."""
    letter = read(f"        MRI of the neck: Upheld\n{LINES}{between}{PARTIAL}{LINES}")
    assert len(letter.issues) == 2
    issue = letter.issues[1]
    assert issue.title.startswith("Physical therapy eight sessions was the original")
    assert issue.title.endswith("two sessions is")
    assert issue.outcome == "upheld"
    assert issue.partial is not None
    assert (issue.partial.authorized_visits, issue.partial.remaining_visits) == (6, 2)
    assert issue.request.visits == (8, 8)


def test_titles_are_found_in_text_without_blank_lines() -> None:
    """Text drawn from PDF has no blank lines; its wrapped lines keep a space at their end."""
    wrapped = (
        "Physical therapy twice a week for 6 weeks, cervical spine. Evaluation \nincluded: Upheld\n"
        "MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment 2016.\n"
        "Decision rationale: The neck was treated before. It is not clear what came of \n"
        "it. The number is more than the guideline gives and the same \n"
        "is asked for again. Thus it is not medically necessary.\n"
        "Associated surgical service: Labs - CBC: Upheld\n"
        "MAXIMUS guideline: The Expert Reviewer did not cite any medical evidence for its \n"
        "decision.\nDecision rationale: Not needed.\n"
    )
    letter = read(wrapped)
    assert [issue.title for issue in letter.issues] == [
        "Physical therapy twice a week for 6 weeks, cervical spine. Evaluation included",
        "Associated surgical service: Labs - CBC",
    ]
    assert letter.issues[0].rationale is not None
    assert letter.document.slice(letter.issues[0].rationale.span).endswith("necessary.")


def test_titles_are_found_in_double_spaced_text() -> None:
    """Where every line is followed by a blank one, only a wider gap parts paragraphs."""
    single = case_number_letter(
        "        Electrical stimulation of the lumbar spine, twice\n        a week: Upheld\n\n"
        f"{LINES}"
    )
    letter = read_letter(from_text(single.replace("\n", "\n\n")))
    assert [issue.title for issue in letter.issues] == [
        "Electrical stimulation of the lumbar spine, twice a week"
    ]


def test_page_furniture_is_no_part_of_titles_and_guideline_lines() -> None:
    """Running headers and page numbers at a page break are passed over."""
    issue = only(
        """
        Physical therapy 2 times a week
        Final Determination Letter for IMR Case Number CM15-0123456          3
\f        CM15-0123456
        for 6 weeks: Upheld

        Claims Administrator guideline: Decision based on MTUS Chronic Pain Medical
                                      Page 3 of 6
\f        Treatment 2009, Section(s): Physical Medicine.

        Decision rationale: It is not
                                      4
\f        medically necessary.
        """
    )
    assert issue.title == "Physical therapy 2 times a week for 6 weeks"
    cited = issue.claims_administrator_citations[0]
    assert (cited.chapter, cited.year) == ("Chronic Pain Medical Treatment", 2009)
    assert cited.text.endswith("Physical Medicine")


def test_labels_may_name_other_organisations_or_be_missing() -> None:
    """The reviewer's line is also "Expert Reviewer guideline:"; the administrator's may lack."""
    issue = only(
        """
        MRI of the left knee: Overturned

        Expert Reviewer guideline: Decision based on MTUS Knee Complaints 2004.

        Rationale: It locks.
        """
    )
    assert issue.claims_administrator_citations == ()
    assert [citation.chapter for citation in issue.reviewer_citations] == ["Knee Complaints"]
    assert issue.rationale is not None


def test_an_item_without_outcome_is_still_an_item() -> None:
    """A title above a guideline line counts, so that checks can say what is missing."""
    letter = read(f"        MRI of the neck\n\n{LINES}\n        MRI of the hip: Upheld\n\n{LINES}")
    assert [(issue.title, issue.outcome) for issue in letter.issues] == [
        ("MRI of the neck", None),
        ("MRI of the hip", "upheld"),
    ]


def test_an_outcome_word_inside_the_rationale_opens_no_item() -> None:
    """Only a title's own colon, or a guideline line right after, makes the word an outcome."""
    letter = read(
        """
        MRI of the left knee: Upheld

        MAXIMUS guideline: Decision based on MTUS Knee Complaints 2004.

        Decision rationale: For these reasons the denial is
        upheld
        and stays so.
        """
    )
    assert len(letter.issues) == 1


def test_evidence_points_at_the_words_of_the_letter() -> None:
    """Spans of evidence, title and outcome are offsets into the document."""
    letter = read(f"        Acupuncture 2 times a\n        week for 6 weeks: Upheld\n{LINES}")
    issue = letter.issues[0]
    words = {one.field: letter.document.slice(one.span) for one in issue.evidence}
    assert words["weeks"] == "6 weeks"
    assert "".join(words["per_week"].split()) == "2timesaweek"
    assert issue.outcome_span is not None
    assert letter.document.slice(issue.outcome_span) == "Upheld"


def test_a_title_of_several_services_lists_its_parts() -> None:
    """The first service is the item's; each part has its own words and numbers."""
    issue = only(f"        Chiropractic 2x4 and acupuncture 1x6 for the low back: Upheld\n{LINES}")
    assert issue.service == "chiropractic"
    assert issue.request.visits == (8, 8)
    assert [(part.service, part.request.visits) for part in issue.parts] == [
        ("chiropractic", (8, 8)),
        ("acupuncture", (6, 6)),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "EMG/NCV of the bilateral upper extremities",
        "Physical therapy evaluation and treatment",
        "Left knee arthroscopy with meniscectomy and chondroplasty",
        "Physical therapy to the neck and the low back 2x6",
    ],
)
def test_a_title_of_one_service_has_no_parts(title: str) -> None:
    """Words that go together, or name several places, do not part a title."""
    assert only(f"        {title}: Upheld\n{LINES}").parts == ()


@pytest.mark.parametrize(
    ("first", "second", "titles"),
    [
        ("1. Acupuncture x 6", "2) Lumbar brace", ["Acupuncture x 6", "Lumbar brace"]),
        ("Acupuncture x 6", "2. Lumbar brace", ["Acupuncture x 6", "Lumbar brace"]),
        ("12. Acupuncture visits", "Lumbar brace", ["12. Acupuncture visits", "Lumbar brace"]),
        ("1. Acupuncture", "1. Lumbar brace", ["1. Acupuncture", "1. Lumbar brace"]),
    ],
)
def test_numbers_of_a_list_are_no_part_of_titles(
    first: str, second: str, titles: list[str]
) -> None:
    """Numbers that count the items from one are left out; others belong to the title."""
    letter = read(f"{first}: Upheld\n{LINES}\n        {second}: Overturned\n{LINES}")
    assert [issue.title for issue in letter.issues] == titles
    for issue in letter.issues:
        assert letter.document.slice(issue.span) == issue.title
