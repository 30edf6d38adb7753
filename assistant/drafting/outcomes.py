"""The outcome that follows from rows where no number of visits decides."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.case_file import CaseFile
from assistant.drafting.models import Criterion
from assistant.drafting.requirements import OF_VISITS, WAITED
from assistant.letters.models import Outcome

_ENOUGH = 2
"""Rows that have to be met before a request is suggested to be supported."""


def outcome_of(rows: Sequence[Criterion], case: CaseFile) -> tuple[Outcome | None, str, list[str]]:
    """The outcome that follows where no number of visits decides, why, and from which rows.

    What is not documented is named as the reason. No outcome follows while records are unread, nor
    from words of the records that answer one alternative of several or a single requirement.
    """
    decisive = [row for row in rows if row.decisive]
    recalled = [row for row in rows if row.recalled]
    # what speaks against a request and does not decide is for the reviewer to weigh
    weighed = [row for row in rows if row.verdict == "not met" and not row.decisive]
    weighed = [row for row in weighed if row.name not in OF_VISITS]
    bare = all(row.name in OF_VISITS for row in decisive)
    # what is only recalled denies nothing; where all of it is met an outcome follows
    if (
        not weighed
        and bare
        and len(recalled) >= _ENOUGH
        and all(row.verdict == "met" for row in recalled)
    ):
        return "overturned", recalled[0].finding, [row.name for row in recalled]
    each = [row for row in decisive if row.needed == "each"]
    one_of = [row for row in decisive if row.needed == "one"]
    given = [row for row in one_of if row.verdict == "met"]
    clear = [row for row in given if row.alone]
    reached = bool(clear) or len(given) >= _ENOUGH
    open_rows = [row for row in each if row.verdict != "met"] + ([] if given else one_of)
    failed = [row for row in open_rows if row.verdict == "not met" and row.needed == "each"]
    if failed:
        return "upheld", failed[0].finding, [row.name for row in failed]
    met = [*(clear or given), *each]
    waited = [row for row in rows if row.verdict == "met" and row.name in WAITED]
    if (
        not weighed
        and not open_rows
        and (reached if one_of else len(each) + len(waited) >= _ENOUGH and each)
    ):
        return "overturned", met[0].finding, [row.name for row in met]
    names = [row.name for row in open_rows]
    if case.unread or not case.records:
        return None, "records are missing or could not be read", names
    if weighed and not open_rows:
        return None, weighed[0].finding, [row.name for row in weighed]
    alone = not each and len(one_of) < _ENOUGH
    if given or alone or not open_rows:
        why = "the records speak of what is asked; whether that is enough is the reviewer's to say"
        return None, why, [row.name for row in decisive]
    return "upheld", "; ".join(row.finding for row in open_rows[:3]), names
