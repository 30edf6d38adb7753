"""A letter to its claims: the summary once, then each item's rationale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.claims.citations import find_citations
from assistant.claims.comparisons import find_comparisons
from assistant.claims.conclusions import find_conclusions
from assistant.claims.dates import find_event_dates
from assistant.claims.mentions import decided_words, find_mentions
from assistant.claims.models import IssueClaims, LetterClaims, chosen
from assistant.claims.numbers import read_numbers
from assistant.claims.prose import read_passage

if TYPE_CHECKING:
    from assistant.letters.models import Issue, Letter
    from assistant.text import Document


def read_claims(letter: Letter) -> LetterClaims:
    """Every claim of `letter`; an item without rationale has none."""
    document = letter.document
    summary = read_passage(document, letter.summary.span) if letter.summary.span else None
    issues = tuple(_issue(document, issue) for issue in letter.issues)
    told = ((None, summary), *((one.number, one.passage) for one in issues))
    return LetterClaims(
        summary=summary,
        summary_counts=read_numbers(summary, None)[1] if summary else (),
        summary_dates=find_event_dates(summary, None) if summary else (),
        issues=issues,
        passages=tuple((number, passage) for number, passage in told if passage is not None),
    )


def _issue(document: Document, issue: Issue) -> IssueClaims:
    if issue.rationale is None:
        return IssueClaims(number=issue.number)
    number = issue.number
    passage = read_passage(document, issue.rationale.span)
    limits, counts = read_numbers(passage, number)
    conclusions = find_conclusions(passage, number)
    conclusion = chosen(conclusions)
    decided = decided_words(passage, conclusion) if conclusion else (0, 0)
    return IssueClaims(
        number=number,
        passage=passage,
        limits=limits,
        counts=counts,
        comparisons=find_comparisons(passage, number),
        conclusions=conclusions,
        conclusion=conclusion,
        mentions=find_mentions(passage, conclusion, decided, number),
        decided=decided,
        dates=find_event_dates(passage, number),
        citations=find_citations(passage, number),
    )
