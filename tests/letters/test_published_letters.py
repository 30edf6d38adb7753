"""The reader against a careful account of 48 published letters, where these are at hand."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from assistant.letters import Issue, Letter, read_letter
from assistant.text import read_document

SHARED = Path(__file__).parents[3] / "shared" / "imr"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the published letters are not beside this checkout"
)

KINDS = pytest.mark.parametrize("kind", ["text", "pdf"])


@lru_cache(maxsize=2)
def letters(kind: str) -> list[tuple[dict[str, Any], Letter]]:
    """Each account with its letter, read from text or PDF."""
    found = []
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = SHARED / kind / f"{gold['case']}.{'txt' if kind == 'text' else 'pdf'}"
        found.append((gold, read_letter(read_document(source))))
    return found


def items(kind: str) -> list[tuple[str, dict[str, Any], Issue]]:
    """Case, account and reading of every item."""
    return [
        (gold["case"], expected, issue)
        for gold, letter in letters(kind)
        for expected, issue in zip(gold["issues"], letter.issues, strict=True)
    ]


@KINDS
def test_headers_are_complete_and_right(kind: str) -> None:
    """Case number, priority, all five dates and the reviewer of every letter."""
    for gold, letter in letters(kind):
        assert letter.layout == "case-number-header"
        assert letter.case_number == gold["case"]
        assert letter.priority == "Standard"
        assert None not in letter.dates.model_dump().values(), gold["case"]
        assert str(letter.dates.injury) == gold["summary_facts"]["date_of_injury"]
        assert str(letter.dates.ur_denial) == gold["summary_facts"]["ur_date"]
        assert letter.reviewer.licensed_in
        assert letter.reviewer.specialties


@KINDS
def test_items_titles_and_outcomes_are_all_right(kind: str) -> None:
    """As many items as the letter has, each with its title and outcome as printed."""
    for gold, letter in letters(kind):
        expected = [(item["title"], item["outcome"].lower()) for item in gold["issues"]]
        assert [(issue.title, issue.outcome) for issue in letter.issues] == expected


@KINDS
def test_every_item_has_guideline_lines_and_a_rationale(kind: str) -> None:
    """No published item lacks one, and no rationale runs into the next item."""
    for _gold, letter in letters(kind):
        for issue in letter.issues:
            assert issue.claims_administrator_citations
            assert issue.reviewer_citations
            assert issue.rationale is not None
            words = letter.document.slice(issue.rationale.span)
            assert "guideline: " not in words
            assert not any(other.title in words.split("\n") for other in letter.issues)


@KINDS
def test_summaries_tell_age_sex_and_injury_date(kind: str) -> None:
    """The summary's own words give all three in every letter."""
    for gold, letter in letters(kind):
        said = gold["summary_facts"]
        read = letter.summary
        assert (read.age, read.sex, str(read.injury_date)) == (
            said["age"],
            said["sex"],
            said["date_of_injury"],
        ), gold["case"]


@KINDS
def test_ur_dates_hold_nothing_but_the_date_of_the_denial(kind: str) -> None:
    """One summary tells the denial without its verb; no other date is ever taken for it."""
    missed = []
    for gold, letter in letters(kind):
        days = [str(day) for day in letter.summary.ur_dates]
        assert days in ([], [gold["summary_facts"]["ur_date"]]), gold["case"]
        missed += [] if days else [gold["case"]]
    assert missed == ["CM16-0232182"]


@KINDS
@pytest.mark.parametrize(
    ("field", "key"), [("per_week", "freq_per_week"), ("weeks", "weeks"), ("visits", "visits")]
)
def test_numbers_of_requests_are_right_and_none_is_invented(
    kind: str, field: str, key: str
) -> None:
    """Every frequency, length and total, and None for every item that has none."""
    wrong = []
    for case, gold, issue in items(kind):
        value = getattr(issue.request, field)
        if (list(value) if value is not None else None) != gold["request"][key]:
            wrong.append((case, issue.number, gold["request"][key], value))
    assert wrong == []


@KINDS
def test_partial_certifications_are_right_and_none_is_invented(kind: str) -> None:
    """Authorised and remaining visits of every modified request."""
    for case, gold, issue in items(kind):
        read = issue.partial
        found = read and (read.authorized_visits, read.remaining_visits)
        partial = gold["partial"]
        expected = partial and (partial["authorized_visits"], partial["remaining_visits"])
        assert found == expected, (case, issue.number)


@KINDS
def test_services_are_those_of_the_account(kind: str) -> None:
    """The service of every item."""
    wrong = [
        (case, issue.number, gold["service"], issue.service)
        for case, gold, issue in items(kind)
        if issue.service != gold["service"]
    ]
    assert wrong == []


@KINDS
def test_body_parts_are_those_that_the_letter_names_for_the_item(kind: str) -> None:
    """The account supplies some parts from the diagnosis or another item; the reader never does."""
    wrong = [
        (case, issue.number)
        for case, gold, issue in items(kind)
        if sorted(issue.body_parts) != sorted(gold["body_parts"])
    ]
    assert len(wrong) <= 0.1 * len(items(kind))
    added = [
        (case, issue.number)
        for case, gold, issue in items(kind)
        if not gold["body_parts"] and issue.body_parts
    ]
    assert added == []


def test_both_forms_of_a_letter_read_the_same() -> None:
    """The PDF and its text give the same letter, places and line breaks apart."""
    for (gold, one), (_gold, other) in zip(letters("text"), letters("pdf"), strict=True):
        for left, right in zip(one.issues, other.issues, strict=True):
            assert left.request == right.request, gold["case"]
            assert [cited.text for cited in left.reviewer_citations] == [
                cited.text for cited in right.reviewer_citations
            ], gold["case"]


def test_the_seed_reads_as_an_excerpt() -> None:
    """No header; one chiropractic item whose two lines print pages and no year."""
    source = SHARED / "seed_determination_2014.txt"
    letter = read_letter(read_document(source))
    assert letter.layout == "excerpt"
    (issue,) = letter.issues
    assert issue.outcome == "upheld"
    assert issue.service == "chiropractic"
    assert issue.body_parts == ("neck", "low back", "thigh", "hip")
    assert (issue.request.per_week, issue.request.weeks, issue.request.visits) == (
        (2, 2),
        (6, 6),
        (12, 12),
    )
    (reviewer,) = issue.reviewer_citations
    assert (reviewer.chapter, reviewer.year, reviewer.sections, reviewer.pages) == (
        "Chronic Pain Medical Treatment",
        None,
        ("Manual therapy & manipulation",),
        (58, 60),
    )
    assert (letter.summary.age, letter.summary.sex) == (56, "male")
    assert str(letter.summary.injury_date) == "2009-12-22"
