"""The qualifications of the reviewer are missing.

What it does
    Looks for the states in which the reviewer is licensed and for the specialty. Letters decided
    before 2015 print them in other ways, so that there a missing part is information.

Why it matters
    The reviewer's name is confidential; the qualifications are all by which the parties can judge
    whether the right kind of physician decided.

Authority
    Labor Code 4610.6(f): the determination describes the reviewer's qualifications.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span

RULE = Rule(
    name="reviewer-not-described",
    severity="warning",
    family="completeness",
    summary="the reviewer's licence or specialty is not given",
    authority="Labor Code 4610.6(f)",
    ordinary_knowledge=True,
)

_SINCE = 2015
_PRINTS_BOTH = frozenset({"case-number-header"})
"""Layouts with a line for each; older ones have a sentence that may give neither."""


def check(context: Context) -> Iterator[Verdict]:
    """One flaw for what the letter does not say of the reviewer."""
    letter = context.letter
    if letter.layout == "excerpt":
        return
    reviewer = letter.reviewer
    missing = [
        name
        for name, given in (
            ("state of licensure", reviewer.licensed_in),
            ("specialty", reviewer.specialties),
        )
        if not given
    ]
    if not missing:
        return
    decided = letter.dates.decision
    early = decided is not None and decided.year < _SINCE
    first = letter.document.text.find("\n", 1)
    yield Flaw(
        span=Span(0, max(first, 0)),
        issue=None,
        message=f"does not give the reviewer's {' and '.join(missing)}",
        expected="state of licensure and specialty",
        found="none" if len(missing) > 1 else f"no {missing[0]}",
        severity="info" if early and letter.layout not in _PRINTS_BOTH else "warning",
        help="print both; the name stays confidential",
    )
