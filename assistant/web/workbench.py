"""What the pages show: the queue, a case with its markers and records, versions side by side."""

from __future__ import annotations

import difflib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from assistant.case_file import CaseFile, read_case
from assistant.checks import Report
from assistant.errors import ImrError, InvalidField
from assistant.letters import Letter
from assistant.review import Case, Review, Store, fold
from assistant.text import Span, Value

_DAYS = {"standard": 30, "expedited": 3}
"""Days from the assignment to the determination (Labor Code 4610.6(d); 8 CCR 9792.10.6(g))."""


class Row(Value):
    """One case of the queue. `days_left` is None where its dates do not tell."""

    key: str
    state: str
    items: tuple[str, ...]
    decision_due: date | None
    days_left: int | None
    errors: int
    warnings: int
    failed: str = ""


class Marker(Value):
    """A stretch of the letter that is to be underlined, and what is said of it."""

    kind: Literal["error", "warning", "info", "confirmed", "unverified"]
    start: int
    end: int
    issue: int | None
    code: str = ""
    name: str = ""
    message: str = ""
    expected: str = ""
    found: str = ""
    authority: str = ""
    help: str = ""
    related: tuple[dict[str, str], ...] = ()
    ordinary_knowledge: bool = False


class Section(Value):
    """A part of the letter with a heading of its own; the parts together are the whole text."""

    name: str
    issue: int | None
    start: int
    end: int


class Page(Value):
    """A page of a record: its text, and where that begins in the text of the document."""

    number: int
    start: int
    text: str


class RecordView(Value):
    """A document of the records."""

    index: int
    name: str
    kind: str
    written: date | None
    is_pdf: bool
    pages: tuple[Page, ...]


def queue(store: Store, today: date | None = None) -> tuple[Row, ...]:
    """Every case of `store`, the most urgent first; one that cannot be read stands there too."""
    today = today or datetime.now(UTC).date()
    rows = [_row(Review(store, key), today) for key in store.cases()]
    return tuple(sorted(rows, key=lambda row: (row.state == "approved", _urgency(row), row.key)))


def _urgency(row: Row) -> int:
    return row.days_left if row.days_left is not None else 10_000


def _row(review: Review, today: date) -> Row:
    case = review.case
    try:
        file = read_case(Path(case.folder))
        counts = review.report(case).counts if case.letter else None
    except ImrError as error:  # one case that cannot be read must not hide the others
        return Row(
            key=case.key,
            state=case.state,
            items=(),
            decision_due=None,
            days_left=None,
            errors=0,
            warnings=0,
            failed=str(error),
        )
    due = deadline(file)
    return Row(
        key=case.key,
        state=case.state,
        items=tuple(item.title for item in file.disputed_items),
        decision_due=due,
        days_left=(due - today).days if due else None,
        errors=counts.error if counts else 0,
        warnings=counts.warning if counts else 0,
    )


def deadline(file: CaseFile) -> date | None:
    """The last day for the determination; None where the day of assignment is not known."""
    if file.dates.assigned is None:
        return None
    kind = "expedited" if (file.priority or "").lower().startswith("exp") else "standard"
    return file.dates.assigned + timedelta(days=_DAYS[kind])


def markers(report: Report) -> tuple[Marker, ...]:
    """Findings and claims of `report` as stretches to underline, in order of their place."""
    found = [
        Marker(
            kind=one.severity,
            start=one.span.start,
            end=one.span.end,
            issue=one.issue,
            code=one.code,
            name=one.name,
            message=one.message,
            expected=one.expected,
            found=one.found,
            authority=one.citation,
            help=one.help,
            related=tuple(related.model_dump() for related in one.related),
            ordinary_knowledge=one.ordinary_knowledge,
        )
        for one in report.findings
    ]
    found += [
        Marker(
            kind=claim.status,
            start=claim.span.start,
            end=claim.span.end,
            issue=claim.issue,
            name=claim.kind.replace("_", " "),
            message=f"{claim.status}: {claim.kind.replace('_', ' ')}",
            authority=claim.citation,
        )
        for claim in report.claims
        if claim.status != "contradicted"
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.code)))


