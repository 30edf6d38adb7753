"""What the physicians request, with quantities and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.finding import OF_GUIDELINES, by_date, clause_day
from assistant.facts.models import Fact, Requested
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.facts.visit_stages import is_asked, is_form_row, stage_at
from assistant.letters.dates import PATTERN, read_date
from assistant.quantities import read_request
from assistant.terms import body_parts_of, find_services
from assistant.text.patterns import expression

_ASKED = Sought(
    r"\b(?:request\w*|please|ask(?:s|ed|ing)? for|rfa|prescri\w+|order(?:s|ed)?"
    r"|recommend\w*|authori[sz]ation"
    r"|treatment plan)\b",
    re.IGNORECASE,
)
_LIST = Sought(r"\b(?:plan|request|recommend|authori[sz]|rx|prescription)", re.IGNORECASE)
_RFA = Sought(
    r"\b(?:RFA|request for authori[sz]ation)\b[^.;\n]{0,40}?"
    rf"({PATTERN})"
)
_ABLATION = expression(
    r"\b(?:ablation|neurotomy|rhizotomy|radio-?frequency|facet|medial branch|nerve)", re.IGNORECASE
)
"""Words without which RFA is a request for authorization and no radiofrequency ablation."""

_SERVICE_ROW = expression(
    r"(?:\d[.)] ?)?(?:services?|goods|treatments?|procedures?|items?)\b[^:\n]{0,40}:", re.IGNORECASE
)
_AMOUNT_ROW = expression(
    r"(?:frequency|duration|quantity|total|number|amount|body part|region|cpt|hcpcs|units?|visits?"
    r"|sessions?)\b[^:\n]{0,40}: ?(?P<told>[^\n]*)",
    re.IGNORECASE,
)
_BREAK = expression(r"[,;] (?:and )?| and ")


def read_requests(proses: Sequence[Prose]) -> tuple[Fact[Requested], ...]:
    """Every request for a service, oldest first."""
    found: list[Fact[Requested]] = []
    for prose in proses:
        asking = _ASKED.starts(prose)
        for start, end in prose.sentences():
            text = prose.text[start:end].rstrip()
            asked = (start in asking and _ASKED.search(text)) or _LIST.told(prose.label(start))
            if not (asked or is_form_row(prose, text) or is_asked(prose, start)):
                continue
            if prose.part.kind != "ur_decision" or OF_GUIDELINES.search(text) is None:
                found += _of_sentence(prose, start, text)
    return by_date(found)


def _of_sentence(prose: Prose, start: int, text: str) -> Iterator[Fact[Requested]]:
    label = prose.label(start)
    rfa = _RFA.search(text)
    day = read_date(rfa.group(1)) if rfa else None
    if day is None and prose.part.kind == "request_for_authorization":
        day = prose.part.written
    mentions = [
        mention
        for mention in find_services(text)
        if not mention.weak and not (mention.words == "RFA" and not _ABLATION.search(text))
    ]
    row = is_form_row(prose, text) or is_asked(prose, start)
    services = list(dict.fromkeys(mention.service for mention in mentions))
    for service in services:
        mention = next(one for one in mentions if one.service == service)
        if not row and stage_at(text, mention.span.end, label) != "prescribed":
            continue
        low, high = (0, len(text)) if len(services) == 1 else _segment(text, mention.span.start)
        words = text[low:high]
        rows = _rows_below(prose, start) if len(services) == 1 else ""
        yield Fact(
            status="documented",
            value=Requested(
                service=service,
                request=read_request(f"{words} {rows}".rstrip()).request,
                body_parts=body_parts_of(words) or body_parts_of(rows),
                text=words,
                rfa=day,
            ),
            source=prose.source(start + low, start + high),
            on=clause_day(prose, start + mention.span.start),
        )


def _rows_below(prose: Prose, start: int) -> str:
    """The rows of a form that say how much of the service in the row at `start` is asked for."""
    if not _SERVICE_ROW.match(prose.text, start):
        return ""
    rows: list[str] = []
    for begin, end in prose.units():
        if begin <= start:
            continue
        row = _AMOUNT_ROW.match(prose.text[begin:end])
        if row is None:
            break
        rows.append(row["told"].strip())
    return ", ".join(rows)


def _segment(text: str, at: int) -> tuple[int, int]:
    """The stretch between two separators in which `at` stands."""
    low = 0
    for gap in _BREAK.finditer(text):
        if gap.start() >= at:
            return low, gap.start()
        low = gap.end()
    return low, len(text)
