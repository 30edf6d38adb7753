"""What a title leaves out, from the summary's own account of the same request.

A title may ask for "eight physical therapy sessions" where the summary tells that utilization
review denied "physical therapy 2x4 for the neck". Only a sentence that tells what was asked for or
refused counts, only its words on the same service (and, where both name one, the same part of the
body or the same drug), and only where no number of theirs contradicts the title. Care already given
is never taken for a request.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from assistant.quantities import Range, Request, read_request
from assistant.terms import (
    Service,
    ServiceMention,
    body_parts_of,
    find_drugs,
    find_services,
    same_region,
)
from assistant.text import stems, words_of
from assistant.text.patterns import expression, phrases

_ASKED = phrases(
    r"request(?:s|ed|ing)?",
    r"non-?\s?certif\w{1,8}",
    r"not\scertified",
    "denied",
    "denying",
    "modified",
    r"disput(?:e|ed|es)",
    r"authoriz(?:e|ation)",
    "apply",
    r"applied\sfor",
    "seeks",
    "sought",
    r"order(?:ed)?",
    r"recommend\w{0,3}",
    r"prescri\w{1,6}",
)
_ASKING = stems(
    "request", "non", "not", "denied", "denying", "modified", "disput", "authoriz", "apply",
    "applied", "seeks", "sought", "order", "recommend", "prescri",
)  # fmt: skip
_DECIDED = phrases(
    r"utili[sz]ation\sreview",
    "ur",
    r"non-?\s?certif\w{1,8}",
    r"not\scertified",
    "denied",
    "modified",
    r"disput\w{1,3}",
)
_GIVEN = phrases(
    r"complet(?:ed|ion)",
    "attended",
    "received",
    r"previous(?:ly)?",
    "prior",
    "had",
    "underwent",
    "undergone",
    r"to\sdate",
    r"so\sfar",
    "already",
    r"has\sincluded",
    r"have\sincluded",
    r"treated\swith",
    "past",
)
_OPENS = phrases(
    r"request(?:s|ed|ing)?\b(?:\s(?:was|were|is)\s(?:made|received|submitted))?(?:\s(?:for|of)\b)?",
    r"non-?\s?certif(?:ied|ication)\b(?:\s(?:for|of)\b)?",
    r"denied\b(?:\sthe)?",
    r"modified\b(?:\sthe)?",
    tail="",
)
_JOINT = expression(r",\s(?:and\s)?|;\s|\sand\s|\sas\swell\sas\s|\splus\s|:\s")
_SENTENCE = expression(r"[.!?][\"')]{0,2} (?=[A-Z0-9\"'(])")
_FIELDS = ("per_week", "weeks", "visits", "duration", "strength", "quantity", "refills", "dosing")
_WORD = expression(r"[a-z]{3,}")
_COMMON = frozenset(("unit", "device", "surgical", "service", "the", "and"))
_KINDS: frozenset[Service] = frozenset(
    ("dme", "other", "other_diagnostic", "other_injection", "surgery", "modality", "tens_neurostim")
)
"""Services that hold many different things, so that the same words must name them."""
_LONGEST_SUMMARY = 30_000
_LONGEST_SENTENCE = 4000
"""Characters of a sentence that are read; longer ones are lists or damage."""


class Clause:
    """What a sentence of the summary says was asked for: one service with its numbers.

    `decided` marks a sentence on what utilization review decided.
    """

    def __init__(self, mention: ServiceMention, text: str, *, decided: bool) -> None:
        self.mention = mention
        self.text = text
        self.decided = decided

    @cached_property
    def body_parts(self) -> tuple[str, ...]:
        """The parts of the body that the clause names."""
        return body_parts_of(self.text)

    @cached_property
    def request(self) -> Request:
        """The quantities that the clause states."""
        return read_request(self.text, self.mention.service).request


class Filled(NamedTuple):
    """A request with what the summary added to it."""

    request: Request
    body_parts: tuple[str, ...]
    fields: tuple[str, ...]


class SummaryAccount:
    """The requests that the summary tells of; read only when a title leaves something out."""

    def __init__(self, prose: str) -> None:
        self._prose = prose[:_LONGEST_SUMMARY]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses on requests: those of the decision first, later ones before earlier."""
        found: list[Clause] = []
        prose = self._prose
        ends = [match.end() for match in _SENTENCE.finditer(prose)]
        read_to = 0
        for asked in words_of(prose).places(_ASKING):
            if asked >= read_to and _ASKED.match(prose, asked):
                place = bisect_right(ends, asked)
                read_to = ends[place] if place < len(ends) else len(prose)
                start = ends[place - 1] if place else 0
                found += _clauses(prose[start : min(read_to, start + _LONGEST_SENTENCE)])
        found.reverse()
        found.sort(key=lambda clause: not clause.decided)
        return tuple(found)

    def fill(
        self, title: str, service: Service, body_parts: tuple[str, ...], request: Request
    ) -> Filled:
        """`request` with what the account of the same request adds."""
        same = [
            clause
            for clause in self.clauses
            if _same_request(clause, title, service, body_parts, request)
        ]
        fields: list[str] = []
        for clause in same:
            if fields and _contradicts(clause.request, request):
                continue
            added = {
                name: getattr(clause.request, name)
                for name in _FIELDS
                if getattr(request, name) is None and getattr(clause.request, name) is not None
            }
            if not added:
                continue
            request = _with(request, clause.request, added)
            fields += added
        if not body_parts and request.drug is None:
            named = next((clause.body_parts for clause in same if clause.body_parts), ())
            if named:
                body_parts = named
                fields.append("body_parts")
        return Filled(request, body_parts, tuple(fields))


