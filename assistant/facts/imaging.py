"""Imaging and electrodiagnostic studies that were done, with their results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.finding import by_date, clause_day
from assistant.facts.models import Fact, Imaging
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.letters.dates import PATTERN, read_date
from assistant.terms import (
    Service,
    ServiceMention,
    body_parts_of,
    find_body_parts,
    find_drugs,
    find_services,
)
from assistant.text import Span
from assistant.text.patterns import expression

STUDIES: frozenset[Service] = frozenset(
    {"mri", "xray", "ct", "emg_ncs", "other_diagnostic", "urine_drug_test"}
)
_STUDY = Sought(
    r"mri|magnetic|x-? ?ray|radiograph|\bct\b|tomogra|emg|ncv|ncs|electro|arthrogram|ultraso"
    r"|scan|myelogr|films?\b|\bimaging\b|nerve conduction|\bxrs?\b|\bud[st]\b|drug (?:screen|test)"
    r"|urine",
    re.IGNORECASE,
)
_SHOWS = Sought(
    r"\b(?:reveal(?:s|ed|ing)?|show(?:s|ed|ing|n)?|demonstrat(?:es?|ed|ing)|indicat(?:es?|ed|ing)"
    r"|confirm(?:s|ed)|(?:is|are|was|were|be) (?:interpreted as|read as|reported as|found to be"
    r"|(?=positive|negative|normal|unremarkable|consistent|within|abnormal))|with (?:findings? of"
    r"|evidence of)|findings? (?:of|include[sd]?|were)|impression|noted|identified|suggest(?:s|ed)"
    r"|evidenc(?:es|ed|ing)|documented)\b[ :]{0,2}(?:that )?"
    r"|(?=\b(?:negative (?:for|study)|unremarkable|within normal|(?:without|no) (?:evidence|acute"
    r"|fracture)"
    r"|positive for|consistent with|inconsistent with|neg(?:ative)?(?=[.,;]|$)|normal(?=[.,;]|$)"
    r"|no fx|consistent(?=[.,;]|$))\b)",
    re.IGNORECASE,
)
_SEEN_ON = expression(
    r"(?P<result>(?:[^.;:,\n]|, (?:but|and|with)){3,120}?) (?:(?:is|was|are|were) )?(?:seen|noted"
    r"|identified|found"
    r"|visible|evident|demonstrated|shown|present|confirmed|visuali[sz]ed)? ?(?:on|by)"
    r" (?:(?:the|an?|his|her|recent|repeat|prior|plain|flexion[- ]extension|weight[- ]?bearing"
    r"|standing) ){0,3}$",
    re.IGNORECASE,
)
"""A result that stands before the study: "no fracture was seen on the x-ray"."""
_NOT_DONE = expression(
    r"\b(?:no|never had(?: an?)?|(?:has|have|had)(?: not|n['’]t) (?:had|undergone)(?: an?)?"
    r"|without(?: an?)?"
    r"|yet to (?:have|undergo)(?: an?)?|denies(?: any)?)(?: (?!evidence|fracture|acute"
    r"|sign)[\w/-]+){0,3} $"
    r"|\bno $",
    re.IGNORECASE,
)
_UNDONE = expression(
    r"[^.;\n]{0,40}?\b(?:(?:was|were|has|have|had)(?: not|n['’]t)(?: yet)? (?:been )?(?:done"
    r"|performed"
    r"|obtained|available|taken|completed)|not (?:done|performed|available|obtained)|none)\b",
    re.IGNORECASE,
)
_FILMS = expression(
    r"(?-i:\bXRs?\b)|\b(?:flexion[- ]?(?:and |/)?extension|plain|weight[- ]?bearing|standing|left"
    r"|right|\w+)"
    r" films?\b",
    re.IGNORECASE,
)
_STUDIED = expression(
    r"stud(?:y|ies)|imaging|diagnostic|radiolog|\bdata\b|x-?rays?|\btests?\b|results|mri",
    re.IGNORECASE,
)
"""Headings under which studies are told with what they showed."""

_ASKED = Sought(
    r"\b(?:request(?:s|ed|ing)?|recommend\w*|order(?:s|ed)?|pending|authori[sz]\w+|schedul\w+|plan"
    r"|need(?:s|ed)?|if|consider\w*|should|repeat|await\w*|obtain(?! ed))\b",
    re.IGNORECASE,
)
_DAY = expression(PATTERN)
_DATED = expression(rf"[^.;:\n]{{0,60}}?\b(?:of |on |dated |\()?(?:{PATTERN})\)?,? (?=[\w])")
_COLON = expression(r"[^:;]{0,60}?(?:: ?| [-–] )(?=\w)")
_PERFORMED = expression(
    rf"[^.;\n]{{0,60}}?\b(?:was|were) (?:performed|done|obtained|taken|completed)\b[^.;\n]{{0,20}}?"
    rf"(?:{PATTERN})",
    re.IGNORECASE,
)
_RESULT_BELOW = expression(
    r"[ ]*(?=(?:There|It|This|These|The (?:study|scan|images|films|report)|Findings|Impression"
    r"|Results?)\b)"
)
_ONE_SIDE = expression(r"\b(left|right|bilateral)\b", re.IGNORECASE)
_LOOSE_END = expression(r",? (?:and|an?|the|on|dated)$")
_CONCLUDES = expression(r"(?:impression|conclusion|opinion|interpretation)s?\b", re.IGNORECASE)
_FINDS = expression(r"findings?\b", re.IGNORECASE)
_GUIDELINE = Sought(r"\b(?:guidelines?|MTUS|ODG|ACOEM|criteria)\b")
_HEAD = 600
_MOST = 500
_NEAR = 90


def read_imaging(proses: Sequence[Prose]) -> tuple[Fact[Imaging], ...]:
    """Every study that the records say was done, oldest first; "no MRI was done" is denied."""
    found: list[Fact[Imaging]] = []
    for prose in proses:
        if prose.part.kind == "imaging" and not _lists_studies(prose):
            found += _report(prose)
            continue
        for start, end in _STUDY.sentences(prose):
            text = prose.text[start:end].rstrip()
            if _STUDY.search(text) and not _GUIDELINE.search(text):
                found += _of_sentence(prose, start, text)
    return by_date(found)


def _lists_studies(prose: Prose) -> bool:
    """Whether a record lists studies of several days, and is no report of one."""
    rows = [
        start
        for start, end in _STUDY.units(prose)
        if prose.opening_day(start) and _STUDY.search(prose.text, start, end)
    ]
    return len(rows) > 1


def _of_sentence(prose: Prose, start: int, text: str) -> Iterator[Fact[Imaging]]:
    mentions = _studies(text)
    begin = 0
    for index, mention in enumerate(mentions):
        end = mentions[index + 1].span.start if index + 1 < len(mentions) else len(text)
        at = mention.span
        said = _said(text, at.end, end)
        before = _SEEN_ON.search(text, begin, at.start) if said is None else None
        asked = _ASKED.search(text, begin, said.start() if said else end)
        undone = _NOT_DONE.search(text, begin, at.start) or _UNDONE.match(text, at.end, end)
        denied = before is None and said is None and asked is None and undone is not None
        if said is None and before is None and asked is None:
            said = _behind_day(prose, start, text, at.end, end)
        told = (said is not None or before is not None) and asked is None
        place = None if told or asked or denied else _below(prose, start, len(text))
        if not (told or asked or denied or place) and _PERFORMED.match(text, at.end, end):
            place = _next_sentence(prose, start + len(text))
        if denied or told or place:
            result = text[said.end() : end].strip(" ,;:.") if said else ""
            result = before["result"].strip() if before else result
            result = " ".join(prose.text[slice(*place)].split()) if place else result
            named = text[begin : said.start() if said else end]
            value = Imaging(
                study=mention.service,
                body_parts=body_parts_of(named) or body_parts_of(text[at.start : end]),
                result=_LOOSE_END.sub("", result)[:_MOST] or None,
            )
            day = _DAY.search(text, at.end, min(at.end + _NEAR, end))
            last = place[1] if place else start + len(text)
            yield Fact(
                status="denied" if denied else "documented",
                value=value,
                source=prose.source(start, last),
                on=(read_date(day.group()) if day else None) or clause_day(prose, start + at.start),
            )
        begin = at.end


def _said(text: str, at: int, end: int) -> re.Match[str] | None:
    """What leads to the result behind the study: a verb, or a colon, whichever comes first."""
    found = [one for one in (_SHOWS.search(text, at, end), _COLON.match(text, at, end)) if one]
    return min(found, key=lambda one: one.end(), default=None)


def _behind_day(prose: Prose, start: int, text: str, at: int, end: int) -> re.Match[str] | None:
    """The day behind which the result stands without a verb, under a heading of studies."""
    if not _STUDIED.search(prose.heading(start)):
        return None
    found = _DATED.match(text, at, end)
    return found if found and len(text[found.end() : end].split()) >= _FEW else None


_FEW = 2


def _below(prose: Prose, start: int, length: int) -> tuple[int, int] | None:
    """The sentences behind a study that is only named, under a heading of studies."""
    begin = start + length
    if not _STUDIED.search(prose.heading(start)) or not _DAY.search(prose.text, start, begin):
        return None
    while begin < len(prose.text) and prose.text[begin] in " .":
        begin += 1
    entry = prose.entry(start)
    if begin >= len(prose.text) or prose.entry(begin) != entry:
        return None
    stop = prose.text.find("\n", begin)
    stop = min(stop if stop >= 0 else len(prose.text), begin + _MOST)
    return (begin, stop) if stop > begin else None


def _next_sentence(prose: Prose, at: int) -> tuple[int, int] | None:
    """The sentence behind one that tells only that a study was done, where it goes on about it."""
    begin = at
    while begin < len(prose.text) and prose.text[begin] in " .":
        begin += 1
    if begin >= len(prose.text) or not _RESULT_BELOW.match(prose.text, begin):
        return None
    return begin, prose.sentence(begin)[1]


def _studies(text: str) -> list[ServiceMention]:
    """The studies that a text names; films are x-rays, whatever they are films of."""
    found = [one for one in find_services(text) if one.service in STUDIES and not one.weak]
    for film in _FILMS.finditer(text):
        span = Span(*film.span())
        over = [one for one in found if one.span.start < span.end and span.start < one.span.end]
        if any(one.service != "other_diagnostic" for one in over):
            continue
        if not over and film.group().startswith("XR") and not _films_of_part(text, span):
            continue
        found = [one for one in found if one not in over]
        found.append(ServiceMention(service="xray", words=film.group(), span=span, weak=False))
    return sorted(found, key=lambda one: one.span.start)


def _films_of_part(text: str, span: Span) -> bool:
    """Whether XR stands before a part of the body: behind the name of a drug it tells its form."""
    told = _FILMS_TELL.match(text, span.end) or body_parts_of(text[span.end : span.end + 40])
    return bool(told) and not find_drugs(text[max(span.start - 40, 0) : span.start])


_FILMS_TELL = expression(
    r" (?:neg(?:ative)?|normal|no|show\w*|reveal\w*|were|was)\b", re.IGNORECASE
)


def _sided(parts: tuple[str, ...], line: str) -> tuple[str, ...]:
    """The one part of a line with the one side that stands elsewhere in it: "Knee, RIGHT"."""
    sides = {one.group(1).lower() for one in _ONE_SIDE.finditer(line)}
    if len(parts) == 1 and len(sides) == 1 and not parts[0].startswith(tuple(sides)):
        named = find_body_parts(parts[0])
        if named and named[0].part not in {"neck", "low back", "upper back", "back", "head"}:
            return (f"{sides.pop()} {parts[0]}",)
    return parts


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
        body_parts=_sided(body_parts_of(line), line) or body_parts_of(head),
        result=" ".join(prose.text[slice(*place)].split()) if place else None,
    )
    source = prose.source(*(place or first))
    yield Fact(status="documented", value=value, source=source, on=prose.part.written)
