"""Why utilization review found against an item, in its own words.

A determination answers the reason that was given (8 CCR 9792.10.6(d)): the letter quotes it
before it tells what the records hold. The reason documents nothing: no criterion rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.case_file import CaseFile, RecordPart
from assistant.drafting.assessment import Assessment
from assistant.drafting.documented import generics, quoted
from assistant.drafting.models import Statement
from assistant.drafting.supports import from_source, stated
from assistant.facts.identifiers import Withheld
from assistant.facts.models import Source
from assistant.facts.prose import Prose
from assistant.letters.dates import find_dates
from assistant.terms import ServiceMention, find_services, service_of
from assistant.text.patterns import expression

_OUTCOME = expression(
    r"\b(?:non-?certif\w+|not (?:certified|approved|authori[sz]ed|medically necessary"
    r"(?: and appropriate)?)|den(?:y|ied|ial)|certified|modified|adverse determination)\b",
    re.IGNORECASE,
)
_FINDS = expression(
    r"\b(?:no|not|without|lack\w*|insufficient\w*|exceed\w*|absent|absence|unclear|never|neither"
    r"|fail\w*|beyond|premature|convenience|experimental|investigational|long[- ]term|should"
    r"|require[sd]?|only|must|above|negative|inconsistent|stale|cannot|does|do)\b",
    re.IGNORECASE,
)
_OF_THE_CASE = expression(
    r"\b(?:document\w*|records?|reports?|notes?|chart|submitted|provided|received|patient|claimant"
    r"|worker|he|she|there (?:is|are|was|were)|file|history|had|has|evidence)\b",
    re.IGNORECASE,
)
_WHY = expression(
    r"(?:(?:clinical |medical )?(?:reason(?:s|ing)?|rationale|basis|justification)|explanation"
    r"|discussion)\b",
    re.IGNORECASE,
)
_LABEL = expression(r"^(?:[^:.]{2,80}:|[^:.;–-]{2,60} [–-])[ ]")
_FORMAL = expression(
    r"\b(?:telephone|phone call|peer[- ]to[- ]peer|discussion was|licensed|board certified|appeal"
    r"|resubmit|reconsider\w*|may (?:send|submit)|please|fax\w*|examiner|claims? number|independent"
    r" medical review)\b",
    re.IGNORECASE,
)
_OF_OPIOIDS = re.compile(r"\bMEDD?\b|\bMME\b|\bmorphine\b|\bopioids?\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z][a-z-]{4,}")
_COMMON = frozenset(
    {"visits", "sessions", "times", "weeks", "treatment", "therapy", "request", "requested"}
    | {"right", "left", "bilateral", "unit", "units", "purchase", "rental", "retrospective"}
    | {"associated", "surgical", "service", "services", "medical", "initial", "management"}
    | {"additional", "daily", "tablets", "months", "evaluation"}
)
"""Words of titles that name no item by themselves."""
_SHORTEST, _LONGEST = 20, 230
_FEWEST = 2
_BESIDE = 25
"""Characters between two services of which one sentence speaks together."""
_MARK = '"'
"""Words that are quoted already are not quoted again."""
_LEAD = re.compile(r"[\s:.,;–—-]*(?:\w+ly,?[ ]+)?(?:(?:as|because|since|due to|for)\b[ ]+)?(?=\w)")
_IN_REASON = re.compile(r"[ ]+(?:the|that|of|to|or)\b|[ ]*[?]")
"""Behind a word of outcome that is part of the reason: "has not approved the"."""
_ENTRY = re.compile(r"(?:\w[\w.%/#-]*[ ]+){1,8}\S*$")
_CONCLUDES = expression(
    r"\bnot (?:\w+ )?(?:support\w*|indicated|established|met|needed|documented|shown)\b"
    r"|\bexceed\w*|\bin excess\b|\bpremature\b|\bdoes not meet\b|\b(?:do|does|did) not"
    r" (?:document|contain|show|report|describe|support)\b|\bno (?:documentation|evidence|record)\b"
    r"|\bnot (?:contain|describe|report)\w*",
    re.IGNORECASE,
)


_RECORD = ("The ", "An undated ")
_STEM = 5
_TAKEN_TOGETHER = dict.fromkeys(
    ("relie", "respo", "effec", "effic", "impro", "gains", "gaine", "bette", "reduc"), "benef"
)
"""Stems of words for what a treatment does, by the one they are held against."""
_GENERAL = frozenset(
    {"docum", "recor", "repor", "notes", "evide", "patie", "claim", "worke", "injur", "there"}
    | {"treat", "medic", "reque", "provi", "physi", "presc", "progr", "shows", "showi", "guide"}
    | {"suppo", "indic", "neces", "recom", "subje", "objec", "clini", "these", "which", "would"}
    | {"their", "other", "about", "after", "befor", "witho", "using", "being", "under"}
)
"""Stems that say nothing of what a sentence is about."""


def _answers(reason: str, evidence: str, title: str) -> bool:
    """Whether `evidence` speaks of what `reason` finds missing: a word beyond those of `title`."""
    own = _stems(title)
    return bool((_stems(reason) - own) & (_stems(evidence) - own))


def against_that(
    item: Assessment, reviewed: Sequence[Statement], found: Sequence[Statement]
) -> Iterator[Statement]:
    """The sentences of the records; that which answers utilization review says so, and first."""
    reason = " ".join(one.text.partition(": ")[2] for one in reviewed)
    told = [
        one
        for one in found
        if one.text.startswith(_RECORD) and _answers(reason, one.text, item.item.title)
    ]
    for one in told[:1]:
        words = f"{one.text[:1].lower()}{one.text[1:]}"
        yield one.model_copy(update={"text": f"Against that, {words}"})
    yield from (one for one in found if one not in told[:1])


def _stems(text: str) -> set[str]:
    found = {one[:_STEM] for one in _WORD.findall(text.lower())}
    return {_TAKEN_TOGETHER.get(one, one) for one in found} - _GENERAL


def reason_given(item: Assessment, case: CaseFile) -> Iterator[Statement]:
    """The sentence that quotes the reason of utilization review, where it gives one."""
    source = _reason(item, case)
    if source is not None:
        yield stated(
            f'Utilization review gave as its reason: "{quoted(source)}".', from_source(source)
        )


def _reason(item: Assessment, case: CaseFile) -> Source | None:
    best: tuple[int, int] | None = None
    found: Source | None = None
    for prose in _reviews(case):
        for score, start, end in _candidates(prose, item, case):
            day = prose.part.written or date.min
            key = (score, day.toordinal())
            if best is None or key > best:
                best, found = key, prose.source(start, end)
    return found


def _reviews(case: CaseFile) -> list[Prose]:
    """The decisions of utilization review; those of the day in dispute where one is of it."""
    parts: list[tuple[Prose, RecordPart]] = [
        (Prose(record, part), part)
        for record in case.records
        for part in record.divided()
        if part.kind == "ur_decision"
    ]
    same = [prose for prose, part in parts if part.written == case.dates.ur_denial]
    return same or [prose for prose, _ in parts]


def _candidates(prose: Prose, item: Assessment, case: CaseFile) -> Iterator[tuple[int, int, int]]:
    """Sentences that may be the reason, with how well they fit, the first of equals once."""
    alone = len(case.disputed_items) == 1
    why = prose.under(_WHY)
    withheld = Withheld((prose.record.document.text,))
    seen: set[int] = set()
    before = ""
    for start, end in prose.sentences():
        sentence = prose.text[start:end].rstrip()
        label = _LABEL.match(sentence)
        told, before = before, sentence
        first, last = _why(sentence, label.end() if label else 0)
        text = sentence[first:last]
        if not _SHORTEST <= len(text) <= _LONGEST or not _FINDS.search(text):
            continue
        few = len(_WORD.findall(text.lower())) < _FEWEST and not _CONCLUDES.search(text)
        if few or _FORMAL.search(text):
            continue
        if _MARK in text or withheld.without(text) != text:
            continue
        entry = _ENTRY.search(sentence, 0, first)
        heads = label.group() if label and entry and entry.start() >= label.end() else ""
        names = _names(heads + sentence[entry.start() if entry else 0 :], item, case)
        several = len(_OUTCOME.findall(told)) > 1
        apart = label or several or _others(sentence, item, case)
        beside = 0 if apart else _names(told, item, case)
        if not alone and not (names or beside):
            continue
        score = 0 if alone else 2 * min(names, 2) + min(beside, 1)
        score += 2 if _OF_THE_CASE.search(text) else 0
        score += 1 if _CONCLUDES.search(text) else 0
        score += 1 if why and why[0] <= start < why[1] else 0
        if score not in seen:
            seen.add(score)
            yield score, start + first, start + last


def _why(sentence: str, first: int) -> tuple[int, int]:
    """Where the reason stands in a sentence: behind the outcome, or before one that ends it."""
    last = len(sentence.rstrip(" .;,\"'”’"))
    found = [
        one
        for one in _OUTCOME.finditer(sentence, first)
        if not _IN_REASON.match(sentence, one.end())
    ]
    if found:
        behind = _LEAD.match(sentence, found[-1].end())
        at = behind.end() if behind else found[-1].end()
        if last - at >= _SHORTEST:
            return at, last
        return first, found[0].start() if len(found) == 1 else first
    return first + (len(sentence[first:]) - len(sentence[first:].lstrip("\"'“‘ "))), last


def _names(text: str, item: Assessment, case: CaseFile) -> int:
    """In how many ways `text` names what the item asks for: its drug, its service, its words."""
    title = item.item.title
    drugs = generics(title)
    if drugs:
        dose = item.service == "opioid" and _OF_OPIOIDS.search(text) is not None
        return 2 if dose or drugs & generics(text) else 0
    if {one.day for one in find_dates(title)} & {one.day for one in find_dates(text)}:
        # the day of service names it, whatever it is called there
        return 2
    others = [one.title for one in case.disputed_items if one is not item.item]
    told = [one for one in find_services(text) if not one.weak]
    if _of_another(told, item, others):
        return 0
    services = {one.service for one in told}
    shared = {word for one in others for word in _WORD.findall(one.lower())}
    own = {*_WORD.findall(title.lower())} - _COMMON - shared
    alike = any(service_of(one) == item.service for one in others)
    return int(item.service in services and not alike) + int(bool(own & _words(text)))


def _of_another(told: Sequence[ServiceMention], item: Assessment, others: Sequence[str]) -> bool:
    """Whether the service named first is that of another item, and the item's own not beside it."""
    if not told or told[0].service == item.service:
        return False
    if told[0].service not in {service_of(one) for one in others}:
        return False
    own = next((one.span.start for one in told if one.service == item.service), None)
    return own is None or own - told[0].span.end > _BESIDE


def _words(text: str) -> set[str]:
    return {*_WORD.findall(text.lower())}


def _others(text: str, item: Assessment, case: CaseFile) -> bool:
    """Whether `text` names another of the items in dispute by a word of its own."""
    own = {*_WORD.findall(item.item.title.lower())}
    said = _words(text)
    return any(
        ({*_WORD.findall(one.title.lower())} - own - _COMMON) & said
        for one in case.disputed_items
        if one is not item.item
    )
