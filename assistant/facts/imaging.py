"""Imaging and electrodiagnostic studies that were done, with their results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import Fact, Imaging
from assistant.facts.prose import Prose
from assistant.letters.dates import PATTERN, read_date
from assistant.terms import Service, ServiceMention, body_parts_of, find_services
from assistant.text.patterns import expression

STUDIES: frozenset[Service] = frozenset({"mri", "xray", "ct", "emg_ncs", "other_diagnostic"})
_STUDY = expression(
    r"mri|magnetic|x-? ?ray|radiograph|\bct\b|tomogra|emg|ncv|ncs|electro|arthrogram|ultraso"
    r"|scan|myelogr|films|\bimaging\b|nerve conduction",
    re.IGNORECASE,
)
_SHOWS = expression(
    r"\b(?:reveal(?:s|ed|ing)?|show(?:s|ed|ing|n)?|demonstrat(?:es?|ed|ing)|indicat(?:es?|ed|ing)"
    r"|confirm(?:s|ed)|(?:is|are|was|were|be) (?:interpreted as|read as|reported as|found to be"
    r"|(?=positive|negative|normal|unremarkable|consistent|within|abnormal))|with (?:findings? of"
    r"|evidence of)|findings? (?:of|include[sd]?|were)|impression|noted|identified|suggest(?:s|ed)"
    r"|evidenced?|documented)\b[ :]{0,2}(?:that )?",
    re.IGNORECASE,
)
_ASKED = expression(
    r"\b(?:request(?:s|ed|ing)?|recommend\w*|order(?:s|ed)?|pending|authori[sz]\w+|schedul\w+|plan"
    r"|need(?:s|ed)?|if|consider\w*|should|repeat|await\w*|obtain(?! ed))\b",
    re.IGNORECASE,
)
_DAY = expression(PATTERN)
_COLON = expression(r"[^:;]{0,60}?: ?(?=\w)")
_LOOSE_END = expression(r",? (?:and|an?|the|on|dated)$")
_CONCLUDES = expression(r"(?:impression|conclusion|opinion)s?\b", re.IGNORECASE)
_FINDS = expression(r"findings?\b", re.IGNORECASE)
_GUIDELINE = expression(r"\b(?:guidelines?|MTUS|ODG|ACOEM|criteria)\b")
_HEAD = 600
_MOST = 500
_NEAR = 90


def read_imaging(proses: Sequence[Prose]) -> tuple[Fact[Imaging], ...]:
    """Every study that the records say was done, oldest first; "no MRI was done" is denied."""
    found: list[Fact[Imaging]] = []
    for prose in proses:
        if prose.part.kind == "imaging":
            found += _report(prose)
            continue
        for start, end in prose.sentences():
            text = prose.text[start:end].rstrip()
            if _STUDY.search(text) and not _GUIDELINE.search(text):
                found += _of_sentence(prose, start, text)
    return by_date(found)


def _of_sentence(prose: Prose, start: int, text: str) -> Iterator[Fact[Imaging]]:
    mentions = _studies(text)
    begin = 0
    for index, mention in enumerate(mentions):
        end = mentions[index + 1].span.start if index + 1 < len(mentions) else len(text)
        at = mention.span
        said = _SHOWS.search(text, at.end, end) or _COLON.match(text, at.end, end)
        asked = _ASKED.search(text, begin, said.start() if said else end)
        denied = said is None and asked is None and denied_before(text, 0, at.start)
        if denied or (said is not None and asked is None):
            result = text[said.end() : end].strip(" ,;:.") if said else ""
            named = text[begin : said.start() if said else end]
            value = Imaging(
                study=mention.service,
                body_parts=body_parts_of(named) or body_parts_of(text[at.start : end]),
                result=_LOOSE_END.sub("", result)[:_MOST] or None,
            )
            day = _DAY.search(text, at.end, min(at.end + _NEAR, end))
            yield Fact(
                status="denied" if denied else "documented",
                value=value,
                source=prose.source(start, start + len(text)),
                on=(read_date(day.group()) if day else None) or clause_day(prose, start + at.start),
            )
        begin = at.end


def _studies(text: str) -> list[ServiceMention]:
    return [one for one in find_services(text) if one.service in STUDIES and not one.weak]


def _report(prose: Prose) -> Iterator[Fact[Imaging]]:
    """The report of a study itself: what its head names, with its impression, else findings."""
    head = prose.text[:_HEAD]
    mentions = _studies(head)
    if not mentions:
        return
    first = mentions[0].span
    stop = head.find("\n", first.end)
    line = head[head.rfind("\n", 0, first.start) + 1 : stop if stop > 0 else len(head)]
    place = prose.under(_CONCLUDES, _MOST) or prose.under(_FINDS, _MOST)
    value = Imaging(
        study=mentions[0].service,
        body_parts=body_parts_of(line) or body_parts_of(head),
        result=" ".join(prose.text[slice(*place)].split()) if place else None,
    )
    source = prose.source(*(place or first))
    yield Fact(status="documented", value=value, source=source, on=prose.part.written)
