"""A careful reader's account of a letter, and every field in which a reading differs from it.

The account is JSON: `case`, `summary_facts` (age, sex, date_of_injury, ur_date) and `issues`
(title, outcome, service, body_parts, request, partial); optionally `dates`, all five of the header,
`header` false where the layout prints none (an excerpt, a professional review), and on an item
`citations`, each `[system, chapter, year, [sections]]`. For request quantities the
items that have the quantity and those that must not get one are counted apart, because inventing a
number is a graver fault than missing one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from assistant.errors import InvalidField, UnreadableFile
from assistant.letters import Issue, Letter

_SUMMARY: tuple[tuple[str, Callable[[Letter], object], str], ...] = (
    ("age", lambda letter: letter.summary.age, "age"),
    ("sex", lambda letter: letter.summary.sex, "sex"),
    ("injury date", lambda letter: _text(letter.dates.injury), "date_of_injury"),
    ("UR denial date", lambda letter: _text(letter.dates.ur_denial), "ur_date"),
)
_QUANTITIES = (("per_week", "freq_per_week"), ("weeks", "weeks"), ("visits", "visits"))


class Compared(NamedTuple):
    """One field of a letter or item (`issue` None for the letter) as it is and as it was read."""

    field: str
    issue: int | None
    expected: object
    found: object

    @property
    def right(self) -> bool:
        """Whether the reading is that of the account."""
        return self.expected == self.found


def read_account(path: Path) -> dict[str, Any]:
    """The account in `path`. Raises `InvalidField` where it is not one."""
    try:
        account = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFile(str(path), f"cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise InvalidField(str(path), "file", "JSON", str(error)) from error
    for field, form in (("case", str), ("summary_facts", dict), ("issues", list)):
        if not isinstance(account, dict) or not isinstance(account.get(field), form):
            found = account.get(field) if isinstance(account, dict) else account
            raise InvalidField(str(path), field, f"a {form.__name__}", found)
    return dict(account)


def compare(account: dict[str, Any], letter: Letter) -> Iterator[Compared]:
    """Every field of the account beside what was read."""
    facts = account["summary_facts"]
    for field, read, key in _SUMMARY:
        yield Compared(field, None, facts[key], read(letter))
    dates = letter.dates.model_dump(mode="json")
    if "dates" in account:
        for name, day in account["dates"].items():
            yield Compared(f"date: {name}", None, day, dates[name])
    if account.get("header", True):
        complete = all(value is not None for value in dates.values())
        yield Compared("all five header dates", None, True, complete)
    yield Compared("item count", None, len(account["issues"]), len(letter.issues))
    for expected, issue in zip(account["issues"], letter.issues, strict=False):
        yield from _compare_item(expected, issue)


def _compare_item(account: dict[str, Any], issue: Issue) -> Iterator[Compared]:
    number = issue.number
    yield Compared("title", number, account["title"], issue.title)
    yield Compared("outcome", number, account["outcome"].lower(), issue.outcome)
    yield Compared("service", number, account["service"], issue.service)
    yield Compared("body parts", number, sorted(account["body_parts"]), sorted(issue.body_parts))
    for field, key in _QUANTITIES:
        value = getattr(issue.request, field)
        expected = account["request"][key]
        label = field if expected is not None else f"{field} not invented"
        yield Compared(label, number, expected, list(value) if value is not None else None)
    for field, key in (("drug", "drug"), ("strength", "dose")):
        yield Compared(field, number, account["request"][key], getattr(issue.request, field))
    yield _compare_partial(account["partial"], issue)
    if "citations" in account:
        read = [
            [one.system, one.chapter, one.year, list(one.sections)]
            for one in issue.reviewer_citations
        ]
        yield Compared("citations", number, account["citations"], read)


def _compare_partial(account: dict[str, Any] | None, issue: Issue) -> Compared:
    if account is None:
        return Compared("partial not invented", issue.number, None, issue.partial)
    found = None
    if issue.partial is not None:
        found = (issue.partial.authorized_visits, issue.partial.remaining_visits)
    expected = (account["authorized_visits"], account["remaining_visits"])
    return Compared("partial", issue.number, expected, found)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
