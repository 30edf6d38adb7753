"""Published letters with a careful reader's account of them: how well `imr parse` reads.

The folder holds `text/*.txt` (or `pdf/*.pdf`) and `gold/<case>.json`. For each field the score is
the share of letters or items in which the reading equals the account. Of the limits that the
account finds ascribed to the MTUS, "limit claim" is the share that the checker takes for such, and
"limit verdict" the share of those on whose truth it agrees. Of the flaws that the account finds,
"real flaw" is the share that a check reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.evaluation.accounts import compare, read_account
from assistant.evaluation.flaws import compare_flaws
from assistant.evaluation.intervals import Share, share
from assistant.evaluation.limit_claims import compare_limits
from assistant.letters import read_letter
from assistant.text import Value, read_document


class Miss(Value):
    """One disagreement: where, what the account says, what was read."""

    case: str
    issue: int | None
    expected: str
    found: str


class FieldScore(Value):
    """How often one field was read as the account has it."""

    field: str
    share: Share
    misses: tuple[Miss, ...]


class ReadingScore(Value):
    """The score of a folder of letters, field by field."""

    letters: int
    items: int
    fields: tuple[FieldScore, ...]


def score_reading(folder: Path, kind: str = "text") -> ReadingScore:
    """Read every letter of `folder` that has an account and compare.

    `kind` is the subfolder to read, "text" or "pdf". Raises `UnreadableFile` when there is no
    account to compare with and `InvalidField` when an account is not JSON.
    """
    tally = _Tally()
    letters = items = 0
    golds = sorted((folder / "gold").glob("*.json"))
    if not golds:
        raise UnreadableFile(str(folder), "no gold/*.json to compare with")
    for path in golds:
        gold = read_account(path)
        source = folder / kind / f"{gold['case']}.{'txt' if kind == 'text' else 'pdf'}"
        letter = read_letter(read_document(str(source)))
        letters += 1
        items += len(gold["issues"])
        compared = (
            *compare(gold, letter),
            *compare_limits(gold, letter),
            *compare_flaws(gold, letter),
        )
        for one in compared:
            tally.add(one.field, gold["case"], one.issue, one.expected, one.found)
    return ReadingScore(letters=letters, items=items, fields=tuple(tally.scores()))


class _Tally:
    def __init__(self) -> None:
        self._right: dict[str, int] = {}
        self._misses: dict[str, list[Miss]] = {}

    def add(
        self, field: str, case: str, issue: int | None, expected: object, found: object
    ) -> None:
        self._right.setdefault(field, 0)
        self._misses.setdefault(field, [])
        if expected == found:
            self._right[field] += 1
        else:
            miss = Miss(case=case, issue=issue, expected=str(expected), found=str(found))
            self._misses[field].append(miss)

    def scores(self) -> Iterator[FieldScore]:
        for field, right in self._right.items():
            misses = tuple(self._misses[field])
            yield FieldScore(field=field, share=share(right, right + len(misses)), misses=misses)
