"""The audit chain: whole as written, and every tampering is found where it happened."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.review import Break, End, SealedEnd, Store, hash_of, public_key, verify
from assistant.review.anchor import anchor_of, noted
from assistant.review.chain import FIRST
from assistant.review.schema import downgrade
from assistant.settings import settings


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
    fifth = anchor.read_bytes()
    store.append("one", "edited", {"letter": "text 6"}, "Dr. A")
    anchor.write_bytes(fifth)
    assert store.verify() is None
    store.append("one", "edited", {"letter": "text 7"}, "Dr. A")
    assert noted(anchor) == End(seq=7, hash=store.entries()[-1].hash)


def test_a_note_without_our_seal_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something else, an end that was put in by hand, another key: none passes, none is mended."""
    written(store)
    anchor = anchor_of(store.url)
    assert anchor is not None
    kept = SealedEnd.model_validate_json(anchor.read_bytes())
    forged = kept.model_copy(update={"hash": "f" * 64})
    for words, how in (
        ("{", "holds no sealed end"),
        (End(seq=5, hash=kept.hash).model_dump_json(), "holds no sealed end"),
        (forged.model_dump_json(), "the seal is not that of its end"),
    ):
        anchor.write_text(words, "utf-8")
        store.append("one", "edited", {"letter": "more"}, "Dr. A")
        found = store.verify()
        assert found is not None
        assert how in found.how
    store.seal("A. Auditor")
    assert store.verify() is None
    assert store.entries()[-1].kind == "sealed"
    monkeypatch.setenv("IMR_AUDIT_KEY", str(anchor.with_name("another.key")))
    settings.cache_clear()
    public_key()
    found = store.verify()
    assert found is not None
    assert "sealed with another key" in found.how


def test_a_forged_chain_does_not_earn_a_seal_by_growing(store: Store, url: str) -> None:
    """Written anew behind the store's back, it stays broken after honest work goes on."""
    written(store)
    last = store.entries()[-1]
    forged = last.model_copy(update={"content": {"letter": "else"}})
    forged = forged.model_copy(update={"hash": hash_of(forged)})
    behind_the_back(
        url,
        "UPDATE entries SET content = '{\"letter\": \"else\"}', hash = 'FORGED' WHERE seq = 5; "
        "UPDATE head SET hash = 'FORGED'".replace("FORGED", forged.hash),
    )
    for _ in range(2):
        store.append("one", "edited", {"letter": "honest"}, "Dr. A")
    found = store.verify()
    assert found == Break(seq=5, how="not the entry that was noted outside the store")


def test_a_note_that_was_taken_away_is_missed(tmp_path: Path) -> None:
    """An SQLite store without its note is told, and further entries do not hide it."""
    store = Store(f"sqlite:///{tmp_path / 'review.sqlite3'}")
    written(store)
    anchor = anchor_of(store.url)
    assert anchor is not None
    anchor.unlink()
    store.append("one", "edited", {"letter": "more"}, "Dr. A")
    found = store.verify()
    assert found is not None
    assert found.how.endswith("the end that was noted outside the store is missing")
    store.close()


def test_the_key_is_its_users_alone(own_surroundings: Path) -> None:
    """Made once, outside the data folder, and closed to others."""
    first = public_key()
    file = own_surroundings / "config" / "imr" / "audit.key"
    assert file.stat().st_mode & 0o077 == 0
    assert public_key() == first
    assert first not in file.read_text("ascii")


def test_a_store_of_the_first_form_gets_its_head(tmp_path: Path) -> None:
    """A store that was written before there was a head is whole after it is opened."""
    url = f"sqlite:///{tmp_path / 'review.sqlite3'}"
    first = Store(url)
    written(first).close()
    engine = sa.create_engine(url)
    downgrade(engine, "0001")
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version", "entries"}
    engine.dispose()
    store = Store(url)
    assert store.verify() is None
    behind_the_back(url, "DELETE FROM entries WHERE seq = 5")
    assert store.verify() is not None
    store.close()
