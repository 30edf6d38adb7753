"""Tables kept for the next start."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import settings
from assistant.terms import find_services
from assistant.terms.kept import FOLDER, kept
from assistant.terms.requested import _trie


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A data file."""
    file = tmp_path / "table.toml"
    file.write_text("a = 1", encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where values are kept, in a data folder of this test alone."""
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path / "data"))
    settings.cache_clear()
    return tmp_path / "data" / FOLDER


def made_from(source: Path, value: object) -> tuple[object, bool]:
    """What is kept of `value`, made from `source`, and whether it had to be made."""
    calls: list[int] = []

    def make() -> object:
        """Note the call."""
        calls.append(1)
        return value

    return kept("table", [source], make), bool(calls)


def test_a_value_is_made_once(source: Path, folder: Path) -> None:
    """The second run takes what the first one left."""
    assert made_from(source, {"a": ("b", True)}) == ({"a": ("b", True)}, True)
    assert made_from(source, "not made") == ({"a": ("b", True)}, False)
    assert len(list(folder.iterdir())) == 1


def test_another_content_makes_it_anew(source: Path, folder: Path) -> None:
    """A changed data file gives a new value, and the old one is removed."""
    made_from(source, "old")
    source.write_text("a = 2", encoding="utf-8")
    assert made_from(source, "new") == ("new", True)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"x" * 32, b"x" * 400])
def test_a_damaged_file_is_made_anew(source: Path, folder: Path, damage: bytes) -> None:
    """What is cut off or overwritten is not trusted, and repaired."""
    made_from(source, "value")
    (file,) = folder.iterdir()
    file.write_bytes(damage)
    assert made_from(source, "value") == ("value", True)
    assert made_from(source, "value") == ("value", False)


def test_a_folder_that_cannot_be_written_is_done_without(source: Path, folder: Path) -> None:
    """A file where the folder should be: the value is made each time, without an error."""
    folder.parent.mkdir()
    folder.write_text("in the way", encoding="utf-8")
    assert made_from(source, "value") == ("value", True)
    assert made_from(source, "value") == ("value", True)


def test_kept_services_are_those_of_the_tables(folder: Path) -> None:
    """The trie of a later start finds what the first one finds."""
    text = "physical therapy 2x6 and Norco 5/325 mg, MRI of the lumbar spine"
    _trie.cache_clear()
    find_services.cache_clear()
    first = find_services(text)
    _trie.cache_clear()
    find_services.cache_clear()
    assert find_services(text) == first
    assert [one.service for one in first] == ["physical_therapy", "opioid", "mri"]
    assert (folder / next(folder.iterdir())).name.startswith("services-")
