"""What records document: their words, their denials, and what they only plan or suppose."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.case_file import Record
from assistant.drafting.documentation import documented, evidence
from assistant.facts.prose import Prose
from assistant.terms import find_body_parts
from assistant.text import from_text

ROOT, CARE = "radiculopathy on examination", "failure of conservative care"
INJECTION, TEAR = "benefit of an earlier injection", "signs of a tear"
RELIEF, CRPS = "relief of pain with the drug", "signs of a complex regional pain syndrome"


def prose(text: str, written: date = date(2015, 3, 2)) -> Prose:
    """A progress report of that text and day."""
    return Prose(
        Record(name="r.txt", kind="progress_report", written=written, document=from_text(text))
    )


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (ROOT, "Left great toe extension 4/5.", True),
        (ROOT, "Right ankle jerk is trace.", True),
        (ROOT, "Sensation intact, strength 5/5, reflexes equal.", False),
        (ROOT, "There is no weakness of the foot.", False),
        (CARE, "Twelve visits of therapy and naproxen have not helped.", True),
        (CARE, "She did six weeks of exercises. The pain is unchanged.", True),
        (CARE, "She did six weeks of exercises. The pain persists.", True),
        (CARE, "No therapy has been tried. Pain persists.", False),
        (CARE, "Utilization review found no failure of physical therapy.", None),
        (TEAR, "Lachman negative.", False),
        (TEAR, "The knee locks and gives way.", True),
        (TEAR, "The knee would lock if he knelt.", None),
        (CRPS, "Bone scan to rule out CRPS.", None),
        (CRPS, "The hand is mottled.", True),
        (RELIEF, "If pain falls by half, go on.", None),
    ],
)
def test_words_say_it_deny_it_or_say_nothing(name: str, text: str, told: bool | None) -> None:
    """Said, denied, or neither: silence, supposition and the words of a review say nothing."""
    seen = documented(evidence(name), [prose(text)])
    assert (None if seen is None else not seen.denied) == told


def test_a_finding_that_passed_is_denied_by_the_later_record() -> None:
    """Of findings that come and go the latest record counts; care that failed stays failed."""
    early, late = date(2014, 1, 6), date(2015, 1, 5)
    records = [prose("There is muscle spasm.", early), prose("No muscle spasm today.", late)]
    spasm = documented(evidence("muscle spasm"), records)
    assert spasm is not None
    assert spasm.denied
    care = [prose("Therapy failed.", early), prose("No therapy was tried.", late)]
    failed = documented(evidence(CARE), care)
    assert failed is not None
    assert not failed.denied


def test_what_is_said_of_the_other_side_does_not_count() -> None:
    """Signs of the left knee document nothing of the right one."""
    parts = find_body_parts("right knee")
    assert documented(evidence(TEAR), [prose("The left knee locks.")], None, parts) is None
    assert documented(evidence(TEAR), [prose("Both knees lock.")], None, parts) is None
    assert documented(evidence(TEAR), [prose("The right knee locks.")], None, parts) is not None


@pytest.mark.parametrize(
    ("name", "text", "enough"),
    [
        (INJECTION, "The epidural of June gave 49 percent relief.", False),
        (INJECTION, "The epidural of June gave 50 percent relief.", True),
        (INJECTION, "The epidural of June helped.", True),
        (RELIEF, "Pain 9/10 without and 8/10 with medication.", False),
        (RELIEF, "Pain 9/10 without and 7/10 with medication.", True),
    ],
)
def test_percentages_and_scores_are_measured(name: str, text: str, enough: bool) -> None:
    """Half of the pain is needed of an injection, two points of ten of a drug."""
    one = evidence(name)
    seen = documented(one, [prose(text)])
    assert seen is not None
    assert one.reaches(seen.source) == enough
