"""Errors of conclusion: outcomes flipped, negations dropped or doubled, parts missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.evaluation.planting.edits import Edit, ErrorClass, closing, matches
from assistant.letters.models import Letter
from assistant.text import Span

_OUTCOME = re.compile(r"\b(upheld|overturned)\b", re.IGNORECASE)
_NOT = re.compile(r"\bnot (?=(?:be )?(?:considered |deemed )?medically\s+necessary)")
_IS = re.compile(r"\b(?:is|are|was|were) (?=medically\s+necessary)")
_STATE = re.compile(r"^.{0,20}Licens[^\n]*\n", re.MULTILINE | re.IGNORECASE)


def outcome(letter: Letter) -> Iterator[Edit]:
    """The outcome beside the title becomes the other one."""
    for issue in letter.issues:
        if issue.outcome_span is None or closing(letter, issue) is None:
            continue
        for match in list(matches(letter, issue.outcome_span, _OUTCOME))[:1]:
            other = "Overturned" if match.group().lower() == "upheld" else "Upheld"
            yield Edit(Span(match.start(), match.end()), other, issue.number)


def negation_dropped(letter: Letter) -> Iterator[Edit]:
    """The closing "is not medically necessary" loses its "not"."""
    for issue in letter.issues:
        for match in matches(letter, closing(letter, issue), _NOT):
            if issue.outcome == "upheld":
                yield Edit(Span(match.start(), match.end()), "", issue.number)


def negation_added(letter: Letter) -> Iterator[Edit]:
    """The closing "is medically necessary" gets a "not"."""
    for issue in letter.issues:
        for match in matches(letter, closing(letter, issue), _IS):
            if issue.outcome == "overturned":
                yield Edit(Span(match.end(), match.end()), "not ", issue.number)


def negation_doubled(letter: Letter) -> Iterator[Edit]:
    """The closing "is not medically necessary" becomes "is not not medically necessary"."""
    for issue in letter.issues:
        for match in matches(letter, closing(letter, issue), _NOT):
            yield Edit(Span(match.start(), match.start()), "not ", issue.number)


def rationale_missing(letter: Letter) -> Iterator[Edit]:
    """The words of the rationale are gone, its heading stays."""
    for issue in letter.issues:
        if issue.rationale is not None:
            yield Edit(issue.rationale.span, "", issue.number)


def rationale_of_another(letter: Letter) -> Iterator[Edit]:
    """The rationale of one item stands under another of another service too."""
    for issue in letter.issues:
        for other in letter.issues:
            if issue.rationale and other.rationale and issue.service != other.service:
                words = letter.document.slice(other.rationale.span)
                yield Edit(issue.rationale.span, words, issue.number)
                break


def qualifications_missing(letter: Letter) -> Iterator[Edit]:
    """The line with the reviewer's licence is gone."""
    if letter.reviewer.licensed_in:
        whole = Span(0, letter.issues[0].span.start if letter.issues else 0)
        for match in list(matches(letter, whole, _STATE))[:1]:
            yield Edit(Span(match.start(), match.end()), "", None)


CLASSES = (
    ErrorClass("outcome-flipped", "conclusion", outcome),
    ErrorClass("negation-dropped", "conclusion", negation_dropped),
    ErrorClass("negation-added", "conclusion", negation_added),
    ErrorClass("negation-doubled", "conclusion", negation_doubled),
    ErrorClass("rationale-missing", "completeness", rationale_missing),
    ErrorClass("rationale-of-another-item", "items", rationale_of_another),
    ErrorClass("qualifications-missing", "completeness", qualifications_missing),
)
