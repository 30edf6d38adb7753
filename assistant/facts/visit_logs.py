"""Visits counted from the notes of therapy: visit numbers, and rows of attendance.

A daily note says "visit 5 of 12"; an attendance sheet has a row for each day. Missed, cancelled
and planned days are not visits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.facts.finding import by_date
from assistant.facts.models import Fact, Visits
from assistant.facts.prose import Prose
from assistant.facts.visit_context import parts_of_note, therapy_mentions
from assistant.letters.dates import PATTERN, read_date
from assistant.terms import Service
from assistant.text.patterns import expression

_OF = r"(?: ?(?:of|/|out of) ?(?P<{}>\d{{1,2}}))?"
_NUMBER = expression(
    r"\b(?<!after )(?<!until )(?<!by )(?<!before )(?<!at )"
    r"(?P<total>total(?: number)?(?: of)? )?(?:visit|session|treatment|tx)s?"
    r"(?: (?:number|no\.?|count|today|completed|attended|given|rendered|received|used|to date"
    r"|so far)){0,2}"
    rf"[ ]?[:#]{{0,2}}[ ]?(?P<done>[1-9]\d?){_OF.format('all')}"
    r"(?![\d/-]|\.\d|, ?\d{1,2}/|\s?(?:minutes|weeks?|x\b|times))"
    r"|\b(?P<of>[1-9]\d?) (?:of|/) (?P<whole>\d{1,2}) (?:authori[sz]ed |approved )?"
    r"(?:visits|sessions|treatments)",
    re.IGNORECASE,
)
_ALLOWED = expression(
    r"\b(?:(?:visit|session|treatment)s? (?:authori[sz]ed|approved|certified)"
    r"|(?:authori[sz]ed|approved|certified|auth(?:['’]?d)?)(?: (?:visit|session|treatment)s?)?)"
    r"[ ]?:[ ]?"
    r"(?P<all>\d{1,2})\b",
    re.IGNORECASE,
)
_LIST = expression(
    r"\b(?:visits?|sessions?|treatments?|dates?(?: of (?:service|treatment|visits?))?|dos"
    r"|seen(?: on)?"
    r"|attended(?: on)?|treated(?: on)?)(?: (?:in )?(?P<year>(?:19"
    r"|20)\d{2}))?[ ]?:? (?P<days>\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?"
    r"(?:(?:,|;| and|, and)?[ ]\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?){2,60})",
    re.IGNORECASE,
)
"""Days of attendance one after the other, of which often only the last has its year."""
_DAY_IN_LIST = expression(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2,4}))?")
_ROW = expression(rf"(?:\(?\d{{1,2}}[.)]?[ |:]{{1,4}})?(?P<day>{PATTERN})(?P<rest>[^\n]*)")
_MISSED = expression(
    r"\b(?:no[- ]?show|(?:cancel\w*|missed|cx)\b(?!(?:['’]?d)? \d{1,2}[/-]\d)|did not attend|dna"
    r"|resched\w*|not seen|scheduled|absent"
    r"|refused|declined|holiday|closed)\b",
    re.IGNORECASE,
)
_OTHER = expression(
    r"\b(?:date of|DOI|DOB|injur\w*|RFA|request\w*|authori[sz]\w*|denied|report|surger\w*|MRI)\b",
    re.IGNORECASE,
)
_SHEET = expression(
    r"attendance|\bledger\b|itemi[sz]ed (?:bill|statement)"
    r"|(?:visit|treatment) log|flow ?sheet|daily notes",
    re.IGNORECASE,
)
_SESSION_OF = expression(
    r"\b(?:session|visit|treatment) (?:#|no\.? ?)?[1-9]\d? (?:of|/) \d{1,2}\b", re.IGNORECASE
)
_HEAD = 500
_LEAST_ROWS = 2


def read_visit_logs(proses: Sequence[Prose]) -> tuple[Fact[Visits], ...]:
    """Completed visits of therapy notes and attendance sheets, oldest first."""
    found: list[Fact[Visits]] = []
    for prose in proses:
        service = _service(prose)
        if service is not None:
            found += _sheet(prose, service)
            head = prose.text[:_HEAD]
            if prose.part.kind == "therapy_note" or _SHEET.search(head) or _SESSION_OF.search(head):
                found += _numbered(prose, service)
                found += _listed(prose, service)
    return by_date(found)


def _service(prose: Prose) -> Service | None:
    """The service that a therapy note, or a sheet of attendance in another record, is about."""
    head = prose.text[:_HEAD]
    mentions = therapy_mentions(head)
    if prose.part.kind != "therapy_note" and not _SHEET.search(head):
        # "Psychotherapy progress note - session 5 of 10"
        number = _SESSION_OF.search(head)
        line = head[: number.start()].rpartition("\n")[2] if number else ""
        return next((one.service for one in therapy_mentions(line)), None)
    return mentions[0].service if mentions else None


def _sheet(prose: Prose, service: Service) -> Iterator[Fact[Visits]]:
    """The rows of attendance as one count with its first and last day."""
    rows: list[tuple[date, int, int]] = []
    for start, end in prose.units():
        row = _ROW.match(prose.text, start, end)
        day = read_date(row["day"]) if row else None
        if row is None or day is None:
            continue
        if _MISSED.search(row["rest"]) or _OTHER.search(row["rest"]):
            continue
        rows.append((day, start, end))
    days = sorted({day for day, _, _ in rows})
    if len(days) < _LEAST_ROWS:
        return
    count = len(days)
    yield Fact(
        status="documented",
        value=Visits(
            service=service,
            count=(count, count),
            stage="completed",
            first=days[0],
            last=days[-1],
            body_parts=parts_of_note(prose),
        ),
        source=prose.source(rows[0][1], rows[0][2]),
        also=tuple(prose.source(start, end) for _, start, end in rows[1:]),
        on=days[-1],
    )


def _numbered(prose: Prose, service: Service) -> Iterator[Fact[Visits]]:
    """The number that a note gives its visit, and of how many; of several notes the highest."""
    found = list(_NUMBER.finditer(prose.text))
    if not found:
        return
    on = prose.part.written
    totals = [one for one in found if one["total"]]
    visits = [one for one in found if not one["total"]]
    for told in filter(None, (max(totals, key=_done, default=None), _highest(visits))):
        done = _done(told)
        source = prose.source(*told.span())
        value = Visits(
            service=service,
            count=(done, done),
            stage="completed",
            last=on,
            body_parts=parts_of_note(prose),
        )
        yield Fact(status="documented", value=value, source=source, on=on)
        whole = told["all"] or told["whole"]
        if not whole:
            allowed = _ALLOWED.search(prose.text)
            whole = allowed["all"] if allowed else None
            source = prose.source(*allowed.span()) if allowed else source
        if whole and int(whole) >= done:
            value = Visits(service=service, count=(int(whole), int(whole)), stage="authorised")
            yield Fact(status="documented", value=value, source=source, on=on)


def _done(told: re.Match[str]) -> int:
    return int(told["done"] or told["of"])


def _highest(visits: list[re.Match[str]]) -> re.Match[str] | None:
    return max(visits, key=_done, default=None)


def _listed(prose: Prose, service: Service) -> Iterator[Fact[Visits]]:
    """Days told one after the other in one line; a day without a year has that of the next one."""
    for told in _LIST.finditer(prose.text):
        days: list[date] = []
        written = prose.part.written
        year: str | None = told["year"] or (f"{written.year}" if written else None)
        listed = list(_DAY_IN_LIST.finditer(prose.text, *told.span("days")))
        for month, day, own in (one.groups() for one in reversed(listed)):
            year = own or year
            read = read_date(f"{month}/{day}/{year}") if year else None
            days += [read] if read else []
        if len(set(days)) >= _LEAST_ROWS:
            count = len(set(days))
            yield Fact(
                status="documented",
                value=Visits(
                    service=service,
                    count=(count, count),
                    stage="completed",
                    first=min(days),
                    last=max(days),
                    body_parts=parts_of_note(prose),
                ),
                source=prose.source(*told.span()),
                also=tuple(prose.source(*one.span()) for one in listed),
                on=max(days),
            )
