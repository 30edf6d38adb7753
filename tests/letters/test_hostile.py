"""A hundred thousand characters of one thing, in every part of every layout, take no time."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from assistant.letters import read_letter
from assistant.quantities import read_request
from assistant.text import from_text

LENGTH = 100_000
LONGEST = 1.0
"""Seconds of processor time."""

PIECES = (
    "2 x ", "1-", "(", "7", "week for ", "\n", " \n", ",", "PT and MRI, ", "Norco 10mg #60, ",
    "one hundred ", "twenty-", "and MTUS ", "page 1, ", "ODG ", "10/10/2016 ", "a-\n", "\f",
    "was the original request. ", "is not medically necessary ", "Upheld\n", "reviewer ",
    "Claims Administrator guideline: ", "UR denied physical therapy 2x6 on 10/11/2016. ",
    "1) Regarding the request for x:\n",
)  # fmt: skip

HEADER = """\
Case Number: CM14-0000001
Date Assigned: 01/01/2014          Date of Injury: 01/01/2013

CLINICAL CASE SUMMARY
"""


def letter(title: str = "therapy", cited: str = "", rationale: str = "", summary: str = "") -> str:
    """A letter of one item with the stretches given in its parts."""
    return (
        f"{HEADER}The patient is a 50 year old male. UR denied physical therapy. {summary}\n\n"
        "IMR ISSUES, DECISIONS AND RATIONALES\n\n"
        f"Physical {title}: Upheld\n\n"
        f"Claims Administrator guideline: Decision based on MTUS {cited}.\n\n"
        f"MAXIMUS guideline: Decision based on Non-MTUS Citation ODG {cited}.\n\n"
        f"Decision rationale: {rationale} The request is not medically necessary.\n"
    )


def places_of(stretch: str) -> Iterator[str]:
    """Letters of every layout with `stretch` in each of their parts, and the stretch alone."""
    yield stretch
    yield letter(title=f"therapy {stretch}")
    yield letter(cited=stretch)
    yield letter(rationale=stretch)
    yield letter(summary=stretch)
    yield (
        "1) MAXIMUS Federal Services, Inc. has determined the request for "
        f"{stretch} is not medically necessary and appropriate.\n\n"
        f"1) Regarding the request for {stretch}:\n\nThe reviewer relied on {stretch}\n"
    )
    yield (
        f"MEDICAL PROFESSIONAL REVIEW\n\nISSUE AT DISPUTE:\n1. {stretch}\n\n"
        "SECTION(S) OF THE MEDICAL TREATMENT UTILIZATION SCHEDULE RELIED UPON BY THE EXPERT "
        f"REVIEWER:\n{stretch}\n\nRATIONALE FOR THE DECISION:\n{stretch}\n"
    )


@pytest.mark.parametrize("piece", PIECES)
def test_a_letter_of_one_thing_is_read_at_once(piece: str) -> None:
    """No expression and no rule of the reader takes more than linear time, wherever it reads."""
    stretch = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    for text in places_of(stretch):
        begin = time.process_time()
        read_letter(from_text(text))
        assert time.process_time() - begin < LONGEST


def test_a_title_without_end_is_kept_whole() -> None:
    """A long title is read in its first part and reported in full."""
    title = "Physical therapy 2 times a week for 6 weeks " + "to the neck " * 1000
    issue = read_letter(from_text(letter(title=title.removeprefix("Physical ")))).issues[0]
    assert len(issue.title) > 10_000
    assert issue.request.visits == (12, 12)


@pytest.mark.parametrize(
    ("words", "visits"),
    [
        ("one hundred and four visits", 104),
        ("one hundred four visits", 104),
        ("one hundred twenty-four visits", 124),
        ("two hundred visits", 200),
    ],
)
def test_hundreds_in_words(words: str, visits: int) -> None:
    """What follows a hundred belongs to it where it is less, and is written in words."""
    assert read_request(words, "physical_therapy").request.visits == (visits, visits)
