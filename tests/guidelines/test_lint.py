from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.guidelines import Library, library
from assistant.guidelines.lint import CITATIONS, lint

if TYPE_CHECKING:
    from pathlib import Path

    from tests.guidelines.conftest import Sample

PASSAGE = """\
## Trial {#trial}

A trial of at most 6 visits over 2 weeks opens a course of care by hand. The record states what the
worker could not do before, what the first visits changed, and what more of them should bring about.
"""

LIMIT = """
[[limits]]
id = "again"
metric = "visits"
phase = "trial"
operator = "<="
value = 8
unit = "visits"
verification = "recalled"
"""


def checks(folder: Path, letters: Path | None = None) -> list[str]:
    """The names of the checks that find a flaw in the corpus in `folder`."""
    return [flaw.check for flaw in lint(Library(folder), letters)]


def test_a_sound_corpus_has_no_flaw(sample: Sample) -> None:
    """The sample of the tests passes each check."""
    sample.write(passage=PASSAGE)
    assert checks(sample.folder) == []


FLAWS: dict[str, tuple[str, str, str]] = {
    # flaw: text of the section, its replacement, the check
    "unknown key": ('over = "2 weeks"', 'ovr = "2 weeks"', "schema"),
    "limit outside the dates of its edition": (
        'over = "2 weeks"',
        'over = "2 weeks"\nstart = 2009-12-31',
        "schema",
    ),
    "number that the passage does not state": ("value = 6", "value = 7", "number-missing"),
    "time that the passage does not state": ('"2 weeks"', '"3 weeks"', "number-missing"),
    "another number for the same request": (
        '\n[[limits]]\nid = "trial',
        LIMIT.replace("8", "2") + '\n[[limits]]\nid = "trial',
        "contradiction",
    ),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_each_kind_of_flaw_is_found(sample: Sample, flaw: str) -> None:
    """One spoilt line gives one flaw, of the check that is made for it.

    A number that was changed in the data alone stands in the passage without reason, too.
    """
    old, new, check = FLAWS[flaw]
    assert old in sample.section
    sample.write(section=sample.section.replace(old, new), passage=PASSAGE)
    twice = ["number-unfounded"] if check == "number-missing" else []
    assert checks(sample.folder) == [check, *twice]


def test_conditions_tell_two_numbers_apart(sample: Sample) -> None:
    """Two numbers for two conditions do not contradict each other; one with and one without do."""
    section = sample.section.replace('over = "2 weeks"', 'over = "2 weeks"\ncondition = "{}"')
    other = LIMIT.replace("8", "2").replace('"<="', '"<="\ncondition = "with a deficit"')
    home = sample.write(section=section.format("without a deficit") + other, passage=PASSAGE)
    assert checks(sample.folder) == []
    (home / "initial-care.toml").write_text(section.format("") + other, encoding="utf-8")
    assert checks(sample.folder) == ["contradiction"]


def test_a_passage_without_data_is_found(sample: Sample) -> None:
    """A text that belongs to no section would never be read."""
    home = sample.write(passage=PASSAGE)
    (home / "loose.md").write_text(PASSAGE, encoding="utf-8")
    assert checks(sample.folder) == ["files"]


def test_two_editions_of_a_guideline_cannot_be_in_force_at_once(sample: Sample) -> None:
    """The later edition starts after the last day of the earlier one."""
    sample.write(passage=PASSAGE)
    later = sample.folder / "sample" / "2012"
    later.mkdir()
    head = sample.edition.replace("year = 2010", "year = 2012").replace("2010-01-01", "{}")
    (later / "edition.toml").write_text(head.format("2012-12-31"), encoding="utf-8")
    assert checks(sample.folder) == ["editions-overlap"]
    after = head.format("2013-01-01").replace("2012-12-31", "2014-12-31")
    (later / "edition.toml").write_text(after, encoding="utf-8")
    assert checks(sample.folder) == []


def test_a_cited_title_needs_its_section_and_passage(sample: Sample) -> None:
    """A chapter or title of the list of citations that the editions lack is a flaw."""
    sample.write(passage=PASSAGE)
    cited = sample.folder / CITATIONS
    cited.write_text('["sample/2010"]\n"Initial Care" = [1, 2]\n"" = [0, 1]\n', encoding="utf-8")
    assert checks(sample.folder) == []
    cited.write_text('["sample/2010"]\n"Aftercare" = [1, 2]\n["sample/2011"]\n', encoding="utf-8")
    assert checks(sample.folder) == ["title-missing", "title-missing"]


def test_each_edition_stands_in_the_changes_of_its_guideline(sample: Sample) -> None:
    """A changelog that says nothing of an edition, or is missing, is a flaw."""
    home = sample.write(passage=PASSAGE)
    changes = home.parent / "CHANGELOG.md"
    changes.write_text("# Changes\n\n## 2009\n", encoding="utf-8")
    assert checks(sample.folder) == ["changelog"]
    changes.unlink()
    assert checks(sample.folder) == ["changelog"]


def test_a_passage_may_share_eleven_words_with_a_letter_and_not_twelve(sample: Sample) -> None:
    """Twelve words in a row, whatever their case, punctuation and line breaks, are a quotation."""
    sample.write(passage=PASSAGE)
    letters = sample.folder / "letters"
    letters.mkdir()
    words = "The record states, what the\nworker could NOT do before what the first-visits"
    (letters / "one.txt").write_text(words.removesuffix("the first-visits"), encoding="utf-8")
    assert checks(sample.folder, letters) == []
    (letters / "one.txt").write_text(words, encoding="utf-8")
    assert checks(sample.folder, letters) == ["not-own-words"]


def test_the_corpus_that_comes_with_the_program_has_no_flaw() -> None:
    """Every file, date, number, title and passage holds, and the list of citations is there."""
    assert (library().folder / CITATIONS).is_file()
    assert lint(library()) == ()


ACCOUNTS: dict[str, tuple[str, str, str, str]] = {
    # flaw: part of the corpus, its words, their replacement, the check
    "a number that nothing accounts for": (
        "passage",
        "course of",
        "course of 8",
        "number-unfounded",
    ),
    "a claim beyond what is known": (
        "section",
        'verification = "recalled"\nsource = "made for the tests"',
        'verification = "reported"\nsource = "from general knowledge"',
        "verification",
    ),
    "a number of a text that was not read": (
        "section",
        'title = "Initial Care"',
        'title = "Initial Care"\nunread = true',
        "verification",
    ),
    "a word broken at the end of a line": ("passage", "of care by", "of after-\ncare by", "schema"),
}


@pytest.mark.parametrize("flaw", ACCOUNTS)
def test_each_flaw_of_an_account_is_found(sample: Sample, flaw: str) -> None:
    """Passages tell no number and no standing that their data do not have."""
    part, old, new, check = ACCOUNTS[flaw]
    texts = {"section": sample.section, "passage": PASSAGE}
    assert old in texts[part]
    texts[part] = texts[part].replace(old, new, 1)
    sample.write(section=texts["section"], passage=texts["passage"])
    assert checks(sample.folder) == [check]


def test_numbers_of_dates_places_and_requirements_are_accounted_for(sample: Sample) -> None:
    """Years, days, pages, tables and sections of the law are no figures of the guideline."""
    told = (
        "course of care from 28 July 2016 (8 CCR 9792.23.5; Table 12-8, pages 308 and 310) after "
        "40 days of rest, as COX-2 drugs allow, and"
    )
    section = sample.section.replace('["a baseline"]', '["a baseline within 40 days"]')
    sample.write(section=section, passage=PASSAGE.replace("course of", told, 1))
    assert checks(sample.folder) == []


def test_a_changelog_counts_what_is_there(sample: Sample) -> None:
    """The line that says what is recorded of an edition agrees with its files."""
    changes = sample.write(passage=PASSAGE).parent / "CHANGELOG.md"
    right = "# Changes\n\n## 2010\n\n- Recorded: 1 section, 1 passage, 1 limit (1 recalled).\n"
    changes.write_text(right, encoding="utf-8")
    assert checks(sample.folder) == []
    changes.write_text(right.replace("1 limit", "2 limits"), encoding="utf-8")
    assert checks(sample.folder) == ["changelog"]
