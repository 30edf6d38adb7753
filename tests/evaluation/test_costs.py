"""What each check costs a letter."""

from __future__ import annotations

from pathlib import Path

from assistant.checks.codes import CODES
from assistant.evaluation.costs import cost_of_checks
from assistant.text import read_document

LETTERS = sorted((Path(__file__).parents[2] / "evals" / "letters").glob("*.txt"))


def test_every_check_has_its_cost_the_dearest_first() -> None:
    """No check is left out, and what a letter takes is in microseconds a letter."""
    costs = cost_of_checks([read_document(path) for path in LETTERS[:4]], least_seconds=0.0)
    assert costs.checks.keys() == CODES.keys()
    told = list(costs.checks.values())
    assert told == sorted(told, reverse=True)
    assert 0 < sum(told) < 1_000_000
    assert costs.reading > 0
    assert costs.claims > 0
