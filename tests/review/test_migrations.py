"""A store of any earlier form is brought up whole, and back down without loss of the chain."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.review import Accounts, Store
from assistant.review.schema import downgrade, metadata, upgrade
from tests.review.test_chain import written

FORMS = ("0001", "0002", "0003", "0004")
PASSWORD = "correct horse battery"  # noqa: S105 - of a test


@pytest.mark.usefixtures("quick_hashes")
@pytest.mark.parametrize("form", FORMS)
def test_a_store_of_each_form_is_brought_up_with_its_data(url: str, form: str) -> None:
    """Back to the form and up again: the same entries, a whole chain, people who can sign in."""
    store = Store(url)
    written(store)
    Accounts(store).add("Dr. A", PASSWORD, "reviewer", "Admin")
    before = store.entries()
    store.close()
    engine = sa.create_engine(url)
    if form != FORMS[-1]:
        downgrade(engine, form)
    engine.dispose()
    store = Store(url)
    assert store.entries() == before
    if form >= "0003":
        assert store.verify() is None
        assert Accounts(store).sign_in("Dr. A", PASSWORD)
    else:
        # the chain knows of an account that the older form could not hold
        found = store.verify()
        assert found is not None
        assert found.how == "the account 'Dr. A' is missing"
    store.close()


def test_every_form_is_that_of_the_tables(url: str) -> None:
    """Made step by step, the tables have the columns and indexes that the code describes."""
    engine = sa.create_engine(url)
    for form in FORMS:
        upgrade(engine, form)
    found = sa.inspect(engine)
    for table in metadata.sorted_tables:
        columns = {one["name"]: one["nullable"] for one in found.get_columns(table.name)}
        assert columns == {one.name: bool(one.nullable) for one in table.columns}
    downgrade(engine, "0001")
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version", "entries"}
    engine.dispose()


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    """One line says so; nothing is changed in it."""
    url = f"sqlite:///{tmp_path / 'review.sqlite3'}"
    Store(url).close()
    engine = sa.create_engine(url)
    with engine.begin() as database:
        database.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    engine.dispose()
    with pytest.raises(Exception, match="later version") as refused:
        Store(url)
    assert "\n" not in str(refused.value)
