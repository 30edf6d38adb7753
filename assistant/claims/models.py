"""The kinds of claim that a determination makes.

Claims are small immutable values, made by the thousand in a batch; `span` is always a range of the
letter's own text, and `issue` the number of the item in whose part of the letter it stands (None
for the header and the summary).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from assistant.claims.prose import Passage
from assistant.quantities.models import Amount, Range
from assistant.text import Span

Attribution = Literal["guideline", "patient", "utilization_review", "request"]
"""Whose number it is: what a guideline says, what befell the patient, what the administrator
decided, or what is asked for."""

Phase = Literal["trial", "total", "flare_up", ""]

Event = Literal["injury", "ur_denial", "application_received", "assigned", "decision", "request"]


class GuidelineLimit(NamedTuple):
    """A number that the letter says a guideline gives.

    amount  the number with its unit, bound and period; its own spans are those of the folded text
    phase   "trial", "total" or "flare_up" where the words around the number say so
    before  the words that lead to the number, from the last number or sentence end
    after   the words that follow it, to the next number or sentence end
    system  the guideline that its sentence, or one before it, names
    """

    issue: int | None
    span: Span
    amount: Amount
    phase: Phase
    before: str
    after: str
    system: Literal["MTUS", "ODG", "ACOEM", ""]


class VisitCount(NamedTuple):
    """A number of visits that is not a limit: done before, authorised, or asked for now."""

    issue: int | None
    span: Span
    visits: Range
    role: Literal["prior", "authorized", "requested"]
    text: str


class Comparison(NamedTuple):
    """The letter sets the request against a guideline: "exceeds", "is within", "falls short of".

    number    the visits that the sentence itself gives for the request, where it does
    total     the sentence speaks of the request together with what was done before
    sentence  the span of the whole sentence
    """

    issue: int | None
    span: Span
    relation: Literal["exceeds", "within"]
    number: Range | None
    total: bool
    sentence: Span
    text: str


class EventDate(NamedTuple):
    """A date of the prose that names an event of the header."""

    issue: int | None
    span: Span
    event: Event
    day: date | None
    text: str


class Conclusion(NamedTuple):
    """What the rationale concludes.

    necessary  True for "medically necessary", False for its denial
    strength   "explicit" speaks of medical necessity; "implied" of certifying or approving
    sentence   the span of the whole sentence
    subject    bounds, in the passage's text, of the words before the head in its own clause
    """

    issue: int | None
    span: Span
    necessary: bool
    strength: Literal["explicit", "implied"]
    sentence: Span
    subject: tuple[int, int]


def chosen(conclusions: Sequence[Conclusion]) -> Conclusion | None:
    """The one that counts: the last, explicit before implied."""
    explicit = [one for one in conclusions if one.strength == "explicit"]
    found = explicit or conclusions
    return found[-1] if found else None


class Mention(NamedTuple):
    """What the closing sentence names as decided.

    value  a body part without side ("knee"), a generic drug name, a number of visits, a strength in
           milligrams ("10/325") or a quantity of units ("60")
    side   of a body part, where one is given
    """

    issue: int | None
    span: Span
    what: Literal["body_part", "drug", "visits", "strength", "quantity"]
    value: str
    side: Literal["left", "right", "bilateral"] | None = None


class ProseCitation(NamedTuple):
    """A chapter with its year, a page or a regulation that the prose names."""

    issue: int | None
    span: Span
    chapter: str | None
    year: int | None
    regulation: str | None = None


Claim = GuidelineLimit | VisitCount | Comparison | EventDate | Conclusion | Mention | ProseCitation
"""One assertion of the letter."""

_KINDS: dict[type[Claim], str] = {
    GuidelineLimit: "guideline_limit",
    VisitCount: "visit_count",
    Comparison: "comparison",
    EventDate: "event_date",
    Conclusion: "conclusion",
    Mention: "mention",
    ProseCitation: "citation",
}


def kind_of(claim: Claim) -> str:
    """The name of the claim's kind in the machine interface."""
    return _KINDS[type(claim)]


class IssueClaims(NamedTuple):
    """The claims of one item, and the passage of its rationale (None where it has none).

    `conclusion` is the last, explicit before implied; `decided` bounds the words of the passage
    that say what is decided.
    """

    number: int
    passage: Passage | None = None
    limits: tuple[GuidelineLimit, ...] = ()
    counts: tuple[VisitCount, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    conclusion: Conclusion | None = None
    mentions: tuple[Mention, ...] = ()
    decided: tuple[int, int] = (0, 0)
    dates: tuple[EventDate, ...] = ()
    citations: tuple[ProseCitation, ...] = ()

    def all(self) -> tuple[Claim, ...]:
        """Every claim of the item."""
        return (
            *self.limits,
            *self.counts,
            *self.comparisons,
            *((self.conclusion,) if self.conclusion else ()),
            *self.mentions,
            *self.dates,
            *self.citations,
        )


class LetterClaims(NamedTuple):
    """The claims of a letter: of its summary, and of each item in order.

    `passages` are the summary (None) and each item's rationale (its number), where the letter has
    them.
    """

    summary: Passage | None
    summary_counts: tuple[VisitCount, ...]
    summary_dates: tuple[EventDate, ...]
    issues: tuple[IssueClaims, ...]
    passages: tuple[tuple[int | None, Passage], ...]

    def dates(self) -> Iterator[EventDate]:
        """Every date that names an event: those of the summary, then those of each item."""
        yield from self.summary_dates
        for issue in self.issues:
            yield from issue.dates

    def all(self) -> tuple[Claim, ...]:
        """Every claim in order of its place."""
        found: list[Claim] = [*self.summary_counts, *self.summary_dates]
        for issue in self.issues:
            found += issue.all()
        return tuple(sorted(found, key=lambda claim: (claim.span, kind_of(claim))))
