"""What utilization review decided, when, what it certified of the request, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, cast

from assistant.facts.finding import by_date
from assistant.facts.models import Fact, Source, UrDecision
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.letters.dates import PATTERN, read_date
from assistant.terms import Service, find_services
from assistant.text.patterns import expression

Decided = Literal["denied", "modified", "approved", "not stated"]

_REVIEW = Sought(r"\b(?:(?i:utili[sz]ation review|claims administrator)|UR)\b")
_DAY = expression(PATTERN, re.IGNORECASE)
_DATED_DENIAL = Sought(
    r"\b(?:denial|non-?certification|denied|non-?certified|modification|modified)\b[^.;\n]{0,60}?"
    rf"\b(?:dated|on|of) (?P<day>{PATTERN})",
    re.IGNORECASE,
)
_GUESSED = expression(r"\b(?:if|whether|may|might|would|could)\b", re.IGNORECASE)
_ASKED_FOR = expression(
    r"(?:disputed |requested |proposed )?(?:requests?|treatments?|services?|procedures?|items?)"
    r"(?: requested| in dispute| under review| for review|\(s\))?\b(?! (?:received|date|for auth))",
    re.IGNORECASE,
)
_ABLATION = expression(r"\b(?:ablation|neurotomy|rhizotomy|radio-?frequency)", re.IGNORECASE)
_DECIDED = Sought(
    r"\b(?P<modified>modif\w+|partial(?:ly)? (?:approv|certif|authori|den)\w+"
    r"|conditionally (?:approv|certif|authori)\w+"
    r"|(?:approv|certif|authori[sz]|allow)\w* (?:only )?\d{1,3} (?:out )?of (?:the )?\d{1,3}"
    r"|approved in part|certified in part)"
    r"|\b(?P<denied>(?:unable|not able|declin\w+) to (?:certify|approve|authori[sz]e)"
    r"|(?:cannot|can not|could not|did not|does not|do not) (?:certify|approve|authori[sz]e)"
    r"|non-? ?certif\w+|not certif\w+|den(?:y|ied|ial)"
    r"|not (?:been )?(?:approved|authori[sz]ed)|not medically necessary)"
    r"|\b(?P<approved>approv\w+|certified|authori[sz]ed)",
    re.IGNORECASE,
)
_OUTCOME = expression(
    r"(?:determination|decision|outcome|recommendation|conclusion)s?\b", re.IGNORECASE
)
_WHY = expression(
    r"(?:(?:clinical |medical )?(?:reason(?:s|ing)?|rationale|basis|justification)"
    r"|explanation)\b",
    re.IGNORECASE,
)
_INLINE = expression(
    r"\b(?:(?:clinical |medical )?(?:reason(?:s|ing)?|rationale|basis|justification))\s?: ",
    re.IGNORECASE,
)
_BECAUSE = expression(
    r"\b(?:because|as (?=there|the)|since (?=there|the)|due to)\b ?", re.IGNORECASE
)
_CERTIFIED = expression(
    r"\bmodif\w+\b[^.;\n]{0,140}? to (?:certify |approve |authori[sz]e |allow )?"
    r"(?P<left>\d{1,3} [^.;,\n]{2,120}?)(?= because\b| as\b| since\b| due\b| on \d|[.;,\n]|$)"
    r"|(?:approv|certif|authori[sz]|allow)\w* (?:only )?(?P<part>\d{1,3} (?:out )?of (?:the )?"
    r"\d{1,3} [^.;,\n]{2,80}?)(?= on \d| because\b|[.;,\n]|$)"
    r"|(?:modified|modification|certif\w+|approv\w+|authori[sz]\w+|allow\w*)\b[^.;\n]{0,30}?"
    r"\b(?:to|for|of|:)[ ](?:(?:certify|approve|authorize|allow) )?(?P<behind>[^.;,\n]{3,160})"
    r"|(?P<before>\b\d{1,3} [^.;,\n]{0,80}?) (?:was|were|is|are)"
    r" (?:certified|approved|authori[sz]ed|allowed)\b",
    re.IGNORECASE,
)
_MOST = 500


def read_ur_decisions(proses: Sequence[Prose]) -> tuple[Fact[UrDecision], ...]:
    """Each decision of utilization review that stands with a date, once a record and day."""
    found: list[Fact[UrDecision]] = []
    for prose in proses:
        if prose.part.kind == "ur_decision":
            rows = list(_rows(prose))
            if len(rows) > 1:
                found += rows
                continue
            own = _own(prose)
            found += [own] if own else []
            found += [one for one in rows if own and _of_another(one, own)]
            if own:
                continue
        seen: set[date] = set()
        for match in _REVIEW.finditer(prose.text):
            start, end = prose.sentence(match.start())
            day = _day_of(prose.text, start, match.end(), end) or prose.opening_day(start)
            decided = _decided(prose.text, start, end)
            if day is None or decided is None or day in seen:
                continue
            seen.add(day)
            found.append(_fact(prose, decided, day, prose.sentence(decided.start())))
        found += _dated_denials(prose, seen)
    return by_date(found)


def _dated_denials(prose: Prose, seen: set[date]) -> Iterator[Fact[UrDecision]]:
    """Decisions that another record tells by their day: "the denial dated 05/09/2013 of …"."""
    for match in _DATED_DENIAL.finditer(prose.text):
        start, end = prose.sentence(match.start())
        day = read_date(match["day"])
        decided = _decided(prose.text, match.start(), end)
        if day is None or decided is None or day in seen:
            continue
        fact = _fact(prose, decided, day, (start, end))
        if (
            fact.value
            and fact.value.services
            and not _GUESSED.search(prose.text, start, match.start())
        ):
            seen.add(day)
            yield fact


def _of_another(row: Fact[UrDecision], own: Fact[UrDecision]) -> bool:
    """Whether a row tells the decision on another service."""
    if row.value is None or own.value is None:
        return False
    return row.value.services != own.value.services


def _rows(prose: Prose) -> Iterator[Fact[UrDecision]]:
    """The rows of a table or list of items, each with its decision."""
    day = prose.part.written
    for start, end in prose.units():
        row = _ROW.fullmatch(prose.text, start, end)
        if row is None or day is None:
            continue
        decided = _DECIDED.search(prose.text, row.start("decision"), end)
        if decided is None or not find_services(row["item"]):
            continue
        fact = _fact(prose, decided, day, (start, end))
        certified = _BEHIND_COLON.match(prose.text, decided.end(), end)
        if decided.lastgroup == "modified" and certified and fact.value:
            told = {"certified": certified["told"].strip(" .")}
            fact = fact.model_copy(update={"value": fact.value.model_copy(update=told)})
        yield fact


_ROW = expression(
    r"(?:\(?\d{1,2}[.)]? )?(?P<item>[^\n.]{4,120}?)[ :|–-]{1,4}"
    r"(?P<decision>(?i:non-?certified|not certified|denied|approved|certified|authori[sz]ed"
    r"|modified)\b[^.\n]{0,80})\.?"
)
_BEHIND_COLON = expression(r"[ ]?(?:[:–-]|to) ?(?P<told>[^\n]{2,80})")


def _own(prose: Prose) -> Fact[UrDecision] | None:
    """The decision of the document of utilization review itself.

    What stands under "Determination" decides; else the first sentence that tells an outcome, which
    a sentence on earlier requests may precede only where none of it stands with a date.
    """
    place = prose.under(_OUTCOME, _MOST)
    decided = _decided(prose.text, *place) if place else None
    decided = decided or _decided(prose.text, 0, len(prose.text))
    if decided is None:
        return None
    sentence = prose.sentence(decided.start())
    day = prose.part.written or _day_of(prose.text, sentence[0], decided.end(), sentence[1])
    day = day or prose.opening_day(sentence[0])
    return _fact(prose, decided, day, sentence, own=True) if day else None


def _fact(
    prose: Prose,
    decided: re.Match[str],
    day: date,
    sentence: tuple[int, int],
    *,
    own: bool = False,
) -> Fact[UrDecision]:
    outcome = cast(Decided, decided.lastgroup)
    text = prose.text[slice(*sentence)]
    # the document of the review says below "Modified." what it allows and why
    below = min(sentence[0] + _MOST, len(prose.text)) if own else sentence[1]
    certified = None
    if outcome == "modified":
        certified = _CERTIFIED.search(text) or _CERTIFIED.search(prose.text, sentence[0], below)
    reason = _reason(prose, sentence, below)
    return Fact(
        status="documented",
        value=UrDecision(
            outcome=outcome,
            services=_services(prose, text),
            certified=next(filter(None, certified.groups())).strip() if certified else None,
            reason=" ".join(prose.text[slice(*reason)].split()) if reason else None,
        ),
        source=prose.source(*sentence),
        on=day,
        also=_also(prose, reason, sentence),
    )


def _also(
    prose: Prose, reason: tuple[int, int] | None, sentence: tuple[int, int]
) -> tuple[Source, ...]:
    inside = reason and sentence[0] <= reason[0] and reason[1] <= sentence[1]
    return (prose.source(*reason),) if reason and not inside else ()


def _services(prose: Prose, text: str) -> tuple[Service, ...]:
    """What the decision is about: by its own sentence, else by the request above it."""
    place = prose.under(_ASKED_FOR, _MOST) if prose.part.kind == "ur_decision" else None
    asked = prose.text[slice(*place)] if place else ""
    head = prose.text[:_MOST] if prose.part.kind == "ur_decision" else ""
    for words in (text, asked, head):
        found = tuple(
            dict.fromkeys(
                one.service
                for one in find_services(words)
                if not one.weak and not (one.words == "RFA" and not _ABLATION.search(words))
            )
        )
        if found:
            return found
    return ()


def _reason(prose: Prose, sentence: tuple[int, int], below: int) -> tuple[int, int] | None:
    because = _BECAUSE.search(prose.text, *sentence)
    if because is not None:
        return because.end(), sentence[1]
    if prose.part.kind != "ur_decision":
        return None
    place = prose.under(_WHY, _MOST)
    if place is None:
        because = _INLINE.search(prose.text, sentence[0], below) or _BECAUSE.search(
            prose.text, sentence[0], below
        )
        if because is None:
            return None
        place = because.end(), prose.sentence(because.end())[1]
    start, end = place
    while start < end and prose.text[start].isspace():
        start += 1
    return (start, end) if start < end else None


def _decided(text: str, start: int, end: int) -> re.Match[str] | None:
    """The word of the outcome; a modification is told where one stands at all."""
    found = list(_DECIDED.finditer(text, start, min(end, start + 20 * _MOST)))
    modified = next((one for one in found if one.lastgroup == "modified"), None)
    first = found[0] if found else None
    if modified is None or first is None:
        return first
    return modified if modified.start() - first.start() < _MOST else first


def _day_of(text: str, start: int, at: int, end: int) -> date | None:
    """The first date behind the review in its sentence, else the last one before it."""
    behind = _DAY.search(text, at, end)
    before = list(_DAY.finditer(text, start, at))
    named = behind or (before[-1] if before else None)
    return read_date(named.group()) if named else None
