"""Backup and restore: the chain, the accounts and the end, whole or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.review import Accounts, Store, StoreError, back_up, public_key, restore
from assistant.settings import settings
from tests.review.test_chain import written

PASSWORD = "correct horse battery"  # noqa: S105 - of a test

pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """An empty store to restore into."""
    made = Store(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    yield made
    made.close()


def test_a_backup_restores_chain_and_accounts(tmp_path: Path, store: Store, other: Store) -> None:
    """The same entries, hashes and all; who could sign in can, who could not cannot."""
    accounts = Accounts(store)
    accounts.add("Dr. A", PASSWORD, "reviewer", "Admin")
    written(store)
    accounts.add("E. Editor", PASSWORD, "quality editor", "Admin")
    accounts.disable("E. Editor", "Admin")
    store.append("one", "edited", {"letter": "a\u2028b\x85c\fd"}, "Dr. A")
    assert back_up(store, tmp_path / "kept.jsonl") == (9, 2)
    assert (tmp_path / "kept.jsonl").stat().st_mode & 0o077 == 0
    assert PASSWORD not in (tmp_path / "kept.jsonl").read_text("utf-8")
    assert restore(other, tmp_path / "kept.jsonl") == (9, 2)
    assert other.entries() == store.entries()
    assert other.verify() is None
    assert Accounts(other).all() == accounts.all()
    assert Accounts(other).sign_in("Dr. A", PASSWORD)
    assert Accounts(other).sign_in("E. Editor", PASSWORD) is None


def test_an_empty_store_has_a_backup_too(tmp_path: Path, store: Store, other: Store) -> None:
    """It restores to an empty store."""
    back_up(store, tmp_path / "kept.jsonl")
    assert restore(other, tmp_path / "kept.jsonl") == (0, 0)
    assert other.verify() is None


def _promoted(lines: list[str]) -> list[str]:
    """The account with another role than its entry tells."""
    return [
        line.replace('"reviewer"', '"administrator"') if line.startswith('{"account"') else line
        for line in lines
    ]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda lines: [lines[0].replace("text 1", "text 9"), *lines[1:]], "entry 1: altered"),
        (lambda lines: [*lines[:2], *lines[3:]], "entry 3: missing"),
        (lambda lines: [*lines[:-1], "{}", lines[-1]], "line 8: not an entry"),
        (lambda lines: [*lines[:-1], "7", lines[-1]], "line 8: not an entry"),
        (lambda lines: lines[:-1], "cut off"),
        (lambda lines: lines[:3], "cut off"),
        (lambda lines: [*lines[:5], *lines[6:]], "the head of the chain is entry 6"),
        (lambda lines: [*lines[:6], lines[7]], "entry 6: the account 'Dr. A' is missing"),
        (_promoted, "entry 6: the account 'Dr. A' has another role since"),
        (lambda lines: [*lines, lines[-1]], "line 9: beyond the end"),
        (
            lambda lines: [*lines[:-1], lines[-1].replace('"seal": "', '"seal": "00')],
            "the seal is not that of its end",
        ),
    ],
    ids=[
        "altered",
        "missing",
        "not an entry",
        "a number",
        "without its end",
        "cut off",
        "last entry",
        "an account gone",
        "an account promoted",
        "more behind it",
        "another seal",
    ],
)
def test_a_damaged_backup_is_refused_whole(
    tmp_path: Path, other: Store, spoil: Callable[[list[str]], list[str]], reason: str
) -> None:
    """Nothing of a damaged backup is taken, and the reason names its place."""
    store = written(Store(f"sqlite:///{tmp_path / 'review.sqlite3'}"))
    Accounts(store).add("Dr. A", PASSWORD, "reviewer", "Admin")
    back_up(store, tmp_path / "kept.jsonl")
    store.close()
    lines = (tmp_path / "kept.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "kept.jsonl").write_text("\n".join(spoil(lines)), "utf-8")
    with pytest.raises(StoreError, match=reason):
        restore(other, tmp_path / "kept.jsonl")
    assert other.entries() == ()
    assert Accounts(other).all() == ()


def test_a_backup_of_another_machine_asks_for_its_key(
    tmp_path: Path, store: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under a seal that this machine does not make; who names the public key may restore it."""
    written(store)
    key = public_key()
    back_up(store, tmp_path / "kept.jsonl")
    monkeypatch.setenv("IMR_AUDIT_KEY", str(tmp_path / "here.key"))
    settings.cache_clear()
    assert public_key() != key
    with pytest.raises(StoreError, match="sealed with another key"):
        restore(other, tmp_path / "kept.jsonl")
    restore(other, tmp_path / "kept.jsonl", key)
    assert other.verify() is None


def test_a_store_in_use_takes_no_backup(tmp_path: Path, store: Store) -> None:
    """A restore into a store with entries is refused, so nothing of it is lost."""
    written(store)
    back_up(store, tmp_path / "kept.jsonl")
    with pytest.raises(StoreError, match="expected an empty store"):
        restore(store, tmp_path / "kept.jsonl")
    assert len(store.entries()) == 5


def test_a_backup_while_others_write_is_of_one_moment(
    tmp_path: Path, store: Store, other: Store
) -> None:
    """Each backup that is made meanwhile is whole, and nobody who writes waits for it to end."""
    written(store)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            store.append("one", "edited", {"letter": "more " * 2000}, "Dr. A")

    writers = [threading.Thread(target=write) for _ in range(2)]
    for one in writers:
        one.start()
    try:
        sizes = [back_up(store, tmp_path / f"{number}.jsonl").entries for number in range(5)]
    finally:
        stop.set()
        for one in writers:
            one.join()
    assert sizes == sorted(sizes)
    for number, size in enumerate(sizes):
        last = (tmp_path / f"{number}.jsonl").read_text("utf-8").rstrip("\n").split("\n")[-1]
        assert json.loads(last)["end"]["seq"] == size
    assert restore(other, tmp_path / "4.jsonl").entries == sizes[-1]
    assert store.verify() is None
