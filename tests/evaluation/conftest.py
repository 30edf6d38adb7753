"""A small run of our own suites, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.plan import Plan

ROOT = Path(__file__).parents[2]


@pytest.fixture
def plan() -> Plan:
    """The options of a quick run without a model."""
    return Plan(cases=ROOT / "evals" / "cases", letters=ROOT / "evals" / "letters", quick=True)
