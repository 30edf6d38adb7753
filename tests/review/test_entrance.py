"""What is remembered of people before they are in, over restarts: tries, and visits elsewhere."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from assistant.review import Store, Tries, Visits
from assistant.review.entrance import AWAY, MOST_TRIES, WITHIN


def test_tries_are_forgotten_in_time(store: Store) -> None:
    """The oldest failure falls out a quarter of an hour after it; who waited is not counted."""
    now = [1_000_000.0]
    tries = Tries(store, lambda: now[0])
    for second in range(MOST_TRIES):
        now[0] = 1_000_000.0 + second
        assert tries.begin("Dr. A") == 0
    assert tries.begin("dr.  a ") == WITHIN - MOST_TRIES + 1
    assert tries.begin("Dr. A") == WITHIN - MOST_TRIES + 1
    assert tries.begin("Dr. B") == 0
    now[0] = 1_000_000.0 + WITHIN
    assert tries.begin("Dr. A") == 0
    assert tries.begin("Dr. A") == 1


def test_who_got_in_begins_anew(store: Store) -> None:
    """A right password after four wrong ones wipes them out."""
    tries = Tries(store)
    for _ in range(MOST_TRIES):
        tries.begin("Dr. A")
    assert tries.begin("Dr. A") > 0
    tries.succeeded("Dr. A")
    assert tries.begin("Dr. A") == 0


def test_no_name_that_was_typed_is_kept(store: Store, url: str) -> None:
    """Somebody types the password into the field of the name: it is in no table."""
    Tries(store).begin("correct horse battery")
    engine = sa.create_engine(url)
    with engine.connect() as database:
        kept = str(database.exec_driver_sql("SELECT * FROM tries").all())
    engine.dispose()
    assert "horse" not in kept


def test_tries_cannot_fill_the_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go where there are too many."""
    monkeypatch.setattr("assistant.review.entrance._MOST_ROWS", 10)
    tries = Tries(store)
    for number in range(30):
        assert tries.begin(f"name {number}") == 0
    with store.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM tries")).scalar() == 10


def test_a_visit_comes_back_once_and_in_time(store: Store) -> None:
    """The state that went out ends the visit; again, another, or a late one brings nothing."""
    now = [1_000_000.0]
    visits = Visits(store, lambda: now[0])
    visit = visits.begin("/cases/a")
    assert visits.end(visit.state + "x") is None
    assert visits.end(visit.state) == visit
    assert visits.end(visit.state) is None
    late = visits.begin("/")
    now[0] += AWAY
    assert visits.end(late.state) is None
