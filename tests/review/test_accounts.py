"""Accounts and sessions: what opens, what does not, and when a session ends."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from assistant.errors import InvalidField
from assistant.review import Accounts, Role, Store
from assistant.review.accounts import IDLE, LASTS
from assistant.review.schema import accounts as ACCOUNTS  # noqa: N812 - a table

PASSWORD = "correct horse battery"  # noqa: S105 - of a test
BY = "an administrator"

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
    accounts.add("Dr. A", PASSWORD, "reviewer", BY)
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
    accounts.add("Dr. A", PASSWORD, "reviewer", BY)
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
    accounts.add("Dr. A", PASSWORD, "reviewer", BY)
    token = accounts.sign_in("Dr. A", PASSWORD) or ""
    assert accounts.disable("Dr. A", BY).disabled
    assert accounts.session(token) is None
    assert accounts.sign_in("Dr. A", PASSWORD) is None
    assert accounts.find("Dr. A") is None
    with pytest.raises(InvalidField, match="not taken"):
        accounts.add("Dr. A", PASSWORD, "reviewer", BY)


def test_a_new_password_takes_the_place_of_the_old(store: Store) -> None:
    """The old one opens nothing, open sessions end, and a closed account stays closed."""
    accounts = Accounts(store)
    accounts.add("Dr. A", PASSWORD, "reviewer", BY)
    token = accounts.sign_in("Dr. A", PASSWORD) or ""
    accounts.renew("Dr. A", f"another {PASSWORD}", BY)
    assert accounts.session(token) is None
    assert accounts.sign_in("Dr. A", PASSWORD) is None
    assert accounts.sign_in("Dr. A", f"another {PASSWORD}")
    accounts.disable("Dr. A", BY)
    assert accounts.renew("Dr. A", PASSWORD, BY).disabled
    assert accounts.sign_in("Dr. A", PASSWORD) is None
    assert not accounts.enable("Dr. A", BY).disabled
    assert accounts.sign_in("Dr. A", PASSWORD)
    with pytest.raises(InvalidField, match="12 to 1000"):
        accounts.renew("Dr. A", "short", BY)


@pytest.mark.parametrize(("step", "steps"), [(IDLE, 1), (IDLE - 1, LASTS // (IDLE - 1) + 1)])
def test_a_session_ends(store: Store, step: int, steps: int) -> None:
    """After an hour without a request, and after twelve whatever is done."""
    clock = Clock()
    accounts = Accounts(store, clock)
    accounts.add("Dr. A", PASSWORD, "reviewer", BY)
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
        Accounts(store).add(name, password, role, BY)
    assert words in str(refused.value)
    assert Accounts(store).all() == ()


def test_an_account_changed_behind_the_back_is_named(store: Store, url: str) -> None:
    """A role, a password, an account put into the database: the chain tells another."""
    accounts = Accounts(store)
    accounts.add("Dr. A", PASSWORD, "reviewer", BY)
    accounts.add("Dr. B", PASSWORD, "reviewer", BY)
    assert store.verify() is None
    for statement, words in (
        ("UPDATE accounts SET role = 'administrator' WHERE name = 'Dr. A'", "has another role"),
        ("UPDATE accounts SET password = 'x' WHERE name = 'Dr. B'", "has another password"),
        ("DELETE FROM accounts WHERE name = 'Dr. B'", "'Dr. B' is missing"),
        (
            "INSERT INTO accounts (name, role, password, disabled) "
            "SELECT 'Mallory', role, password, disabled FROM accounts WHERE name = 'Dr. A'",
            "'Mallory' is in no entry",
        ),
    ):
        engine = sa.create_engine(url)
        with engine.begin() as database:
            rows = database.exec_driver_sql("SELECT * FROM accounts").mappings().all()
            database.exec_driver_sql(statement)
        found = store.verify()
        with engine.begin() as database:
            database.execute(sa.delete(ACCOUNTS))
            database.execute(sa.insert(ACCOUNTS), [dict(row) for row in rows])
        engine.dispose()
        assert store.verify() is None
        assert found is not None, statement
        assert words in found.how


def test_names_that_look_alike_are_one(store: Store) -> None:
    """Two people whom the history could not tell apart do not get in."""
    accounts = Accounts(store)
    accounts.add("Dr. A", PASSWORD, "reviewer", BY)
    for alike in ("dr. a", "Dr.  A", "\uff24r. A"):
        with pytest.raises(InvalidField, match="not taken"):
            accounts.add(alike, PASSWORD, "reviewer", BY)


def test_a_role_and_sessions_end_together(store: Store) -> None:
    """Who has another role signs in anew, and so does whose sessions an administrator ends."""
    accounts = Accounts(store)
    accounts.add("Dr. A", PASSWORD, "reviewer", BY)
    token = accounts.sign_in("Dr. A", PASSWORD) or ""
    assert accounts.all()[0].open == 1
    assert accounts.assign("Dr. A", "administrator", BY).role == "administrator"
    assert accounts.session(token) is None
    token = accounts.sign_in("Dr. A", PASSWORD) or ""
    accounts.sign_out_everywhere("Dr. A", BY)
    assert accounts.session(token) is None
    assert accounts.all()[0].open == 0


def test_whom_a_provider_vouches_for_has_no_password(store: Store) -> None:
    """The account is made at the first visit, and follows the provider's role."""
    accounts = Accounts(store)
    token = accounts.admit("a.doe", "reviewer", "https://login|1", "login")
    session = accounts.session(token)
    assert session is not None
    assert session.account.name == "a.doe"
    assert accounts.sign_in("a.doe", "") is None
    with pytest.raises(InvalidField, match="an identity provider vouches"):
        accounts.renew("a.doe", PASSWORD, BY)
    again = accounts.session(
        accounts.admit("renamed", "quality editor", "https://login|1", "login")
    )
    assert again is not None
    assert (again.account.name, again.account.role) == ("a.doe", "quality editor")
    assert accounts.session(token) is None
    with pytest.raises(InvalidField, match="not taken"):
        accounts.admit("A.Doe", "administrator", "https://login|2", "login")
    accounts.disable("a.doe", BY)
    with pytest.raises(InvalidField, match="an account that is open"):
        accounts.admit("a.doe", "reviewer", "https://login|1", "login")
    assert store.verify() is None