def sections(letter: Letter) -> tuple[Section, ...]:
    """The letter cut into heading, summary and items; slices of the text, none left out."""
    text = letter.document.text
    cuts: list[tuple[int, str, int | None]] = [(0, "Heading", None)]
    if letter.summary.span is not None:
        start = _line_start(text, letter.summary.span)
        cuts.append((start, "Clinical case summary", None))
    cuts += [
        (_line_start(text, issue.span), f"Item {issue.number}", issue.number)
        for issue in letter.issues
    ]
    cuts = sorted({cut[0]: cut for cut in reversed(cuts)}.values())
    ends = [cut[0] for cut in cuts[1:]] + [len(text)]
    return tuple(
        Section(name=name, issue=issue, start=start, end=end)
        for (start, name, issue), end in zip(cuts, ends, strict=True)
    )


def _line_start(text: str, span: Span) -> int:
    return text.rfind("\n", 0, span.start) + 1


def checked(review: Review, case: Case, text: str | None = None) -> dict[str, Any]:
    """The markers and sections of the letter of `case`, or of `text` in its place."""
    if text is not None:
        case = case.model_copy(update={"letter": text})
    if case.letter is None:
        raise InvalidField(case.key, "letter", "a drafted case", "no draft")
    try:
        letter = review.letter(case)
    except ImrError as error:  # half-typed text need not be a letter
        whole = Section(name="Letter", issue=None, start=0, end=len(case.letter or ""))
        return {"markers": [], "sections": [whole.model_dump()], "counts": {}, "unread": str(error)}
    report = review.report(case)
    standing = review.findings(case)
    report = report.model_copy(update={"findings": standing})
    return {
        "markers": [one.model_dump() for one in markers(report)],
        "sections": [one.model_dump() for one in sections(letter)],
        "counts": report.counts.model_dump(),
        "outcomes": {issue.number: issue.outcome for issue in letter.issues},
        "unread": "",
    }


def records(file: CaseFile) -> tuple[RecordView, ...]:
    """The documents of a case with their pages."""
    return tuple(
        RecordView(
            index=index,
            name=record.name,
            kind=record.kind.replace("_", " "),
            written=record.written,
            is_pdf=record.name.lower().endswith(".pdf"),
            pages=_pages(record.document.text),
        )
        for index, record in enumerate(file.records)
    )


def _pages(text: str) -> tuple[Page, ...]:
    found, start = [], 0
    for number, page in enumerate(text.split("\f"), start=1):
        found.append(Page(number=number, start=start, text=page))
        start += len(page) + 1
    return tuple(found)


def versions(store: Store, key: str) -> list[dict[str, Any]]:
    """What was done on a case, newest first, without the texts."""
    told = []
    for entry in reversed(store.entries(key)):
        content = entry.content
        about = " ".join(
            str(content[name])
            for name in ("item", "outcome", "code", "reason")
            if content.get(name)
        )
        told.append(
            {
                "seq": entry.seq,
                "at": entry.at.isoformat(timespec="seconds"),
                "who": entry.who,
                "kind": entry.kind,
                "about": about,
                "has_letter": "letter" in content,
            }
        )
    return told


def letter_at(store: Store, key: str, seq: int) -> str:
    """The text of the letter after entry `seq`. Raises `InvalidField` where there was none."""
    kept = [entry for entry in store.entries(key) if entry.seq <= seq]
    case = fold(key, kept)
    if case.letter is None:
        raise InvalidField(key, "version", "an entry after the first draft", seq)
    return case.letter


def difference(before: str, after: str) -> list[dict[str, str]]:
    """The lines of two versions: each "same", "removed" or "added", in order."""
    kinds = {" ": "same", "-": "removed", "+": "added"}
    return [
        {"kind": kinds[line[0]], "text": line[2:].rstrip("\n")}
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line[0] in kinds
    ]
