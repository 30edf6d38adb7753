"""Published letters with a careful reader's account of them: how well `imr parse` reads.

The folder holds `text/*.txt` (or `pdf/*.pdf`) and `gold/<case>.json`. For each field the score is
the share of letters or items in which the reading equals the account; for request quantities the
items that have the quantity and those that must not get one are counted apart, because inventing a
number is a graver fault than missing one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.errors import InvalidField, UnreadableFile
from assistant.evaluation.intervals import Share, share
from assistant.letters import Issue, Letter, read_letter
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


_SUMMARY: tuple[tuple[str, Callable[[Letter], object], str], ...] = (
    ("age", lambda letter: letter.summary.age, "age"),
    ("sex", lambda letter: letter.summary.sex, "sex"),
    ("injury date", lambda letter: _text(letter.dates.injury), "date_of_injury"),
    ("UR denial date", lambda letter: _text(letter.dates.ur_denial), "ur_date"),
)

_QUANTITIES = (("per_week", "freq_per_week"), ("weeks", "weeks"), ("visits", "visits"))


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
        gold = _load(path)
        source = folder / kind / f"{gold['case']}.{'txt' if kind == 'text' else 'pdf'}"
        letter = read_letter(read_document(str(source)))
        letters += 1
        items += len(gold["issues"])
        _compare_letter(tally, gold, letter)
    return ReadingScore(letters=letters, items=items, fields=tuple(tally.scores()))


def _load(path: Path) -> dict[str, Any]:
    try:
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidField(str(path), "file", "JSON", str(error)) from error
    return gold


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


def _compare_letter(tally: _Tally, gold: dict[str, Any], letter: Letter) -> None:
    case = gold["case"]
    for field, read, key in _SUMMARY:
        tally.add(field, case, None, gold["summary_facts"][key], read(letter))
    complete = all(value is not None for value in letter.dates.model_dump().values())
    tally.add("all five header dates", case, None, True, complete)
    tally.add("item count", case, None, len(gold["issues"]), len(letter.issues))
    for expected, issue in zip(gold["issues"], letter.issues, strict=False):
        _compare_item(tally, case, expected, issue)


def _compare_item(tally: _Tally, case: str, gold: dict[str, Any], issue: Issue) -> None:
    number = issue.number
    tally.add("title", case, number, gold["title"], issue.title)
    tally.add("outcome", case, number, gold["outcome"].lower(), issue.outcome)
    tally.add("service", case, number, gold["service"], issue.service)
    tally.add("body parts", case, number, sorted(gold["body_parts"]), sorted(issue.body_parts))
    for field, key in _QUANTITIES:
        value = getattr(issue.request, field)
        expected = gold["request"][key]
        label = field if expected is not None else f"{field} not invented"
        tally.add(label, case, number, expected, list(value) if value is not None else None)
    for field, key in (("drug", "drug"), ("strength", "dose")):
        tally.add(field, case, number, gold["request"][key], getattr(issue.request, field))
    _compare_partial(tally, case, gold["partial"], issue)


def _compare_partial(tally: _Tally, case: str, gold: dict[str, Any] | None, issue: Issue) -> None:
    if gold is None:
        tally.add("partial not invented", case, issue.number, None, issue.partial)
        return
    found = None
    if issue.partial is not None:
        found = (issue.partial.authorized_visits, issue.partial.remaining_visits)
    expected = (gold["authorized_visits"], gold["remaining_visits"])
    tally.add("partial", case, issue.number, expected, found)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
