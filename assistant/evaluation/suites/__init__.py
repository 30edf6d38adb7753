"""The suites by name, in the order in which they run."""

from assistant.evaluation.suites import (
    chat,
    checker,
    drafts,
    facts,
    letters,
    limits,
    published,
    retrieval,
)
from assistant.evaluation.suites.base import Absent, Made, Suite

SUITES: dict[str, Suite] = {
    one.name: one
    for one in (
        letters.SUITE,
        facts.SUITE,
        retrieval.SUITE,
        limits.SUITE,
        checker.SUITE,
        drafts.SUITE,
        chat.SUITE,
        published.SUITE,
    )
}
"""Every suite by its name."""

__all__ = ["SUITES", "Absent", "Made", "Suite"]
