"""A draft: every sentence with what supports it, and the criteria that lead to each suggestion."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from assistant.drafting.usage import Usage
from assistant.letters.models import Dates, Outcome, Reviewer
from assistant.quantities import Request
from assistant.terms import Service
from assistant.text import Span, Value

Verdict = Literal["met", "not met", "not documented", "not applicable"]


class RecordSupport(Value):
    """Words of a record: the document's name, its page (from 1), and the span in its text."""

    kind: Literal["record"] = "record"
    document: str
    page: int
    span: Span
    quote: str


class GuidelineSupport(Value):
    """A limit, passage or section of the corpus, by id, with its citation as printed."""

    kind: Literal["guideline"] = "guideline"
    id: str
    citation: str


class CaseSupport(Value):
    """A field of `case.json`."""

    kind: Literal["case"] = "case"
    field: str
    value: str


class AbsenceSupport(Value):
    """What was looked for in the records and not found, and the documents looked through."""

    kind: Literal["absence"] = "absence"
    looked_for: str
    searched: tuple[str, ...]


class CriterionSupport(Value):
    """Criteria of the item, by name, from which a conclusion follows."""

    kind: Literal["criteria"] = "criteria"
    names: tuple[str, ...]


Support = Annotated[
    RecordSupport | GuidelineSupport | CaseSupport | AbsenceSupport | CriterionSupport,
    Field(discriminator="kind"),
]


class Statement(Value):
    """One sentence of the letter; `span` is its place in it, `issue` None in the summary."""

    text: str
    supports: tuple[Support, ...] = Field(min_length=1)
    issue: int | None = None
    span: Span | None = None


class Criterion(Value):
    """One thing that the governing guideline asks, and whether the record meets it.

    decisive  whether the suggested outcome follows from it
    in_part   whether a part of what is asked for meets it
    needed    "one" where it belongs to alternatives, of which one is enough
    alternatives  the numbers of the alternatives it belongs to; one has to be met whole
    recalled  whether what the source asks is only recalled, and has to be checked in its text
    answer    what would change a verdict that is not "met": the number short, the paper missing
    """

    name: str
    asks: str
    verdict: Verdict
    decisive: bool = True
    in_part: bool = False
    needed: Literal["each", "one"] = "each"
    alternatives: tuple[int, ...] = ()
    recalled: bool = False
    finding: str
    answer: str = ""
    supports: tuple[Support, ...] = Field(min_length=1)


class DraftItem(Value):
    """One disputed item with its criteria and the suggested outcome.

    outcome    None where the criteria lead to no suggestion; the reviewer decides in every case
    citation   as the letter prints it; None where no source of the corpus speaks of the service
    would_change  what a reviewer should look for first
    """

    number: int
    title: str
    service: Service
    body_parts: tuple[str, ...] = ()
    request: Request
    outcome: Outcome | None
    suggested: Literal[True] = True
    reason: str
    citation: str | None
    limit: str | None
    criteria: tuple[Criterion, ...]
    would_change: tuple[str, ...] = ()


class Round(Value):
    """One answer of a model: its text as it came, what was found in it, and what it cost."""

    answer: str
    findings: tuple[str, ...]
    usage: Usage


class Run(Value):
    """How a model drafted: the prompts by hash, every round, the sum of what it cost.

    kept     number of the round, from 1, whose statements the letter holds; None for none
    failure  why the letter is the template's, None where it is the model's
    """

    model: str
    prompts: dict[str, str]
    rounds: tuple[Round, ...] = ()
    kept: int | None = None
    usage: Usage = Usage()
    failure: str | None = None


class Draft(Value):
    """A draft determination: the shape of `draft.json`.

    governed_on  the day whose editions count, and the field of `case.json` that gave it
    unread       records that could not be read, with the reason
    run          how a model drafted, None where none was asked
    letter       the text of `draft.md`
    """

    case_number: str | None
    dates: Dates
    priority: str | None
    reviewer: Reviewer
    model: str
    version: str
    corpus_sha256: str
    case_sha256: str
    governed_on: date | None
    governed_by: str | None
    items: tuple[DraftItem, ...]
    statements: tuple[Statement, ...]
    records: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    run: Run | None = None
    letter: str = Field(exclude=True, repr=False)
