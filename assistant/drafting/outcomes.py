"""The outcome that follows from rows where no number of visits decides."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.case_file import CaseFile
from assistant.drafting.models import Criterion
from assistant.letters.models import Outcome

MISSING = "rests on missing documentation: "
"""How the reason opens where an outcome follows from what the records do not say."""


def outcome_of(
    rows: Sequence[Criterion], case: CaseFile
) -> tuple[Outcome | None, str, tuple[str, ...]]:
    """The outcome that follows where no number of visits decides, why, and from which rows.

    What the records deny decides against the request; all that is asked decides for it. Where they
    are silent on something, the request is not shown to be necessary, and the reason says that it
    rests on that silence. No outcome follows while records are missing or unread, nor where
    something is to be weighed against what is met.
    """
    decisive = [row for row in rows if row.decisive]
    each = [row for row in decisive if not row.alternatives]
    failed = [row for row in each if row.verdict == "not met"]
    if failed and not all(row.in_part for row in failed):
        return "upheld", failed[0].finding, _names(failed)
    if not decisive:
        return None, "no source gives criteria that the records could be read for", ()
    path, lacking = _nearest(decisive)
    denied = [row for row in lacking if row.verdict == "not met"]
    missing = [row for row in each if row.verdict == "not documented"]
    missing += [row for row in lacking if row.verdict == "not documented"]
    if failed and not missing and not denied:
        # all that is asked is met, and only the length goes too far
        return "partially_overturned", failed[0].finding, _names(failed)
    if failed:
        return "upheld", failed[0].finding, _names(failed)
    if not missing and not denied:
        # what speaks against a request and does not decide is for the reviewer to weigh
        weighed = [row for row in rows if row.verdict == "not met" and not row.decisive]
        if weighed:
            return None, weighed[0].finding, _names(weighed)
        met = [*path, *(row for row in each if row.verdict == "met")]
        return "overturned", met[0].finding if met else "nothing is asked", _names(met)
    if case.unread or not case.records:
        return None, "records are missing or could not be read", _names([*denied, *missing])
    if denied and not missing:
        return "upheld", denied[0].finding, _names(denied)
    told = [*(row.finding for row in denied), *(row.finding for row in missing)]
    return "upheld", MISSING + "; ".join(told[:3]), _names([*denied, *missing])


def _nearest(rows: Sequence[Criterion]) -> tuple[list[Criterion], list[Criterion]]:
    """The alternative that comes nearest to being met, and which of its rows are not met."""
    numbers = sorted({number for row in rows for number in row.alternatives})
    paths = [[row for row in rows if number in row.alternatives] for number in numbers]
    if not paths:
        return [], []

    def short(path: list[Criterion]) -> list[Criterion]:
        return [row for row in path if row.verdict != "met"]

    # of two that are as far, the one of which more is asked: a red flag is nobody's next step
    best = min(paths, key=lambda path: (len(short(path)) / len(path), -len(path)))
    return best, short(best)


def _names(rows: Sequence[Criterion]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.name for row in rows))
