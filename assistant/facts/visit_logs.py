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
from assistant.facts.visits import therapy_mentions
from assistant.letters.dates import PATTERN, read_date
from assistant.terms import Service
from assistant.text.patterns import expression

_NUMBER = expression(
    r"\b(?:visit|session|treatment|tx)s?"
    r"(?: (?:number|no\.?|count|today|completed|attended|to date))?"
    r"[ ]?[:#]{0,2}[ ]?(?P<done>\d{1,2})(?: ?(?:of|/|out of) ?(?P<all>\d{1,2}))?"
    r"(?![\d/-]|\.\d|\s?(?:minutes|weeks?|x\b))"
    r"|\b(?P<of>\d{1,2}) (?:of|/) (?P<whole>\d{1,2}) (?:authori[sz]ed |approved )?"
    r"(?:visits|sessions)",
    re.IGNORECASE,
)
_ALLOWED = expression(
    r"\b(?:(?:visit|session|treatment)s? (?:authori[sz]ed|approved|certified)"
    r"|(?:authori[sz]ed|approved|certified) (?:visit|session|treatment)s?)[ ]?:[ ]?"
    r"(?P<all>\d{1,2})\b",
    re.IGNORECASE,
)
_ROW = expression(rf"(?:\(?\d{{1,2}}[.)]?[ |:]{{1,4}})?(?P<day>{PATTERN})(?P<rest>[^\n]*)")
_MISSED = expression(
    r"\b(?:no[- ]?show|cancel\w*|missed|did not attend|dna|cx|resched\w*|not seen|scheduled|absent"
    r"|refused|declined|holiday|closed)\b",
    re.IGNORECASE,
)
_OTHER = expression(
    r"\b(?:date of|DOI|DOB|injur\w*|RFA|request\w*|authori[sz]\w*|denied|report|surger\w*|MRI)\b",
    re.IGNORECASE,
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
            if prose.part.kind == "therapy_note":
                found += _numbered(prose, service)
    return by_date(found)


def _service(prose: Prose) -> Service | None:
    """The service that a therapy note, or a sheet of attendance in another record, is about."""
    mentions = therapy_mentions(prose.text[:_HEAD])
    if prose.part.kind != "therapy_note" and not re.search(
        r"attendance|visit log|treatment log|flow ?sheet", prose.text[:_HEAD], re.IGNORECASE
    ):
        return None
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
            service=service, count=(count, count), stage="completed", first=days[0], last=days[-1]
        ),
        source=prose.source(rows[0][1], rows[0][2]),
        also=tuple(prose.source(start, end) for _, start, end in rows[1:]),
        on=days[-1],
    )


def _numbered(prose: Prose, service: Service) -> Iterator[Fact[Visits]]:
    """The number that a daily note gives its visit, and of how many."""
    found = _NUMBER.search(prose.text)
    if found is None:
        return
    done = int(found["done"] or found["of"])
    whole = found["all"] or found["whole"]
    source = prose.source(*found.span())
    on = prose.part.written
    value = Visits(service=service, count=(done, done), stage="completed", last=on)
    if done:
        yield Fact(status="documented", value=value, source=source, on=on)
    if not whole:
        told = _ALLOWED.search(prose.text)
        whole = told["all"] if told else None
        source = prose.source(*told.span()) if told else source
    if whole and int(whole) >= done:
        allowed = Visits(service=service, count=(int(whole), int(whole)), stage="authorised")
        yield Fact(status="documented", value=allowed, source=source, on=on)
