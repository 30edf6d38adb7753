from __future__ import annotations

from datetime import date

import pytest

from assistant.letters import read_letter
from assistant.letters.dates import find_dates
from assistant.letters.header import read_header
from assistant.letters.reviewer import read_reviewer
from assistant.text import from_text

COLUMNS = """\
Case Number:          CM16-0111222
Date Assigned:        11/30/2016                      Date of Injury:      10/11/2016
Decision Date:        01/06/2017                      UR Denial Date:      11/04/2016
Priority:             Standard                        Application          11/21/2016
                                                      Received:
"""
DRAWN = """\
Case Number: CM16-0111222
Date Assigned: 11/30/2016 Date of Injury: 10/11/2016
Decision Date: 01/06/2017 UR Denial Date: 11/04/2016
Priority: Standard Application 
Received: 
11/21/2016
"""  # noqa: W291 - text drawn from PDF keeps a space where a line wraps
LABELS_FIRST = """\
Case Number:
Date Assigned:
Decision Date:
Priority:
CM16-0111222
11/30/2016
01/06/2017
Standard
Date of Injury:
UR Denial Date:
Application Received:
10/11/2016
11/04/2016
11/21/2016
"""
ONE_A_LINE = """\
**Case Number:** CM16-0111222
Date Assigned: November 30, 2016
Date of Injury: October 11, 2016
Decision Date: January 6, 2017
UR Denial Date: 2016-11-04
Priority: Standard
Application Received: 11-21-16
"""


@pytest.mark.parametrize("header", [COLUMNS, DRAWN, LABELS_FIRST, ONE_A_LINE])
def test_a_header_is_read_in_whatever_order_it_was_drawn(header: str) -> None:
    """Columns, lines drawn from PDF, labels before values, and one field a line say the same."""
    letter = read_letter(from_text(header + "\nHOW THE IMR FINAL DETERMINATION WAS MADE\n"))
    assert letter.case_number == "CM16-0111222"
    assert letter.priority == "Standard"
    assert letter.dates.model_dump() == {
        "assigned": date(2016, 11, 30),
        "injury": date(2016, 10, 11),
        "decision": date(2017, 1, 6),
        "ur_denial": date(2016, 11, 4),
        "application_received": date(2016, 11, 21),
    }
    assert set(letter.date_spans) == set(letter.dates.model_dump())
    for span in letter.date_spans.values():
        assert [found.span for found in find_dates(letter.document.text, *span)] == [span]


def test_a_label_without_value_takes_no_other_labels_value() -> None:
    """A missing date is None; the next label keeps its own."""
    header = COLUMNS.replace("01/06/2017", "          ")
    letter = read_letter(from_text(header))
    assert letter.dates.decision is None
    assert letter.dates.ur_denial == date(2016, 11, 4)


def test_dates_of_the_prose_are_not_header_dates() -> None:
    """The header ends where the first part begins."""
    letter = read_letter(
        from_text("CLINICAL CASE SUMMARY\nDecision Date: 01/06/2017 stands in a record.\n")
    )
    assert letter.dates.decision is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("10-11-2016", date(2016, 10, 11)),
        ("10/11/16", date(2016, 10, 11)),
        ("6/29/13", date(2013, 6, 29)),
        ("10.11.2016", date(2016, 10, 11)),
        ("October 11, 2016", date(2016, 10, 11)),
        ("Oct. 11 2016", date(2016, 10, 11)),
        ("October\n11, 2016", date(2016, 10, 11)),
        ("11 October 2016", date(2016, 10, 11)),
        ("2016-10-11", date(2016, 10, 11)),
        ("11-22-\n16", date(2016, 11, 22)),
        ("3/4/98", date(1998, 3, 4)),
    ],
)
def test_dates_are_read_in_every_written_form(written: str, day: date) -> None:
    """All the forms of the published letters, line breaks included."""
    text = f"seen on {written}, then"
    found = list(find_dates(text))
    assert [one.day for one in found] == [day]
    assert text[slice(*found[0].span)] == written


@pytest.mark.parametrize(
    "text",
    ["L4-5-1", "13/45/2016", "10/325/30", "1-2-3-4", "5/5", "CM16-0111222", "02/30/2016", "5-6/10"],
)
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    """Strengths, levels, case numbers and impossible days yield no date."""
    assert list(find_dates(text)) == []


def test_a_notice_gives_the_assignment_in_a_sentence() -> None:
    """The notice of 2013 has no label for it."""
    text = (
        "Notice of Independent Medical Review Determination\n\nDated: 12/2/2013\n\n"
        "A Notice of Assignment and Request for Information was provided to the\nabove parties on "
        "8/21/2013. A decision has been made.\n"
    )
    header = read_header(text, len(text))
    assert header.dates.assigned == date(2013, 8, 21)
    assert text[slice(*header.spans["assigned"])] == "8/21/2013"


def test_a_label_with_a_ligature_is_read() -> None:
    """Text drawn from PDF writes "fi" as one character."""
    text = "State(s) of Licensure: Nevada\nCerti\ufb01cation(s)/Specialty: Neurology\n\n"
    reviewer = read_reviewer(text, len(text))
    assert (reviewer.licensed_in, reviewer.specialties) == (("Nevada",), ("Neurology",))
