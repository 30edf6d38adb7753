"""The suites by name, in the order in which they run."""

from assistant.evaluation.suites import checker, letters, retrieval
from assistant.evaluation.suites.base import Absent, Made, Suite

SUITES: dict[str, Suite] = {
    one.name: one for one in (letters.SUITE, retrieval.SUITE, checker.SUITE)
}
"""Every suite by its name."""

__all__ = ["SUITES", "Absent", "Made", "Suite"]
