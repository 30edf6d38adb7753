"""Errors of dates and of the person: order, conflicts, impossible values, identity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.evaluation.planting.edits import (
    Edit,
    ErrorClass,
    capitalised_like,
    matches,
    sentences,
)
from assistant.letters.models import Letter
from assistant.text import Span

_DATE = re.compile(r"\b(\d{1,2})([/-])(\d{1,2})[/-](\d{2}|\d{4})\b")
_INJURY = re.compile(
    r"(?:date of injury|injury date|injured on|industrial injury on|DOI|injury of)"
    r"[^.\d]{0,40}?(\d{1,2})[/-](\d{1,2})[/-](\d{4})",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(\d{2})(?=[ -]years?[ -]old\b)", re.IGNORECASE)
_SEX = re.compile(r"(?<=year)([ -]old[ -])(male|female|man|woman)\b", re.IGNORECASE)
_OTHER_SEX = {"male": "female", "female": "male", "man": "woman", "woman": "man"}
_PRONOUN = re.compile(r"\b(he|she|his|her)\b", re.IGNORECASE)
_OTHER_PRONOUN = {"he": "she", "she": "he", "his": "her", "her": "his"}
_OTHER_PERSON = re.compile(
    r"\b(?:physician|provider|doctor|surgeon|therapist|chiropractor|psycholog\w+|treater|wife|"
    r"husband|spouse|mother|father|son|daughter|nurse|reviewer|examiner|supervisor|boss|"
    r"co-?worker|dr)\b",
    re.IGNORECASE,
)
_PAIN = re.compile(r"\b(\d{1,2})(?=/10\b)")


def _swap(letter: Letter, first: str, second: str) -> Iterator[Edit]:
    """The header's date `first` moves to a year after that of `second`."""
    one, other = letter.date_spans.get(first), letter.date_spans.get(second)
    later = getattr(letter.dates, second)
    if one is None or other is None or later is None or getattr(letter.dates, first) is None:
        return
    year = re.compile(r"\d{4}$").search(letter.document.slice(one))
    if year:
        start = one.start + year.start()
        yield Edit(Span(start, one.end), str(later.year + 2), None)


def denial_after_decision(letter: Letter) -> Iterator[Edit]:
    """The denial is dated after the decision."""
    yield from _swap(letter, "ur_denial", "decision")


def application_after_decision(letter: Letter) -> Iterator[Edit]:
    """The application is dated after the decision."""
    yield from _swap(letter, "application_received", "decision")


def injury_after_denial(letter: Letter) -> Iterator[Edit]:
    """The injury is dated after the denial."""
    yield from _swap(letter, "injury", "ur_denial")


def injury_date(letter: Letter) -> Iterator[Edit]:
    """The summary's injury date is of another year than the header's."""
    for match in matches(letter, letter.summary.span, _INJURY):
        year = int(match.group(3))
        if letter.dates.injury and letter.dates.injury.year == year:
            start = match.end() - 4
            yield Edit(Span(start, match.end()), str(year - 1), None)
            return


def ur_date(letter: Letter) -> Iterator[Edit]:
    """The summary's denial date is of another month than the header's."""
    denial = letter.dates.ur_denial
    if denial is None or denial not in letter.summary.ur_dates:
        return
    text = letter.document.text
    for match in matches(letter, letter.summary.span, _DATE):
        month, day, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
        if (month, day, year % 100) == (denial.month, denial.day, denial.year % 100):
            before = text[max(0, match.start() - 120) : match.start()]
            if re.search(r"utilization review|UR\b|denied|denial|non-?certif", before):
                other = f"{month % 12 + 1:02d}"
                yield Edit(Span(match.start(1), match.end(1)), other, None)
                return


def impossible_date(letter: Letter) -> Iterator[Edit]:
    """A day of the summary becomes one that no month has."""
    for match in list(matches(letter, letter.summary.span, _DATE))[-1:]:
        yield Edit(Span(match.start(3), match.end(3)), "32", None)


def age(letter: Letter) -> Iterator[Edit]:
    """An age given twice is not the same twice; given once, it is impossible."""
    found = list(matches(letter, Span(0, len(letter.document.text)), _AGE))
    if not found:
        return
    last = found[-1]
    twice = len({one.group() for one in found}) == 1 and len(found) > 1
    yield Edit(
        Span(last.start(), last.end()),
        str(int(last.group()) - 9) if twice else "07",
        None,
    )


def sex(letter: Letter) -> Iterator[Edit]:
    """A man among pronouns of a woman, or the other way round."""
    said = [one.group().lower() for one in matches(letter, letter.summary.span, _PRONOUN)]
    if len(said) < 2:
        return
    for match in list(matches(letter, letter.summary.span, _SEX))[:1]:
        other = capitalised_like(match.group(2), _OTHER_SEX[match.group(2).lower()])
        yield Edit(Span(match.start(2), match.end(2)), other, None)


def pronoun(letter: Letter) -> Iterator[Edit]:
    """One pronoun of the summary, in a sentence on nobody but the worker, is of the other sex."""
    span = letter.summary.span
    if letter.summary.sex is None or span is None:
        return
    own = [
        match
        for sentence in sentences(letter, span)
        if not _OTHER_PERSON.search(letter.document.slice(sentence))
        for match in matches(letter, sentence, _PRONOUN)
    ]
    for match in own[:1]:
        other = capitalised_like(match.group(), _OTHER_PRONOUN[match.group().lower()])
        yield Edit(Span(match.start(), match.end()), other, None)


def pain_score(letter: Letter) -> Iterator[Edit]:
    """A pain score above the scale."""
    for match in list(matches(letter, letter.summary.span, _PAIN))[:1]:
        yield Edit(Span(match.start(), match.end()), "14", None)


def _after_summary_start(letter: Letter, words: str) -> Iterator[Edit]:
    span = letter.summary.span
    if span is not None:
        yield Edit(Span(span.end, span.end), words, None)


def birth_date(letter: Letter) -> Iterator[Edit]:
    """A date of birth at the end of the summary."""
    yield from _after_summary_start(letter, " The date of birth is 04/11/1969.")


def claim_number(letter: Letter) -> Iterator[Edit]:
    """A claim number at the end of the summary."""
    yield from _after_summary_start(letter, " The claim number is WC-2013-448812.")


def social_security_number(letter: Letter) -> Iterator[Edit]:
    """A social security number at the end of the summary."""
    yield from _after_summary_start(letter, " SSN: 512-44-9087.")


def patient_name(letter: Letter) -> Iterator[Edit]:
    """The worker's name at the end of the summary."""
    yield from _after_summary_start(letter, " The patient, Mr. John Delgado, was seen again.")


CLASSES = (
    ErrorClass("denial-after-decision", "dates", denial_after_decision),
    ErrorClass("application-after-decision", "dates", application_after_decision),
    ErrorClass("injury-after-denial", "dates", injury_after_denial),
    ErrorClass("injury-date", "dates", injury_date),
    ErrorClass("ur-date", "dates", ur_date),
    ErrorClass("impossible-date", "dates", impossible_date),
    ErrorClass("age", "person", age),
    ErrorClass("sex", "person", sex),
    ErrorClass("pronoun", "person", pronoun),
    ErrorClass("pain-score", "person", pain_score),
    ErrorClass("birth-date", "privacy", birth_date),
    ErrorClass("claim-number", "privacy", claim_number),
    ErrorClass("social-security-number", "privacy", social_security_number),
    ErrorClass("patient-name", "privacy", patient_name),
)
