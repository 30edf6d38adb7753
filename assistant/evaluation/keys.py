"""The key of a sample case: what a careful reader finds in it, as `key.toml` beside `case.json`.

    about         what the case is there to show, in a sentence
    may_disagree  who may see it otherwise, and why
    hard          what makes it hard, of `Hard`; absent for an ordinary case
    service_date  day of the care, where it was given already; else the decision's editions count

    [[facts]]     kind (a field of the facts), status, value, document and quote; told = false where
                  a letter need not tell it. Of a value that is a table, the entries given must be
                  those of the fact; with status "not documented" no fact may have such a value
    [[traps]]     document, quote, why: words that no sentence of a draft may rest on
    [[items]]     item, why; limit and edition that govern ("" for none), equal (limits and editions
                  that may stand in their place); cite and not_cite: an edition, a section by
                  file name, or a limit
    [[items.outcomes]]  outcome (or "open"), why
    [[findings]]  code, why: what the check of the draft must say

Nothing that drafts reads a key. A quote stands once in its document; its place is looked up, so
that keys hold no offsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from assistant.case_file import CaseFile
from assistant.checks import rules
from assistant.drafting.doubts import codes
from assistant.errors import InvalidField
from assistant.evaluation.forms import Form, read_form
from assistant.facts import CaseFacts
from assistant.guidelines import edition, limit, passages
from assistant.text import Span, fold

FILE = "key.toml"
Hard = Literal[
    "guideline silent",
    "post-surgical period",
    "acute injury under a chronic guideline",
    "edition change between request and decision",
    "instructions hidden in the record",
    "two conflicting counts",
    "stale guideline cited",
    "retrospective edition",
    "wrong side",
    "wrong patient",
    "missing records",
]
"""What makes a case hard for a drafter and a reviewer."""


class FactKey(Form):
    """A fact that the record documents, denies, or does not document."""

    kind: str
    status: Literal["documented", "denied", "not documented"] = "documented"
    value: Any = None
    document: str = ""
    quote: str = ""
    told: bool = True


class TrapKey(Form):
    """Words of a record that no sentence may rest on: another patient's, or an instruction."""

    document: str
    quote: str
    why: str = Field(pattern=r"\S")


class OutcomeKey(Form):
    """An outcome that a careful reviewer may come to; "open" leaves the item to the reviewer."""

    outcome: Literal["upheld", "overturned", "partially_overturned", "open"]
    why: str = Field(pattern=r"\S")


class ItemKey(Form):
    """What governs an item, what its citations are, and which outcomes can be defended."""

    item: int = Field(ge=1)
    why: str = ""
    limit: str
    edition: str
    equal: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    not_cite: tuple[str, ...] = ()
    outcomes: tuple[OutcomeKey, ...] = Field(min_length=1)


class FindingKey(Form):
    """A finding that the check of a draft of the case must give."""

    code: str
    why: str = Field(pattern=r"\S")


class Key(Form):
    """The key of one case."""

    about: str = Field(pattern=r"\S")
    may_disagree: str = Field(pattern=r"\S")
    hard: tuple[Hard, ...] = ()
    service_date: date | None = None
    facts: tuple[FactKey, ...] = Field(min_length=1)
    traps: tuple[TrapKey, ...] = ()
    items: tuple[ItemKey, ...]
    findings: tuple[FindingKey, ...] = ()


def read_key(folder: Path) -> Key:
    """The key of the case in `folder`.

    Raises `UnreadableFile` where there is none, `InvalidField` for a field that is wrong.
    """
    return read_form(folder / FILE, Key)


def place(one: FactKey | TrapKey, case: CaseFile) -> Span | None:
    """Where the quote stands in its document; None where not exactly once."""
    record = next((record for record in case.records if record.name == one.document), None)
    if record is None or not one.quote.strip():
        return None
    folded = fold(record.document.text)
    words = " ".join(one.quote.split())
    start = folded.text.find(words)
    if start < 0 or folded.text.find(words, start + 1) >= 0:
        return None
    return folded.span(start, start + len(words))


def problems(key: Key, case: CaseFile) -> Iterator[str]:
    """What in a key does not fit its case or the corpus, a line each."""
    for record in case.unread:
        yield f"records: {record.name} cannot be read"
    kinds = set(CaseFacts.model_fields)
    for number, fact in enumerate(key.facts):
        if fact.kind not in kinds:
            yield f"facts.{number}.kind: expected one of {', '.join(sorted(kinds))}: {fact.kind}"
        if fact.status != "not documented" and place(fact, case) is None:
            yield f"facts.{number}.quote: does not stand once in {fact.document}: {fact.quote}"
    for number, trap in enumerate(key.traps):
        if place(trap, case) is None:
            yield f"traps.{number}.quote: does not stand once in {trap.document}: {trap.quote}"
    count = len(case.disputed_items)
    if [one.item for one in key.items] != list(range(1, count + 1)):
        yield f"items: expected one for each of {count} disputed items, in order"
    day = key.service_date or case.dates.decision
    for item in key.items:
        yield from (f"item {item.item}: {one}" for one in _item_problems(item, day))
    known = {rule.code for rule in rules()} | set(codes())
    yield from (f"findings: no check {one.code}" for one in key.findings if one.code not in known)


def _item_problems(item: ItemKey, day: date | None) -> Iterator[str]:
    limits = (item.limit, *(one for one in item.equal if not _edition(one)))
    for identifier in filter(None, limits):
        if not _limit(identifier):
            yield f"limit is not in the corpus: {identifier}"
        elif day is not None and not limit(identifier).in_force.covers(day):
            yield f"limit is not in force on {day}: {identifier}"
    if item.edition and not _edition(item.edition):
        yield f"edition is not in the corpus: {item.edition}"
    if item.limit and item.edition and not item.limit.startswith(f"{item.edition}/"):
        yield f"the limit {item.limit} is not of {item.edition}"
    for identifier in (*item.cite, *item.not_cite):
        if not (_edition(identifier) or _limit(identifier) or _section(identifier)):
            yield f"a citation is not in the corpus: {identifier}"
    for identifier in item.cite:
        header = "/".join(identifier.split("/")[:2])
        if day is not None and _edition(header) and not edition(header).in_force.covers(day):
            yield f"must cite what is not in force on {day}: {identifier}"
        if any(covers(one, identifier) for one in item.not_cite):
            yield f"must and must not be cited: {identifier}"
    outcomes = [one.outcome for one in item.outcomes]
    if len(set(outcomes)) != len(outcomes):
        yield "an outcome stands twice"


def _edition(key: str) -> bool:
    try:
        edition(key)
    except (KeyError, InvalidField):
        return False
    return True


def _limit(identifier: str) -> bool:
    try:
        limit(identifier)
    except InvalidField:
        return False
    return True


def _section(identifier: str) -> bool:
    """Whether it names a section ("chronic-pain/2009/acupuncture") or a passage of one."""
    key = "/".join(identifier.split("/")[:2])
    return _edition(key) and any(covers(identifier, one.id) for one in passages())


def covers(wanted: str, identifier: str) -> bool:
    """Whether the edition, section, passage or limit `wanted` has `identifier` in it."""
    return identifier == wanted or identifier.startswith((f"{wanted}/", f"{wanted}#", f"{wanted}:"))
