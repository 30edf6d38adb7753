"""Errors between an item and its own rationale: side, body part, service, drug, strength, count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.evaluation.planting.edits import (
    Edit,
    ErrorClass,
    capitalised_like,
    closing,
    matches,
    sentences,
)
from assistant.letters.models import Issue, Letter
from assistant.terms import find_body_parts, find_drugs, same_region
from assistant.text import Span

_SIDE = re.compile(r"\b(left|right)\b", re.IGNORECASE)
_OTHER_SIDE = {"left": "right", "right": "left"}
_COUNT = re.compile(r"(?<=#)\s?(\d{1,3})\b")
_VISITS = re.compile(r"\b(\d{1,2})(?=\s(?:\w+\s){0,2}(?:sessions?|visits?|treatments?)\b)")
_STRENGTH = re.compile(r"\b(\d{1,4})(?=\s?mg\b)", re.IGNORECASE)
_PARTS = ("knee", "shoulder", "wrist", "ankle", "elbow", "hip", "neck", "low back")
_SERVICES = (
    ("physical therapy", "acupuncture"),
    ("acupuncture", "physical therapy"),
    ("chiropractic", "acupuncture"),
    ("MRI", "CT scan"),
    ("massage therapy", "acupuncture"),
    ("occupational therapy", "acupuncture"),
    ("urine drug screen", "functional capacity evaluation"),
    ("functional capacity evaluation", "urine drug screen"),
)
_OTHER_DRUGS = ("Naproxen", "Gabapentin", "Omeprazole", "Tramadol")


def _closings(letter: Letter) -> Iterator[tuple[Issue, Span]]:
    for issue in letter.issues:
        span = closing(letter, issue)
        if span is not None:
            yield issue, span


def _titled_sides(issue: Issue) -> set[str]:
    return {match.group().lower() for match in _SIDE.finditer(issue.title)}


def side_in_closing(letter: Letter) -> Iterator[Edit]:
    """The closing sentence names the other side."""
    for issue, span in _closings(letter):
        if len(_titled_sides(issue)) != 1:
            continue
        for match in list(matches(letter, span, _SIDE))[:1]:
            other = capitalised_like(match.group(), _OTHER_SIDE[match.group().lower()])
            yield Edit(Span(match.start(), match.end()), other, issue.number)


def side_in_title(letter: Letter) -> Iterator[Edit]:
    """The title names the other side than a rationale that names one."""
    for issue in letter.issues:
        if issue.rationale is None or len(_titled_sides(issue)) != 1:
            continue
        said = {one.group().lower() for one in matches(letter, issue.rationale.span, _SIDE)}
        if said != _titled_sides(issue):
            continue
        for match in list(matches(letter, issue.span, _SIDE))[:1]:
            other = capitalised_like(match.group(), _OTHER_SIDE[match.group().lower()])
            yield Edit(Span(match.start(), match.end()), other, issue.number)


def body_part(letter: Letter) -> Iterator[Edit]:
    """The closing sentence names another part of the body than the item."""
    for issue, span in _closings(letter):
        own = {part.part for part in find_body_parts(issue.title)}
        words = letter.document.slice(span)
        named = [part for part in find_body_parts(words) if part.part in own]
        if len(own) != 1 or len(named) != 1:
            continue
        part = named[0]
        said = words[part.span.start : part.span.end]
        at = said.lower().find(part.part)
        if at < 0:
            continue
        start = span.start + part.span.start + at
        other = next(one for one in _PARTS if not same_region(one, part.part))
        yield Edit(Span(start, start + len(part.part)), other, issue.number)


def service(letter: Letter) -> Iterator[Edit]:
    """The closing sentence decides another service than the item."""
    for issue, span in _closings(letter):
        for name, other in _SERVICES:
            if not re.search(rf"\b{name}\b", issue.title, re.IGNORECASE):
                continue
            pattern = re.compile(rf"\b{name.replace(' ', chr(92) + 's+')}\b", re.IGNORECASE)
            found = list(matches(letter, span, pattern))
            if len(found) == 1:
                yield Edit(Span(found[0].start(), found[0].end()), other, issue.number)
                break


def drug(letter: Letter) -> Iterator[Edit]:
    """The closing sentence decides another drug than the item."""
    for issue, span in _closings(letter):
        own = {one.generic for one in find_drugs(issue.title)}
        named = [one for one in find_drugs(letter.document.slice(span)) if one.generic in own]
        if len(named) != 1:
            continue
        where = named[0].span
        other = next(name for name in _OTHER_DRUGS if find_drugs(name)[0].generic not in own)
        yield Edit(Span(span.start + where.start, span.start + where.end), other, issue.number)


def _number_in_closing(letter: Letter, pattern: re.Pattern[str]) -> Iterator[Edit]:
    for issue, span in _closings(letter):
        titled = {match.group(1) for match in pattern.finditer(issue.title)}
        for match in list(matches(letter, span, pattern))[:1]:
            if match.group(1) in titled:
                more = str(int(match.group(1)) + 10)
                yield Edit(Span(match.start(1), match.end(1)), more, issue.number)


def strength(letter: Letter) -> Iterator[Edit]:
    """The closing sentence gives another strength than the item."""
    yield from _number_in_closing(letter, _STRENGTH)


def quantity(letter: Letter) -> Iterator[Edit]:
    """The closing sentence gives another count ("#60") than the item."""
    yield from _number_in_closing(letter, _COUNT)


def visits(letter: Letter) -> Iterator[Edit]:
    """The closing sentence gives another number of visits than the item."""
    yield from _number_in_closing(letter, _VISITS)


def visits_in_rationale(letter: Letter) -> Iterator[Edit]:
    """A sentence of the rationale gives "the requested" visits as another number."""
    for issue in letter.issues:
        request = issue.request.visits
        if issue.rationale is None or request is None or request[0] != request[1]:
            continue
        for sentence in sentences(letter, issue.rationale.span):
            if not re.search(r"\brequest", letter.document.slice(sentence), re.IGNORECASE):
                continue
            found = [
                one
                for one in matches(letter, sentence, _VISITS)
                if float(one.group(1)) == request[0]
            ]
            if len(found) == 1:
                other = str(int(found[0].group(1)) + 7)
                yield Edit(Span(found[0].start(1), found[0].end(1)), other, issue.number)
                break


def drug_in_rationale(letter: Letter) -> Iterator[Edit]:
    """A sentence before the closing one calls another drug the requested one."""
    for issue in letter.issues:
        own = find_drugs(issue.title)
        if issue.rationale is None or not own or not issue.rationale.span.start:
            continue
        other = next(
            name
            for name in _OTHER_DRUGS
            if find_drugs(name)[0].generic not in {one.generic for one in own}
        )
        at = issue.rationale.span.start
        yield Edit(Span(at, at), f"The requested {other} was taken before. ", issue.number)


def denied_beside(letter: Letter) -> Iterator[Edit]:
    """Review is said to have denied, beside an item, a treatment that no item decides."""
    span = letter.summary.span
    if span is None or not letter.issues:
        return
    titles = " ".join(issue.title for issue in letter.issues)
    named = [name for name, _ in _SERVICES if re.search(rf"\b{name}\b", titles, re.IGNORECASE)]
    if not named:
        return
    other = "urine drug screen" if "drug" not in titles.lower() else "acupuncture"
    if other in titles.lower():
        return
    words = f" Utilization review denied {named[0]} and a {other}."
    yield Edit(Span(span.end, span.end), words, None)


CLASSES = (
    ErrorClass("side-in-closing", "items", side_in_closing),
    ErrorClass("side-in-title", "items", side_in_title),
    ErrorClass("body-part", "items", body_part),
    ErrorClass("service", "items", service),
    ErrorClass("drug", "items", drug),
    ErrorClass("strength", "items", strength),
    ErrorClass("quantity", "items", quantity),
    ErrorClass("visits-in-closing", "items", visits),
    ErrorClass("visits-in-rationale", "items", visits_in_rationale),
    ErrorClass("drug-in-rationale", "items", drug_in_rationale),
    ErrorClass("denied-beside", "items", denied_beside),
)
