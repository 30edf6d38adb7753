"""Errors of arithmetic and of limits: totals, frequencies, parts, numbers of a guideline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.evaluation.planting.edits import Edit, ErrorClass, matches, sentences
from assistant.guidelines import limits_of
from assistant.guidelines.queries import editions_named
from assistant.letters.models import Issue, Letter
from assistant.text import Span

_TOTAL = re.compile(
    r"\b(\d{1,2})(?= (?:sessions?|visits?|treatments?)\b)"
    r"|(?<=\()(\d{1,2})(?=\))|(?<=#)(\d{1,2})\b|\b(?:QTY|quantity):? ?(\d{1,2})\b",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    r"\b(\d|one|two|three|once|twice)(?=(?: times?| x| visits?| sessions?|x)?"
    r" ?(?:per|a|each|/) ?(?:week|wk)\b)",
    re.IGNORECASE,
)
_WEEKS = re.compile(r"\b(\d{1,2})(?=[ -]?(?:weeks?|wks?)\b)", re.IGNORECASE)
_OTHER_FREQUENCY = {
    "one": "three",
    "two": "three",
    "three": "two",
    "once": "twice",
    "twice": "once",
}
_GUIDELINE = re.compile(r"\b(?:guidelines?|MTUS|recommends?|allows?|ACOEM|up to)\b", re.IGNORECASE)
_OTHER_SOURCE = re.compile(r"\b(?:ODG|Official Disability)\b")
_LIMIT = re.compile(
    r"\b(\d{1,3})(?:(?:\s?-\s?|\sto\s)(\d{1,3}))?"
    r"(?=\s(?:visits?|sessions?|treatments?|weeks?|months?|mg\b))",
    re.IGNORECASE,
)
_NOT_EXCEEDS = re.compile(r"\b(?:does|do|did) not exceed\b", re.IGNORECASE)
_EXCEEDS = re.compile(
    r"(?<!\bnot\s)\b(exceeds|exceed|exceeding|(?:is|are) in excess of|in excess of)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b((?:is|are|falls?) within)\b(?=.{0,60}guideline)", re.IGNORECASE)


_IN_A_RULE = re.compile(r"\b(?:when|if|should|must|may not|explaining)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b\d{1,3}\s(?:\w{1,12}\s){0,3}(?:visits?|sessions?|treatments?)\b", re.IGNORECASE
)


def _adds_up(issue: Issue) -> bool:
    request = issue.request
    return bool(
        request.visits_explicit
        and request.per_week
        and request.weeks
        and request.visits
        and not issue.filled_from_summary
        and request.per_week[0] * request.weeks[0] == request.visits[0]
        and request.per_week[0] == request.per_week[1]
    )


def total(letter: Letter) -> Iterator[Edit]:
    """The total that stands beside frequency and weeks becomes another."""
    for issue in filter(_adds_up, letter.issues):
        assert issue.request.visits is not None  # noqa: S101 - `_adds_up` asks for it
        wanted = issue.request.visits[0]
        for match in matches(letter, issue.span, _TOTAL):
            number = next(group for group in match.groups() if group)
            if float(number) == wanted:
                at = match.start() + match.group().index(number)
                yield Edit(Span(at, at + len(number)), str(int(wanted) + 3), issue.number)
                break


def frequency(letter: Letter) -> Iterator[Edit]:
    """The frequency becomes another while the total stays."""
    for issue in filter(_adds_up, letter.issues):
        for match in list(matches(letter, issue.span, _FREQUENCY))[:1]:
            said = match.group(1)
            other = _OTHER_FREQUENCY.get(said.lower()) or str(int(said) + 1)
            yield Edit(Span(match.start(1), match.end(1)), other, issue.number)


def weeks(letter: Letter) -> Iterator[Edit]:
    """The number of weeks becomes another while the total stays."""
    for issue in filter(_adds_up, letter.issues):
        for match in list(matches(letter, issue.span, _WEEKS))[:1]:
            more = str(int(match.group(1)) + 2)
            yield Edit(Span(match.start(1), match.end(1)), more, issue.number)


def partial(letter: Letter) -> Iterator[Edit]:
    """One part of a partial certification becomes another number."""
    for issue in letter.issues:
        parts = issue.partial
        if parts is None or None in (
            parts.authorized_visits,
            parts.remaining_visits,
            parts.original_visits,
        ):
            continue
        assert parts.remaining_visits is not None  # noqa: S101 - asked for above
        found = [
            match
            for match in matches(letter, issue.span, re.compile(r"\b\d{1,2}\b"))
            if float(match.group()) == parts.remaining_visits
        ]
        if found:
            more = str(int(parts.remaining_visits) + 1)
            yield Edit(Span(found[-1].start(), found[-1].end()), more, issue.number)


def _known(issue: Issue) -> set[float]:
    """Every number that the editions cited for `issue` give."""
    found: set[float] = set()
    for citation in issue.reviewer_citations:
        if citation.chapter is None:
            continue
        for edition in editions_named(citation.chapter):
            if citation.year is None or edition.year == citation.year:
                for limit in limits_of(edition.key):
                    found.update(limit.value)
                    found.update(float(one) for one in re.findall(r"\d+", limit.over or ""))
    return found


def _quoted(letter: Letter) -> Iterator[tuple[Issue, re.Match[str]]]:
    """Numbers in sentences about a guideline that one of the cited editions gives."""
    for issue in letter.issues:
        if issue.rationale is None:
            continue
        known = _known(issue)
        for sentence in sentences(letter, issue.rationale.span):
            words = letter.document.slice(sentence)
            # of the numbers of other sources nothing is known
            if not _GUIDELINE.search(words) or _OTHER_SOURCE.search(words):
                continue
            for match in matches(letter, sentence, _LIMIT):
                numbers = {float(one) for one in match.groups() if one}
                if numbers <= known:
                    yield issue, match


def limit_value(letter: Letter) -> Iterator[Edit]:
    """A number of visits or weeks that the guideline gives becomes one that it does not give."""
    for issue, match in _quoted(letter):
        known = _known(issue)
        group = 2 if match.group(2) else 1
        number = int(match.group(group))
        other = next(one for one in range(number + 3, number + 60) if float(one) not in known)
        yield Edit(Span(match.start(group), match.end(group)), str(other), issue.number)


def limit_unit(letter: Letter) -> Iterator[Edit]:
    """Weeks of a guideline become months."""
    for issue, match in _quoted(letter):
        text = letter.document.text
        unit = re.compile(r"\s(weeks?)\b").match(text, match.end())
        if unit:
            yield Edit(Span(unit.start(1), unit.end(1)), "months", issue.number)


def comparison(letter: Letter) -> Iterator[Edit]:
    """The word "exceeds" becomes "is within", and the other way round.

    Only where the sentence counts the visits of the request or of the guideline, so that the letter
    itself shows the error, and not in a rule ("when treatment exceeds the guideline ...").
    """
    for issue in letter.issues:
        if issue.rationale is None or issue.request.visits is None:
            continue
        for sentence in sentences(letter, issue.rationale.span):
            words = letter.document.slice(sentence)
            if _IN_A_RULE.search(words) or not _COUNTED.search(words):
                continue
            for match in matches(letter, sentence, _NOT_EXCEEDS):
                yield Edit(Span(match.start(), match.end()), "exceeds", issue.number)
            for match in matches(letter, sentence, _EXCEEDS):
                yield Edit(Span(match.start(), match.end()), "is within", issue.number)
            for match in matches(letter, sentence, _WITHIN):
                yield Edit(Span(match.start(), match.end()), "is in excess of", issue.number)


_DIAGNOSES = (
    "myalgia and myositis",
    "myalgia",
    "myositis",
    "arthritis",
    "radiculitis",
    "neuralgia",
)
_OTHER_DIAGNOSIS = "complex regional pain syndrome"


def condition(letter: Letter) -> Iterator[Edit]:
    """The condition that the guideline gives a number of visits for becomes another."""
    for issue, match in _quoted(letter):
        text = letter.document.text
        for name in _DIAGNOSES:
            words = rf"\s\w+\sover\s[\d\s-]+weeks\sfor\s({name.replace(' ', chr(92) + 's+')})\b"
            behind = re.compile(words).match(text, match.end())
            if behind:
                yield Edit(Span(behind.start(1), behind.end(1)), _OTHER_DIAGNOSIS, issue.number)
                break


_LENGTH = re.compile(
    r"(?:longer than|up to|limit use to|extend[^.]{0,24}beyond)\s(?:\d{1,2}\sto\s)?(\d{1,2})"
    r"(?=\s(?:weeks|months))"
)


def length_of_treatment(letter: Letter) -> Iterator[Edit]:
    """The longest treatment that the guideline gives becomes a longer one that it does not give."""
    for issue in letter.issues:
        if issue.rationale is None or not _known(issue):
            continue
        known = _known(issue)
        for sentence in sentences(letter, issue.rationale.span):
            if not _GUIDELINE.search(letter.document.slice(sentence)):
                continue
            for match in matches(letter, sentence, _LENGTH):
                number = int(match.group(1))
                if float(number) not in known:
                    continue
                other = next(one for one in range(number + 3, 99) if float(one) not in known)
                yield Edit(Span(match.start(1), match.end(1)), str(other), issue.number)


CLASSES = (
    ErrorClass("total", "arithmetic", total),
    ErrorClass("frequency", "arithmetic", frequency),
    ErrorClass("weeks", "arithmetic", weeks),
    ErrorClass("partial-certification", "arithmetic", partial),
    ErrorClass("limit-value", "limits", limit_value),
    ErrorClass("limit-unit", "limits", limit_unit),
    ErrorClass("comparison", "limits", comparison),
    ErrorClass("condition", "limits", condition),
    ErrorClass("length-of-treatment", "limits", length_of_treatment),
)