def _with(request: Request, clause: Request, added: dict[str, object]) -> Request:
    update = dict(added)
    if "visits" in added:
        update["visits_explicit"] = clause.visits_explicit
    if "quantity" in added:
        update["count"] = clause.count
    return request.model_copy(update=update)


def _clauses(sentence: str) -> list[Clause]:
    """One clause for each service that the sentence names, cut where the list is joined."""
    mentions = [mention for mention in find_services(sentence) if not mention.weak]
    if not mentions:
        return []
    decided = bool(_DECIDED.search(sentence))
    cuts = [_opening(sentence, mentions[0].span.start)]
    for before, after in pairwise(mentions):
        joints = list(_JOINT.finditer(sentence, before.span.end, after.span.start))
        cuts.append(joints[-1].end() if joints else after.span.start)
    cuts.append(len(sentence))
    clauses = []
    for place, mention in enumerate(mentions):
        text = sentence[cuts[place] : cuts[place + 1]].strip(" ,;.")
        if _GIVEN.search(text) or (
            not decided and _GIVEN.search(sentence, max(0, cuts[place] - 200), cuts[place])
        ):
            continue
        clauses.append(Clause(mention, text, decided=decided))
    return clauses


def _opening(sentence: str, before: int) -> int:
    start = 0
    for match in _OPENS.finditer(sentence, 0, before):
        start = match.end()
    return start


def _same_request(
    clause: Clause,
    title: str,
    service: Service,
    body_parts: tuple[str, ...],
    request: Request,
) -> bool:
    if clause.mention.service != service:
        return False
    if service in _KINDS and not _words(clause.mention.words) <= _words(title):
        return False
    if request.drug is not None:
        asked = {drug.generic for drug in find_drugs(title)}
        if asked.isdisjoint(drug.generic for drug in find_drugs(clause.text)):
            return False
    if body_parts and clause.body_parts and not _same_part(body_parts, clause.body_parts):
        return False
    return not _contradicts(clause.request, request)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.lower()) if word not in _COMMON)


def _same_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(same_region(a, b) for a in one for b in other)


def _contradicts(clause: Request, title: Request) -> bool:
    """Whether a number of the clause differs from one of the title, products included."""
    for name in ("per_week", "weeks", "duration", "strength", "refills"):
        one, other = getattr(clause, name), getattr(title, name)
        if one is not None and other is not None and one != other:
            return True
    if clause.count is not None and title.count is not None and clause.count != title.count:
        return True
    per_week, weeks = title.per_week or clause.per_week, title.weeks or clause.weeks
    totals = {visits for visits in (clause.visits, title.visits) if visits is not None}
    if title.visits is not None and per_week and weeks:
        totals.add(_product(per_week, weeks))
    return len(totals) > 1


def _product(one: Range, other: Range) -> Range:
    return one[0] * other[0], one[1] * other[1]
