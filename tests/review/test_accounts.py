"""Accounts and sessions: what opens, what does not, and when a session ends."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from assistant.errors import InvalidField
from assistant.review import Accounts, Role, Store
from assistant.review.accounts import IDLE, LASTS

PASSWORD = "correct horse battery"  # noqa: S105 - of a test


pytestmark = pytest.mark.usefixtures("quick_hashes")


class Clock:
    """A time that the test moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def test_name_and_password_open_a_session(store: Store) -> None:
    """The right pair opens; a wrong password, another name and a blank one do not."""
    accounts = Accounts(store)
    accounts.add("Dr. A", PASSWORD, "reviewer")
    token = accounts.sign_in("Dr. A", PASSWORD)
    assert token is not None
    session = accounts.session(token)
    assert session is not None
    assert (session.account.name, session.account.role) == ("Dr. A", "reviewer")
    assert accounts.sign_in("Dr. A", PASSWORD + "!") is None
    assert accounts.sign_in("Dr. B", PASSWORD) is None
    assert accounts.sign_in("", "") is None
    assert accounts.session(token + "x") is None
    accounts.sign_out(token)
    assert accounts.session(token) is None


def test_the_database_holds_neither_password_nor_token(store: Store, url: str) -> None:
    """Who reads the tables can sign in as nobody."""
    accounts = Accounts(store)
    accounts.add("Dr. A", PASSWORD, "reviewer")
    token = accounts.sign_in("Dr. A", PASSWORD)
    engine = sa.create_engine(url)
    with engine.connect() as database:
        kept = str(database.exec_driver_sql("SELECT * FROM accounts").all())
        kept += str(database.exec_driver_sql("SELECT * FROM sessions").all())
    engine.dispose()
    assert "$argon2id$" in kept
    assert PASSWORD not in kept
    assert token is not None
    assert token not in kept


def test_a_closed_account_is_out_at_once(store: Store) -> None:
    """Its sessions end, it opens no new one, and its name stays taken."""
    accounts = Accounts(store)
    accounts.add("Dr. A", PASSWORD, "reviewer")
    token = accounts.sign_in("Dr. A", PASSWORD) or ""
    assert accounts.disable("Dr. A").disabled
    assert accounts.session(token) is None
    assert accounts.sign_in("Dr. A", PASSWORD) is None
    assert accounts.find("Dr. A") is None
    with pytest.raises(InvalidField, match="not taken"):
        accounts.add("Dr. A", PASSWORD, "reviewer")


def test_a_new_password_takes_the_place_of_the_old(store: Store) -> None:
    """The old one opens nothing, open sessions end, and a closed account stays closed."""
    accounts = Accounts(store)
    accounts.add("Dr. A", PASSWORD, "reviewer")
    token = accounts.sign_in("Dr. A", PASSWORD) or ""
    accounts.renew("Dr. A", f"another {PASSWORD}")
    assert accounts.session(token) is None
    assert accounts.sign_in("Dr. A", PASSWORD) is None
    assert accounts.sign_in("Dr. A", f"another {PASSWORD}")
    accounts.disable("Dr. A")
    assert accounts.renew("Dr. A", PASSWORD).disabled
    assert accounts.sign_in("Dr. A", PASSWORD) is None
    assert not accounts.enable("Dr. A").disabled
    assert accounts.sign_in("Dr. A", PASSWORD)
    with pytest.raises(InvalidField, match="12 to 1000"):
        accounts.renew("Dr. A", "short")


@pytest.mark.parametrize(("step", "steps"), [(IDLE, 1), (IDLE - 1, LASTS // (IDLE - 1) + 1)])
def test_a_session_ends(store: Store, step: int, steps: int) -> None:
    """After an hour without a request, and after twelve whatever is done."""
    clock = Clock()
    accounts = Accounts(store, clock)
    accounts.add("Dr. A", PASSWORD, "reviewer")
    token = accounts.sign_in("Dr. A", PASSWORD) or ""
    for _ in range(steps - 1):
        clock.now += step
        assert accounts.session(token) is not None
    clock.now += step
    assert accounts.session(token) is None
    clock.now -= step
    assert accounts.session(token) is None


@pytest.mark.parametrize(
    ("name", "password", "role", "words"),
    [
        (" ", PASSWORD, "reviewer", "name: expected 1 to 100 printable characters"),
        ("a\nb", PASSWORD, "reviewer", "name: expected 1 to 100 printable characters"),
        ("Dr. A", "short", "reviewer", "password: expected 12 to 1000 characters, found '5 char"),
        ("Dr. A", PASSWORD, "owner", "--role: expected reviewer, quality editor, administrator"),
    ],
)
def test_a_wrong_account_is_refused(
    store: Store, name: str, password: str, role: Role, words: str
) -> None:
    """One line says what is allowed, and never the password."""
    with pytest.raises(InvalidField) as refused:
        Accounts(store).add(name, password, role)
    assert words in str(refused.value)
    assert Accounts(store).all() == ()
