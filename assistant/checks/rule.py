"""What a check module holds: a rule, and verdicts on the claims of a letter.

A check module documents itself (its docstring has "What it does", "Why it matters", "Authority"),
holds `RULE = Rule(...)` and one function `check(context) -> Iterator[Verdict]`. Its case file, of
the same name beside it, holds letters that fail and letters that pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.checks.days import read_days
from assistant.checks.models import Related, Severity
from assistant.checks.worker import read_ages, read_sexes
from assistant.claims.prose import Passage
from assistant.text import Span, fold
from assistant.text.words import lower

if TYPE_CHECKING:
    from datetime import date

    from assistant.checks.days import Day
    from assistant.checks.records import Records
    from assistant.checks.waiving import Waiver
    from assistant.checks.worker import Age, ToldSex
    from assistant.claims import Claim, IssueClaims, LetterClaims
    from assistant.facts import CaseFacts
    from assistant.guidelines.models import Limit, Verification
    from assistant.letters.models import Issue, Letter

Family = Literal[
    "arithmetic",
    "limits",
    "citations",
    "dates",
    "conclusion",
    "items",
    "person",
    "completeness",
    "record",
    "privacy",
    "waivers",
]


class Rule(NamedTuple):
    """What a check is, apart from its code.

    name                the flaw, in words joined by hyphens
    severity            of a finding that rests on the letter alone or on a verified limit
    authority           regulation, statute or guideline section that the rule rests on
    ordinary_knowledge  whether the flaw is a sum, a date, a count or a contradiction on the page
                        (Labor Code 4610.6(h)), and not a matter of expert judgement
    """

    name: str
    severity: Severity
    family: Family
    summary: str
    authority: str
    ordinary_knowledge: bool


_CEILINGS: dict[str, Severity] = {
    "official": "error",
    "corroborated": "error",
    "reported": "warning",
    "recalled": "warning",
    "unverified": "info",
}
_ORDER: tuple[Severity, ...] = ("info", "warning", "error")


def capped(severity: Severity, ceiling: Severity) -> Severity:
    """The milder of the two."""
    return min(severity, ceiling, key=_ORDER.index)


def ceiling(verification: Verification) -> Severity:
    """The gravest severity that a finding may have that rests on so verified a fact."""
    return _CEILINGS[verification]


class Flaw(NamedTuple):
    """A contradiction found. `severity`, when given, can only lower that of the rule.

    `contradicts` is the claim that the flaw refutes, where it refutes one.
    """

    span: Span
    issue: int | None
    message: str
    expected: str
    found: str
    related: tuple[Related, ...] = ()
    citation: str = ""
    help: str = ""
    severity: Severity = "error"
    contradicts: Claim | None = None


class Confirmed(NamedTuple):
    """A claim that was found to be right, and by what."""

    claim: Claim
    citation: str = ""


Verdict = Flaw | Confirmed


@dataclass(frozen=True)
class Context:
    """All that a check may look at.

    as_of  the day whose guidelines are to govern; the decision date unless told otherwise
    facts  what the records of the case say; None where no record is given
    records  the records' own words and dates; None where no record is given
    idle_waivers  waivers that covered no finding of the other checks
    """

    letter: Letter
    claims: LetterClaims
    as_of: date | None
    facts: CaseFacts | None = None
    records: Records | None = None
    idle_waivers: tuple[Waiver, ...] = ()

    @cached_property
    def items(self) -> tuple[tuple[Issue, IssueClaims], ...]:
        """Each item with its claims, in the order of the letter."""
        return tuple(zip(self.letter.issues, self.claims.issues, strict=True))

    @cached_property
    def titles(self) -> tuple[tuple[int, Passage], ...]:
        """The number and the title of each item, a title as one sentence."""
        text = self.letter.document.text
        return tuple(
            (issue.number, Passage(fold(text, issue.span.start, issue.span.end)))
            for issue in self.letter.issues
        )

    @cached_property
    def lowered(self) -> str:
        """The whole letter in lower case, every character at its place."""
        return lower(self.letter.document.text)

    @cached_property
    def ages(self) -> tuple[Age, ...]:
        """Each age that the letter gives the worker, in order."""
        return read_ages(self.claims)

    @cached_property
    def sexes(self) -> tuple[ToldSex, ...]:
        """Each word that gives the worker's sex, in order."""
        return read_sexes(self.claims)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Every date of the summary and the rationales, in order."""
        return read_days(self.claims)

    @cached_property
    def limits_day(self) -> date | None:
        """The day whose limits govern: in an excerpt without dates the last day that it tells."""
        told = [one.day for one in self.days if one.day is not None]
        return self.as_of or self.letter.dates.ur_denial or max(told, default=None)

    def ref(self, span: Span) -> str:
        """Where `span` stands, as "file:line:column"."""
        line, column = self.letter.document.line_column(span.start)
        return f"{self.letter.source}:{line}:{column}"

    def slice(self, span: Span) -> str:
        """The words at `span` on one line."""
        return " ".join(self.letter.document.slice(span).split())

    def in_letter(self, span: Span) -> Related:
        """The words at `span` as the other side of a finding."""
        return Related(where="draft", ref=self.ref(span), text=self.slice(span))

    def in_header(self, field: str) -> tuple[Related, ...]:
        """The header line of date `field` as the other side of a finding, where there is one."""
        span = self.letter.date_spans.get(field)
        if span is None:
            return ()
        return (Related(where="header", ref=self.ref(span), text=self.slice(span)),)


def by_guideline(limit: Limit) -> Related:
    """A limit as the authority of a finding."""
    low, high = limit.value
    value = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    over = f" over {limit.over}" if limit.over else ""
    condition = f" ({limit.condition})" if limit.condition else ""
    return Related(
        where="guideline", ref=limit.citation, text=f"{value} {limit.unit}{over}{condition}"
    )
