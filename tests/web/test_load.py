"""Twenty reviewers at once on one machine wait less than half a second."""

from __future__ import annotations

import os

from assistant.evaluation.load import run_load
from tests.web.conftest import SAMPLE

REVIEWERS = 20
SECONDS = 4.0
MOST_MS = 500.0


def test_twenty_reviewers_at_once_wait_less_than_half_a_second() -> None:
    """Nineteen of twenty actions are answered in that time, and none fails.

    On a machine whose processors are all taken by other work the time says nothing, and only the
    answers are judged.
    """
    taken = os.getloadavg()[0] >= (os.cpu_count() or 1)
    found = run_load(SAMPLE, REVIEWERS, SECONDS)
    assert found.failed == ()
    assert sum(one.count for one in found.actions[1:]) == found.actions[0].count
    assert found.actions[0].count > 3 * REVIEWERS
    assert taken or found.p95_ms < MOST_MS
