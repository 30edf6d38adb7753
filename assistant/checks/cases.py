"""The letters on both sides of a check: failing and passing, from the case file beside it.

A case gives the fields that matter; the rest comes from a clean letter. It is rendered as a whole
letter, so that a case goes the same way through reading and claims as a real one.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Literal

from pydantic import Field, ValidationError

from assistant.checks.models import Severity
from assistant.checks.waiving import Waiver
from assistant.errors import InvalidField
from assistant.letters.models import Dates, Reviewer
from assistant.letters.writing import ItemForm, LetterForm, write_letter
from assistant.text import Value

_DATES = {
    "injury": date(2016, 2, 1),
    "ur_denial": date(2016, 10, 3),
    "application_received": date(2016, 10, 12),
    "assigned": date(2016, 10, 20),
    "decision": date(2016, 11, 14),
}


class Other(Value):
    """A further item of a case's letter, for checks that compare items."""

    title: str
    outcome: Literal["upheld", "overturned"] = "upheld"
    rationale: str


class Case(Value):
    """One letter of a case file, and what the check is to say of it.

    dates     header dates that differ from the clean letter's; "" leaves a date out
    outcome   "" leaves the item undecided
    record    the text of a record of the case; None compares with none
    waivers   what the letter's side file lets stand
    others    further items, printed after the first one
    text      the words that a finding's span must hold; expected, found, severity: its own
    """

    name: str
    title: str = "Physical therapy 2 times a week for 4 weeks (8 sessions) to the low back"
    outcome: Literal["upheld", "overturned", ""] = "upheld"
    summary: str = "The injured worker is a 45 year old female who reported low back pain."
    claims_administrator_guideline: str = "MTUS Chronic Pain Medical Treatment 2016"
    reviewer_guideline: str = (
        "MTUS Chronic Pain Medical Treatment 2016, Section(s): Physical medicine treatment"
    )
    rationale: str = (
        "The records show no gain in function after the earlier care. The request for physical "
        "therapy is not medically necessary."
    )
    dates: dict[str, date | Literal[""]] = Field(default_factory=dict)
    record: str | None = None
    waivers: tuple[Waiver, ...] = ()
    reviewer: Reviewer = Reviewer(
        licensed_in=("California",), specialties=("Occupational Medicine",)
    )
    documents_reviewed: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    text: str | None = None
    expected: str | None = None
    found: str | None = None
    severity: Severity | None = None

    def letter(self) -> str:
        """The whole letter, in the published form."""
        days = {name: day or None for name, day in {**_DATES, **self.dates}.items()}
        return write_letter(
            LetterForm(
                case_number="CM16-0000001",
                dates=Dates.model_validate(days),
                priority="Standard",
                reviewer=self.reviewer,
                documents_reviewed=self.documents_reviewed,
                summary=self.summary,
                items=(
                    ItemForm(
                        title=self.title,
                        outcome=self.outcome or None,
                        claims_administrator_guideline=self.claims_administrator_guideline,
                        reviewer_guideline=self.reviewer_guideline or None,
                        rationale=self.rationale,
                    ),
                    *(
                        ItemForm(
                            title=other.title,
                            outcome=other.outcome,
                            claims_administrator_guideline=self.claims_administrator_guideline,
                            reviewer_guideline=self.reviewer_guideline or None,
                            rationale=other.rationale,
                        )
                        for other in self.others
                    ),
                ),
            )
        )


class CaseFile(Value):
    """The cases of one check, on both sides of the line."""

    fail: tuple[Case, ...]
    passing: tuple[Case, ...]


def cases_of(module: ModuleType) -> CaseFile:
    """The case file beside `module`. Raises `InvalidField` for one that breaks the form."""
    path = Path(str(module.__file__)).with_suffix(".toml")
    data = tomllib.loads(path.read_text("utf-8"))
    try:
        return CaseFile.model_validate(
            {"fail": data.pop("fail"), "passing": data.pop("pass"), **data}
        )
    except (ValidationError, KeyError) as error:
        raise InvalidField(
            path.name, "cases", "[[fail]] and [[pass]] tables", str(error)
        ) from error
