from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.errors import CorpusError
from assistant.guidelines import Library

if TYPE_CHECKING:
    from tests.guidelines.conftest import Sample

KEY = "sample/2010"


def test_reads_edition_section_limit_and_passage(sample: Sample) -> None:
    """A well-formed corpus gives its edition, its limit with all inherited facts, its passage."""
    sample.write()
    library = Library(sample.folder)
    contents = library.contents(KEY)
    assert contents.edition.sections[0].title == "Initial Care"
    (limit,) = contents.limits
    assert limit.id == "sample/2010/initial-care:trial-visits"
    assert limit.citation == "MTUS Sample Complaints 2010, Initial Care, p. 10-12"
    assert limit.services == ("chiropractic",)
    (passage,) = library.passages(KEY)
    assert passage.id == limit.passage == "sample/2010/initial-care"
    assert passage.limit_ids == (limit.id,)


SECTION_FLAWS = {
    "unknown key": ('over = "2 weeks"', 'ovr = "2 weeks"', "limits[trial-visits].ovr"),
    "missing unit": ('unit = "visits"\n', "", "limits[trial-visits].unit"),
    "unknown unit": ('unit = "visits"', 'unit = "goes"', "limits[trial-visits].unit"),
    "unknown metric": ('metric = "visits"', 'metric = "luck"', "limits[trial-visits].metric"),
    "bad operator": ('operator = "<="', 'operator = "=<"', "limits[trial-visits].operator"),
    "range of one number": ('operator = "<="', 'operator = "range"', "limits[trial-visits]"),
    "two numbers, no range": ("value = 6", "value = [6, 8]", "limits[trial-visits]"),
    "a number in words": ("value = 6", 'value = "6"', "limits[trial-visits].value"),
    "a time in words": ('over = "2 weeks"', 'over = "a while"', "limits[trial-visits].over"),
    "unknown phase": ('phase = "trial"', 'phase = "start"', "limits[trial-visits].phase"),
    "unknown service": ('["chiropractic"]', '["magic"]', "services[0]"),
    "missing verification": (
        'source = "made for the tests"',
        "",
        "passages[trial].source",
    ),
    "unknown verification": (
        '"2 weeks"\nverification = "recalled"',
        '"2 weeks"\nverification = "sure"',
        "limits[trial-visits].verification",
    ),
    "page order": ("pages = [10, 12]", "pages = [12, 10]", "pages"),
    "page in words": ("pages = [10, 12]", 'pages = "10-12"', "pages"),
    "unknown passage": (
        'id = "trial-visits"',
        'id = "trial-visits"\npassage = "other"',
        "limits[trial-visits].passage",
    ),
    "reference to no section": ('title = "Initial Care"', 'title = "A"\nsee = ["b"]', "see"),
    "day before the edition": (
        'over = "2 weeks"',
        "start = 2009-12-31",
        "limits[trial-visits].start",
    ),
    "day after the edition": ('over = "2 weeks"', "end = 2013-01-01", "limits[trial-visits].end"),
    "days in wrong order": (
        'over = "2 weeks"',
        "start = 2011-02-01\nend = 2011-01-01",
        "limits[trial-visits].end",
    ),
    "not TOML": ('title = "Initial Care"', "title: Initial Care", "file"),
}


@pytest.mark.parametrize("flaw", SECTION_FLAWS)
def test_refuses_a_flawed_section_by_file_and_field(sample: Sample, flaw: str) -> None:
    """Each kind of bad datum is refused, naming the file and the field."""
    old, new, field = SECTION_FLAWS[flaw]
    assert old in sample.section
    home = sample.write(section=sample.section.replace(old, new))
    with pytest.raises(CorpusError) as refusal:
        Library(sample.folder).contents(KEY)
    assert refusal.value.source == str(home / "initial-care.toml")
    assert refusal.value.field == field
    assert refusal.value.allowed


def test_refuses_a_limit_given_twice(sample: Sample) -> None:
    """Two limits of one section cannot share an id."""
    twice = sample.section + sample.section[sample.section.index("[[limits]]") :]
    sample.write(section=twice)
    with pytest.raises(CorpusError, match=r"limits\[trial-visits\]"):
        Library(sample.folder).contents(KEY)


def test_refuses_two_sections_of_one_title(sample: Sample) -> None:
    """Two sections of an edition cannot print the same title, however punctuated."""
    home = sample.write()
    again = sample.section.replace("Initial Care", "Initial-care")
    (home / "other.toml").write_text(again, encoding="utf-8")
    with pytest.raises(CorpusError, match="title"):
        Library(sample.folder).contents(KEY)


EDITION_FLAWS = {
    "unknown key": ("text =", "texts =", "text"),
    "year against folder": ("year = 2010", "year = 2011", "year"),
    "dates in wrong order": ("start = 2010-01-01", "start = 2013-01-01", "file"),
    "unknown system": ('"MTUS"\nchapter', '"MTU"\nchapter', "system"),
    "date in words": ("start = 2010-01-01", 'start = "spring"', "start"),
}


@pytest.mark.parametrize("flaw", EDITION_FLAWS)
def test_refuses_a_flawed_edition_by_file_and_field(sample: Sample, flaw: str) -> None:
    """The head of an edition is held to its form as strictly as a section."""
    old, new, field = EDITION_FLAWS[flaw]
    home = sample.write(edition=sample.edition.replace(old, new))
    with pytest.raises(CorpusError) as refusal:
        Library(sample.folder).contents(KEY)
    assert refusal.value.source == str(home / "edition.toml")
    assert refusal.value.field == field


PASSAGE_FLAWS = {
    "no heading": "A trial of at most 6 visits.",
    "another heading": "## Trial {#course}\n\nWords.\n",
    "heading twice": "PASSAGE\nPASSAGE",
    "no text": "## Trial {#trial}\n",
    "text before the heading": "Words.\n\nPASSAGE",
}


@pytest.mark.parametrize("flaw", PASSAGE_FLAWS)
def test_refuses_a_flawed_passage_file(sample: Sample, flaw: str) -> None:
    """Passages and the section's `[[passages]]` must be the same, each with a text."""
    home = sample.write(passage=PASSAGE_FLAWS[flaw].replace("PASSAGE", sample.passage))
    with pytest.raises(CorpusError) as refusal:
        Library(sample.folder).passages(KEY)
    assert refusal.value.source == str(home / "initial-care.md")


def test_refuses_a_folder_without_guidelines(sample: Sample) -> None:
    """An empty or missing corpus folder is an error, not an empty catalog."""
    for folder in (sample.folder, sample.folder / "missing"):
        with pytest.raises(CorpusError, match="folder"):
            _ = Library(folder).headers


def test_reads_only_what_is_asked_for(sample: Sample) -> None:
    """A flaw in an edition that nobody asks for does not stop the work on another."""
    sample.write()
    other = sample.folder / "sample" / "2014"
    other.mkdir()
    later = sample.edition.replace("2010\n", "2014\n").replace("end =", "# end =")
    (other / "edition.toml").write_text(later, encoding="utf-8")
    (other / "broken.toml").write_text("title = 1", encoding="utf-8")
    assert Library(sample.folder).contents(KEY).limits
