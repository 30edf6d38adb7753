"""The audit chain: whole as written, and every tampering is found where it happened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.review import Break, End, Store, hash_of, verify
from assistant.review.anchor import anchor_of, noted
from assistant.review.chain import FIRST


def written(store: Store) -> Store:
    """`store` with five entries of two cases."""
    for number in range(1, 6):
        case = "one" if number % 2 else "two"
        store.append(case, "edited", {"letter": f"text {number}"}, "Dr. A")
    return store


def behind_the_back(url: str, statements: str) -> None:
    """Run statements on the database itself."""
    engine = sa.create_engine(url)
    with engine.begin() as database:
        for one in statements.split(";"):
            database.exec_driver_sql(one)
    engine.dispose()


def test_a_chain_as_written_is_whole(store: Store) -> None:
    """What was appended in order verifies, and is read back as it was."""
    written(store)
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
    store: Store, url: str, statement: str, broken: tuple[int, str]
) -> None:
    """An edit, a removal and a reorder behind the store's back each break the chain there."""
    written(store)
    behind_the_back(url, statement)
    found = store.verify()
    assert found == Break(seq=broken[0], how=broken[1])


@pytest.mark.parametrize(
    ("statement", "how"),
    [
        ("DELETE FROM entries WHERE seq = 5", "missing: the head of the chain is entry 5"),
        ("DELETE FROM entries", "missing: the head of the chain is entry 5"),
        ("DELETE FROM entries WHERE seq = 5; DELETE FROM head", "the head of the chain is missing"),
        (
            "DELETE FROM entries WHERE seq = 5; UPDATE head SET seq = 4, hash = "
            "(SELECT hash FROM entries WHERE seq = 4)",
            "missing: entry 5 was noted outside the store",
        ),
        (
            "DELETE FROM entries; UPDATE head SET seq = 0, hash = 'FIRST'".replace("FIRST", FIRST),
            "missing: entry 5 was noted outside the store",
        ),
    ],
    ids=["last entry", "every entry", "and the head", "and the head set back", "all set back"],
)
def test_entries_cut_off_the_end_are_missed(
    store: Store, url: str, statement: str, how: str
) -> None:
    """The head beside the entries tells where they end, and the anchor tells what the head was."""
    written(store)
    behind_the_back(url, statement)
    found = store.verify()
    assert found is not None
    assert found.how == how


def test_a_chain_written_anew_is_not_the_one_that_was_noted(store: Store, url: str) -> None:
    """Another chain of the same length, whole in itself and under a head of its own."""
    written(store)
    kept = [*store.entries()[:-1]]
    told = store.entries()[-1]
    forged = told.model_copy(update={"content": {"letter": "else"}})
    forged = forged.model_copy(update={"hash": hash_of(forged)})
    assert verify([*kept, forged]) is None
    behind_the_back(
        url,
        "UPDATE entries SET content = '{\"letter\": \"else\"}', hash = 'FORGED' WHERE seq = 5; "
        "UPDATE head SET hash = 'FORGED'".replace("FORGED", forged.hash),
    )
    found = store.verify()
    assert found == Break(seq=5, how="not the entry that was noted outside the store")


def test_an_anchor_that_is_behind_is_made_good(store: Store) -> None:
    """A crash between an entry and its note leaves a whole chain; the next entry is noted."""
    written(store)
    anchor = anchor_of(store.url)
    assert anchor is not None
    store.append("one", "edited", {"letter": "text 6"}, "Dr. A")
    last = store.entries()[4]
    anchor.write_text(End(seq=last.seq, hash=last.hash).model_dump_json(), "utf-8")
    assert store.verify() is None
    store.append("one", "edited", {"letter": "text 7"}, "Dr. A")
    assert noted(anchor) == End(seq=7, hash=store.entries()[-1].hash)
    anchor.write_text("{", "utf-8")
    found = store.verify()
    assert found is not None
    assert "holds no end of a chain" in found.how


def test_a_store_of_the_first_form_gets_its_head(tmp_path: Path) -> None:
    """A store that was written before there was a head is whole after it is opened."""
    url = f"sqlite:///{tmp_path / 'review.sqlite3'}"
    first = Store(url)
    written(first).close()
    later = "DROP TABLE head; DROP TABLE accounts; DROP TABLE sessions"
    behind_the_back(url, later)
    behind_the_back(url, "UPDATE alembic_version SET version_num = '0001'")
    store = Store(url)
    assert store.verify() is None
    behind_the_back(url, "DELETE FROM entries WHERE seq = 5")
    assert store.verify() is not None
    store.close()


def test_a_backup_restores_the_same_chain(tmp_path: Path, store: Store) -> None:
    """A restored store has the same entries, hashes and all."""
    written(store)
    store.backup(tmp_path / "kept.jsonl")
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    assert other.restore(tmp_path / "kept.jsonl") == 5
    assert other.entries() == store.entries()
    assert other.verify() is None


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
    tmp_path: Path, store: Store, spoil: Callable[[list[str]], list[str]], reason: str
) -> None:
    """Nothing of a damaged backup is taken, and the reason names its place."""
    written(store).backup(tmp_path / "kept.jsonl")
    lines = (tmp_path / "kept.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "kept.jsonl").write_text("\n".join(spoil(lines)), "utf-8")
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    with pytest.raises(Exception, match=reason):
        other.restore(tmp_path / "kept.jsonl")
    assert other.entries() == ()


def test_a_store_with_entries_takes_no_backup(tmp_path: Path, store: Store) -> None:
    """A restore into a store in use is refused, so nothing of it is lost."""
    written(store)
    store.backup(tmp_path / "kept.jsonl")
    with pytest.raises(Exception, match="expected an empty store"):
        store.restore(tmp_path / "kept.jsonl")
    assert len(store.entries()) == 5
