"""The audit chain: whole as written, and every tampering is found where it happened."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.review import Break, Store


def written(folder: Path) -> Store:
    """A store with five entries of two cases."""
    store = Store(f"sqlite:///{folder / 'review.sqlite3'}")
    for number in range(1, 6):
        case = "one" if number % 2 else "two"
        store.append(case, "edited", {"letter": f"text {number}"}, "Dr. A")
    return store


def test_a_chain_as_written_is_whole(tmp_path: Path) -> None:
    """What was appended in order verifies, and is read back as it was."""
    store = written(tmp_path)
    assert store.verify() is None
    assert [entry.seq for entry in store.entries("one")] == [1, 3, 5]
    assert store.cases() == ("one", "two")


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ('UPDATE entries SET content = \'{"letter": "else"}\' WHERE seq = 3', (3, "altered")),
        ("UPDATE entries SET who = 'Dr. B' WHERE seq = 2", (2, "altered")),
        ("UPDATE entries SET at = '2020-01-01T00:00:00Z' WHERE seq = 5", (5, "altered")),
        ("DELETE FROM entries WHERE seq = 2", (2, "missing")),
        ("DELETE FROM entries WHERE seq = 1", (1, "missing")),
        (
            "UPDATE entries SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 END "
            "WHERE seq IN (2, 3); UPDATE entries SET seq = -seq WHERE seq < 0",
            (2, "does not follow from the entry before"),
        ),
    ],
    ids=["content", "person", "time", "removed", "first removed", "reordered"],
)
def test_tampering_is_found_where_it_happened(
    tmp_path: Path, statement: str, broken: tuple[int, str]
) -> None:
    """An edit, a removal and a reorder behind the store's back each break the chain there."""
    store = written(tmp_path)
    with sqlite3.connect(tmp_path / "review.sqlite3") as database:
        database.executescript(statement)
    found = store.verify()
    assert found == Break(seq=broken[0], how=broken[1])


def test_removing_the_last_entry_shows_against_a_backup(tmp_path: Path) -> None:
    """A chain cannot know of an end that was cut off; the backup, taken before, has it."""
    store = written(tmp_path)
    assert store.backup(tmp_path / "kept.jsonl") == 5
    with sqlite3.connect(tmp_path / "review.sqlite3") as database:
        database.execute("DELETE FROM entries WHERE seq = 5")
    assert store.verify() is None
    assert len((tmp_path / "kept.jsonl").read_text("utf-8").splitlines()) == 5


def test_a_backup_restores_the_same_chain(tmp_path: Path) -> None:
    """A restored store has the same entries, hashes and all."""
    store = written(tmp_path)
    store.backup(tmp_path / "kept.jsonl")
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    assert other.restore(tmp_path / "kept.jsonl") == 5
    assert other.entries() == store.entries()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda lines: [lines[0].replace("text 1", "text 9"), *lines[1:]], "entry 1: altered"),
        (lambda lines: [*lines[:2], *lines[3:]], "entry 3: missing"),
        (lambda lines: [*lines, "{}"], "line 6: not an entry"),
    ],
    ids=["altered", "missing", "not an entry"],
)
def test_a_damaged_backup_is_refused_whole(
    tmp_path: Path, spoil: Callable[[list[str]], list[str]], reason: str
) -> None:
    """Nothing of a damaged backup is taken, and the reason names its place."""
    written(tmp_path).backup(tmp_path / "kept.jsonl")
    lines = (tmp_path / "kept.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "kept.jsonl").write_text("\n".join(spoil(lines)), "utf-8")
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    with pytest.raises(Exception, match=reason):
        other.restore(tmp_path / "kept.jsonl")
    assert other.entries() == ()


def test_a_store_with_entries_takes_no_backup(tmp_path: Path) -> None:
    """A restore into a store in use is refused, so nothing of it is lost."""
    store = written(tmp_path)
    store.backup(tmp_path / "kept.jsonl")
    with pytest.raises(Exception, match="expected an empty store"):
        store.restore(tmp_path / "kept.jsonl")
    assert len(store.entries()) == 5
