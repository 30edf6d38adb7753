"""Every key of a sample case against its records and the corpus; and keys that are refused."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from assistant.case_file import read_case
from assistant.errors import InvalidField, UnreadableFile
from assistant.evaluation.keys import FILE, Hard, problems, read_key
from assistant.terms import service_of

CASES = Path(__file__).parents[2] / "evals" / "cases"
SEED = CASES / "chiropractic-trial-2014"


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda folder: folder.name)
def test_each_case_has_a_key_that_fits_it(folder: Path) -> None:
    """Quotes stand once in the records; limits and citations are in the corpus and in force."""
    key = read_key(folder)
    assert list(problems(key, read_case(folder))) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the seed's case."""
    return Path(shutil.copytree(SEED, tmp_path / "case"))


def changed(folder: Path, before: str, after: str) -> list[str]:
    """The problems of the seed's key with `before` replaced."""
    path = folder / FILE
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    return list(problems(read_key(folder), read_case(folder)))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('quote = "Age: 56"', 'quote = "Age: 57"', "does not stand once"),
        ('quote = "Age: 56"', 'quote = "hip"', "does not stand once"),
        ('kind = "age"', 'kind = "shoe_size"', "expected one of age"),
        ("low-back-trial-visits", "low-back-trial-visit", "limit is not in the corpus"),
        ('edition = "chronic-pain/2009"', 'edition = "chronic-pain/2010"', "edition is not in"),
        ('edition = "chronic-pain/2009"', 'edition = "chronic-pain/2016"', "is not of"),
        (
            'cite = ["chronic-pain/2009/manual-therapy-manipulation"]',
            'cite = ["chronic-pain/2016/manual-therapy-manipulation"]',
            "must cite what is not in force on 2014-03-01",
        ),
        ('not_cite = ["chronic-pain/2016"', 'not_cite = ["chronic-pain/2009"', "must and must not"),
        ("item = 1", "item = 2", "one for each of 1 disputed items"),
        ('outcome = "partially_overturned"', 'outcome = "upheld"', "stands twice"),
    ],
)
def test_a_key_that_does_not_fit_is_told(folder: Path, before: str, after: str, told: str) -> None:
    """Each way in which a key can be wrong about its case or the corpus is named."""
    assert any(told in one for one in changed(folder, before, after))


def test_a_limit_of_another_day_is_told(folder: Path) -> None:
    """A limit has to be in force on the day of decision, or of service where that is given."""
    (folder / FILE).write_text(
        "service_date = 2017-01-10\n" + (folder / FILE).read_text("utf-8"), "utf-8"
    )
    found = list(problems(read_key(folder), read_case(folder)))
    assert any("limit is not in force on 2017-01-10" in one for one in found)


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ('outcome = "upheld"', 'outcome = "denied"', "items.0.outcomes.0.outcome"),
        ("item = 1", 'item = 1\nlimt = "x"', "items.0.limt"),
        ("may_disagree", "disagrees", "may_disagree"),
    ],
)
def test_a_key_of_another_form_is_refused(
    folder: Path, before: str, after: str, field: str
) -> None:
    """Unknown entries and values that are not allowed are refused by name."""
    with pytest.raises(InvalidField, match=rf"key\.toml: {field}"):
        changed(folder, before, after)


def test_a_missing_key_is_named(folder: Path) -> None:
    """A folder without a key, and one that is not TOML, are told with their path."""
    (folder / FILE).write_text("about = ", "utf-8")
    with pytest.raises(InvalidField, match="TOML"):
        read_key(folder)
    (folder / FILE).unlink()
    with pytest.raises(UnreadableFile, match=r"key\.toml"):
        read_key(folder)


def test_keys_hold_no_offsets_and_cases_no_outcome() -> None:
    """A case folder gives the drafter nothing of its key."""
    for folder in CASES.iterdir():
        data = json.loads((folder / "case.json").read_text("utf-8"))
        assert {"outcome", "key", "limit"}.isdisjoint(data), folder.name


def test_the_cases_are_many_and_mixed() -> None:
    """Enough cases, services, editions, hard ones and outcomes of both kinds."""
    folders = sorted(CASES.iterdir())
    keys = {folder: read_key(folder) for folder in folders}
    assert len(folders) >= 80
    services = {
        service_of(item.title) for folder in folders for item in read_case(folder).disputed_items
    }
    assert len(services) >= 20
    items = [item for key in keys.values() for item in key.items]
    editions = {item.edition for item in items if item.edition}
    assert editions >= {"acupuncture/2007", "chronic-pain/2009", "chronic-pain/2016"}
    assert editions >= {"postsurgical/2009", "opioids/2016", "opioids/2017", "low-back/2016"}
    hard = [key for key in keys.values() if key.hard]
    assert len(hard) >= 12
    assert {one for key in hard for one in key.hard} == set(get_args(Hard))
    first = Counter(item.outcomes[0].outcome for item in items)
    assert min(first["upheld"], first["overturned"]) >= len(items) / 3
