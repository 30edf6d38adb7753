"""The corpus against the collected facts, where they are at hand beside the checkout."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.guidelines import (
    Limit,
    catalog,
    editions_named,
    library,
    limit,
    limits_of,
    match_sections,
    passages,
)
from assistant.guidelines.lint import lint
from assistant.guidelines.titles import squeezed

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FACTS = SHARED / "facts"
KINDS = ("official", "corroborated", "reported", "recalled", "unverified")


def facts(name: str) -> Any:
    """One file of the facts; skips the test where it is not at hand."""
    file = FACTS / name
    if not file.is_file():
        pytest.skip(f"the collected facts are not beside this checkout: no {name}")
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def test_every_chapter_and_title_of_the_catalog_has_edition_section_and_passage() -> None:
    """67 chapters and 130 titles (12 of them "no section"), with year, regulation and dates."""
    chapters = facts("citation_catalog.yaml")["chapters"]
    assert len(chapters) == 67
    titles = 0
    for chapter in chapters:
        named = editions_named(chapter["chapter"])
        (edition,) = [found for found in named if found.year == chapter["year"]]
        for key, day in (
            ("effective_from", edition.in_force.start),
            ("effective_to", edition.in_force.end),
        ):
            if chapter.get(key):
                assert day == date.fromisoformat(chapter[key]), (edition.key, key)
        with_passage = {section.title for section in edition.sections if section.slug}
        for section in chapter.get("sections") or []:
            titles += 1
            if section["title"] != "(no section)":
                (title,) = match_sections(edition, section["title"])
                assert title in with_passage
                assert squeezed(title) == squeezed(section["title"])
    assert titles == 130


def test_every_fact_with_a_number_is_a_limit_and_none_claims_more_than_is_known() -> None:
    """Each number of the 182 entries is a limit; its verification is no better than its entry's."""
    entries = facts("mtus_facts.yaml")
    assert len(entries) == 182
    by_value: dict[tuple[float, float], list[Limit]] = {}
    for edition in catalog():
        for one in limits_of(edition.key):
            by_value.setdefault(one.value, []).append(one)
    missing = []
    numbers = 0
    for entry in entries:
        for fact in entry["limits"]:
            value = fact["value"]
            if isinstance(value, str):
                continue
            numbers += 1
            values = [float(number) for number in (value if isinstance(value, list) else [value])]
            known = by_value.get((min(values), max(values)), [])
            year = entry["edition_year"]
            same_year = [one for one in known if one.year == year or one.year is None]
            worst = max(KINDS.index(one.verification) for one in same_year) if same_year else -1
            if worst < KINDS.index(entry["verification"]):
                missing.append((entry["id"], fact["metric"], value))
    assert numbers >= 270
    assert missing == []


def test_counts() -> None:
    """A passage for every section and every entry, and no fewer limits than were collected."""
    entries = facts("mtus_facts.yaml")
    collected = sum(len(entry["limits"]) for entry in entries)
    held = sum(len(limits_of(edition.key)) for edition in catalog())
    assert held >= collected - 2  # two say "as the drug list says", without a number of their own
    assert len(passages()) >= len(entries)


def test_no_passage_repeats_a_published_letter() -> None:
    """Twelve words in a row of a letter would be the letter's wording and not ours."""
    letters = SHARED / "imr"
    if not letters.is_dir():
        pytest.skip("the published letters are not beside this checkout")
    assert [flaw for flaw in lint(library(), letters) if flaw.check == "not-own-words"] == []


RULES = {
    # what 8 CCR and the Labor Code set: section of the corpus, limit, number, unit
    "caps: physical therapy": ("regulations/labor-code/visit-caps", "physical_therapy", 24),
    "caps: occupational therapy": ("regulations/labor-code/visit-caps", "occupational_therapy", 24),
    "caps: chiropractic": ("regulations/labor-code/visit-caps", "chiropractic", 24),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_rules_of_the_process_are_data(rule: str) -> None:
    """Labor Code 4604.5 caps each of the three kinds of therapy at 24 visits an injury."""
    section, service, number = RULES[rule]
    key, _, slug = section.rpartition("/")
    title = next(one.title for one in library().contents(key).edition.sections if one.slug == slug)
    found = [one for one in limits_of(key, title) if service in one.services]
    assert [(one.operator, one.value, one.unit) for one in found] == [
        ("<=", (number, number), "visits")
    ]


DEADLINES = {
    "application:application": (30, "days"),
    "application:formulary-application": (10, "days"),
    "assignment:eligibility-answer": (5, "business days"),
    "assignment:notice": (1, "business days"),
    "records:records-mail": (15, "days"),
    "records:records-electronic": (12, "days"),
    "records:records-expedited": (24, "hours"),
    "records:records-window": (6, "months"),
    "determination:regular": (30, "days"),
    "determination:expedited": (3, "days"),
    "determination:extension": (3, "days"),
    "implementation:reimbursement": (20, "days"),
    "implementation:authorization": (5, "working days"),
}


@pytest.mark.parametrize("name", DEADLINES)
def test_deadlines_of_the_process_are_data(name: str) -> None:
    """Each step of a review has its number of days, with its unit."""
    number, unit = DEADLINES[name]
    found = limit(f"regulations/imr/{name}")
    assert (found.value, found.unit) == ((number, number), unit)
