from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from assistant.letters import Summary, read_letter
from assistant.text import from_text


def summary(prose: str) -> Summary:
    """The summary of a letter whose case summary is `prose`."""
    text = (
        f"CLINICAL CASE SUMMARY\nThe following was developed:\n\n{prose}\n\n"
        "IMR ISSUES, DECISIONS AND RATIONALES\n"
    )
    return read_letter(from_text(text)).summary


@pytest.mark.parametrize(
    ("prose", "age", "sex"),
    [
        ("This is a 56 year-old male who has neck pain.", 56, "male"),
        ("The injured worker is a 32 year old female with pain.", 32, "female"),
        ("A now 29-year-old woman. Her husband, a 60-year-old man, drove.", 29, "female"),
        ("The patient is a 47 y/o M with pain.", 47, "male"),
        ("The applicant is a forty-two-year-old gentleman.", 42, "male"),
        ("The employee, age 51, hurt his back. He rests.", 51, "male"),
        ("The patient, 38 years of age, says she rests.", 38, "female"),
        ("Mrs. Doe fell. He saw her.", None, "female"),
        ("He told her so.", None, None),
        ("Pain for 12 years. Lifting of 30 pounds.", None, None),
    ],
)
def test_age_and_sex_are_those_of_the_injured_worker(
    prose: str, age: int | None, sex: Literal["male", "female"] | None
) -> None:
    """The noun at the age decides; pronouns only where they all agree; else nothing."""
    read = summary(prose)
    assert (read.age, read.sex) == (age, sex)


@pytest.mark.parametrize(
    ("prose", "day"),
    [
        ("He sustained an industrial injury on October 18,\n2016. Seen 11/1/16.", (2016, 10, 18)),
        ("A woman with an injury date of 10-11-2016.", (2016, 10, 11)),
        ("She has a history of an occupational claim from 10/13/2016.", (2016, 10, 13)),
        ("On 03/04/2012, the patient fell from a ladder and was injured.", (2012, 3, 4)),
        ("Pain began after an accident (DOI 12/22/09).", (2009, 12, 22)),
        ("A roofer fell on January 24, 2011 and hurt the hip. MRI of 8/9/11.", (2011, 1, 24)),
        ("A 44 y/o cook slipped on a wet floor on 3/14/2011.", (2011, 3, 14)),
        ("On 10-4-2016 she strained her low back at work.", (2016, 10, 4)),
        ("He was seen on 2/2/12. He fell again on 4/4/14.", None),
        ("Injury of the knee. On 5/1/15 an MRI was done.", None),
        ("The injury was examined at a visit on 5/1/15.", None),
    ],
)
def test_the_injury_date_is_the_one_told_with_the_injury(
    prose: str, day: tuple[int, int, int] | None
) -> None:
    """Dates of visits, studies and reports are not taken for it."""
    assert summary(prose).injury_date == (date(*day) if day else None)


@pytest.mark.parametrize(
    ("prose", "days"),
    [
        ("The Utilization Review on 1-12-17 denied the request.", [(2017, 1, 12)]),
        ("On 11-04-2016 the MRI was non-certified by utilization review.", [(2016, 11, 4)]),
        (
            "The treatment plan for date of service 11-22-16 was therapy. On 11-30-16, therapy was "
            "denied by utilization review.",
            [(2016, 11, 30)],
        ),
        (
            "On December 13, 2016 a request was received for therapy that was noncertified by "
            "Utilization Review on December 20, 2016.",
            [(2016, 12, 20)],
        ),
        (
            "In a UR report dated December 7, 2016, part was approved. The claims administrator "
            "relied on a visit of November 29, 2016 for its determination.",
            [(2016, 12, 7)],
        ),
        ("The RFA was dated 01/03/2017. Treatment was denied on 01/06/2017.", [(2017, 1, 6)]),
        ("He was seen on 01/03/2017 and denied numbness.", []),
    ],
)
def test_ur_dates_are_those_of_the_decision(prose: str, days: list[tuple[int, int, int]]) -> None:
    """Dates of requests, services and visits in the same sentence are passed over."""
    assert summary(prose).ur_dates == tuple(date(*day) for day in days)


def test_the_span_leaves_out_the_sentence_that_introduces_the_summary() -> None:
    """`span` is the prose itself."""
    text = (
        "CLINICAL CASE SUMMARY\nThe expert reviewer developed the following clinical case summary "
        "based on a review of the\ncase file, including all medical records:\n\nA man fell.\n"
    )
    letter = read_letter(from_text(text))
    assert letter.summary.span is not None
    assert letter.document.slice(letter.summary.span) == "A man fell."


def test_a_letter_without_summary_has_an_empty_one() -> None:
    """Every field is None or empty."""
    assert read_letter(from_text("IMR ISSUES, DECISIONS AND RATIONALES\n")).summary == Summary()
