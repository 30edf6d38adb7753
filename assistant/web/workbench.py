"""What the page of a case shows: the letter with its markers, criteria and obstacles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

from assistant.checks import Report
from assistant.errors import ImrError, InvalidField
from assistant.letters import Letter
from assistant.review import Case, Review
from assistant.text import Span, Value
from assistant.web import sources
from assistant.web.recorded import case_file

_HEADING = re.compile(r"(?<=\n\n)[A-Z][A-Z ,()/&'-]{7,}(?=\n\n)")


class Marker(Value):
    """A stretch of the letter that is to be underlined, and what is said of it.

    source  a citation that `sources.source` knows; empty where the authority is no such
    """

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
    source: str = ""
    help: str = ""
    related: tuple[dict[str, str], ...] = ()
    ordinary_knowledge: bool = False


class Section(Value):
    """A part of the letter with a heading of its own; the parts together are the whole text."""

    name: str
    issue: int | None
    start: int
    end: int


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
            source=_source(one.citation, *(other.ref for other in one.related)),
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
            source=_source(claim.citation),
        )
        for claim in report.claims
        if claim.status != "contradicted"
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.code)))


def _source(*citations: str) -> str:
    return next((one for one in citations if sources.known(one)), "")


def sections(letter: Letter) -> tuple[Section, ...]:
    """The letter cut into heading, summary, introduction and items; no text is left out."""
    text = letter.document.text
    cuts: list[tuple[int, str, int | None]] = [(0, "Heading", None)]
    after = 0
    if letter.summary.span is not None:
        start = _line_start(text, letter.summary.span)
        cuts.append((start, "Clinical case summary", None))
        after = letter.summary.span.end
    starts = [_line_start(text, issue.span) for issue in letter.issues]
    introduction = _HEADING.search(text, after, starts[0]) if starts else None
    if introduction is not None:
        cuts.append((introduction.start(), "Introduction", None))
    cuts += [
        (start, f"Item {issue.number}", issue.number)
        for start, issue in zip(starts, letter.issues, strict=True)
    ]
    cuts = sorted({cut[0]: cut for cut in reversed(cuts)}.values())
    ends = [cut[0] for cut in cuts[1:]] + [len(text)]
    return tuple(
        Section(name=name, issue=issue, start=start, end=end)
        for (start, name, issue), end in zip(cuts, ends, strict=True)
    )


def _line_start(text: str, span: Span) -> int:
    return text.rfind("\n", 0, span.start) + 1


def shown(review: Review, case: Case) -> dict[str, Any]:
    """The case as its page shows it, with the markers of its letter."""
    told = case.model_dump(mode="json", exclude={"made", "doubts", "folder"})
    told["items"] = case.made.get("items", [])
    told["statements"] = []
    told["run"] = _run(case)
    told["moved_on"] = _moved_on(case)
    if case.letter is not None:
        told |= checked(review, case)
        told["obstacles"] = review.obstacles(case)
    changed = review.still_holds(case) if case.approval else ()
    if changed:  # by another way than the store, such as a record on disk
        line = f"changed since the approval: {', '.join(changed)}"
        told |= {"approval": None, "state": "needs review"}
        told["obstacles"] = (line, *told["obstacles"])
    return told


def _run(case: Case) -> dict[str, Any] | None:
    """How a model drafted the letter, without its answers; None where none was asked."""
    run = case.made.get("run")
    if not run:
        return None
    rounds = [{"findings": one["findings"], "usage": one["usage"]} for one in run["rounds"]]
    return {**run, "rounds": rounds}


def _moved_on(case: Case) -> bool:
    """Whether facts were corrected, or the case or its records changed, since the draft."""
    drafted_from = case.made.get("case_sha256")
    if case.amended or drafted_from is None or not case.folder:
        return case.amended == "corrected"  # a confirmation is kept with the case, and changes it
    try:
        return bool(case_file(Path(case.folder)).sha256 != drafted_from)
    except ImrError:  # the folder has gone; the approval says so
        return True


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
    report = review.report(case, letter)
    report = report.model_copy(update={"findings": review.findings(case, report)})
    return {
        "markers": [one.model_dump() for one in markers(report)],
        "sections": [one.model_dump() for one in sections(letter)],
        "statements": statements(case),
        "waived": [one.model_dump(mode="json") for one in report.waived],
        "counts": report.counts.model_dump(),
        "outcomes": {issue.number: issue.outcome for issue in letter.issues},
        "dates": letter.dates.model_dump(mode="json"),
        "unread": "",
    }


def statements(case: Case) -> list[dict[str, Any]]:
    """The draft's sentences that still stand in the letter, each with its place and supports."""
    found, at = [], 0
    text = case.letter or ""
    for one in case.made.get("statements", ()):
        pattern = r"\s+".join(re.escape(word) for word in one["text"].split())
        place = re.compile(pattern).search(text, at) or re.search(pattern, text)
        if place is not None and pattern:
            at = place.end()
            found.append({**one, "span": [place.start(), place.end()]})
    return found
