"""A letter as it was read, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.terminal.excerpt import excerpt
from assistant.terminal.style import Style
from assistant.terminal.words import (
    citation_words,
    hanging,
    partial_words,
    request_words,
    span_of,
)

if TYPE_CHECKING:
    from assistant.letters.models import Issue, Letter
    from assistant.quantities import Request

_LABEL = 15  # width of the column of labels
_OUTCOMES = {"upheld": "warning", "overturned": "good", "partially_overturned": "info"}
_DATES = (
    ("injury", "injury"),
    ("ur_denial", "UR denial"),
    ("application_received", "application"),
    ("assigned", "assigned"),
    ("decision", "decision"),
)


def letter_text(letter: Letter, style: Style, columns: int, *, explain: bool) -> str:
    """An overview of `letter`: header, patient, and each item with its request and citations.

    With `explain`, each item also shows the words that gave its numbers.
    """
    head = style("bold", letter.case_number or "no case number")
    lines = [f"{head}  {style('dim', f'{letter.source} ({letter.layout})')}"]

    def add(label: str, words: str) -> None:
        if words:
            lines.append(hanging(f"  {label:<{_LABEL}}", words, columns, _LABEL + 2))

    dates = [
        f"{name} {value}"
        for key, name in _DATES
        if (value := getattr(letter.dates, key)) is not None
    ]
    add("dates", " · ".join(dates))
    add("priority", letter.priority or "")
    reviewer = letter.reviewer
    add(
        "reviewer",
        "; ".join(filter(None, (", ".join(reviewer.licensed_in), ", ".join(reviewer.specialties)))),
    )
    summary = letter.summary
    add(
        "patient",
        ", ".join(
            filter(
                None,
                (
                    f"{summary.age} years" if summary.age is not None else "",
                    summary.sex or "",
                    f"injured {summary.injury_date}" if summary.injury_date else "",
                ),
            )
        ),
    )
    for issue in letter.issues:
        lines += ["", *_issue(letter, issue, style, columns, explain=explain)]
    return "\n".join(lines)


def _issue(letter: Letter, issue: Issue, style: Style, columns: int, *, explain: bool) -> list[str]:
    outcome = issue.outcome or "no outcome"
    words = style(_OUTCOMES.get(outcome, "error"), outcome.replace("_", " "))
    title = hanging(f"{issue.number:>3}. ", issue.title, columns, 5)
    lines = [f"{style('bold', title)}", f"     {words}"]

    def add(label: str, text: str) -> None:
        if text:
            lines.append(hanging(f"     {label:<{_LABEL}}", text, columns, _LABEL + 5))

    add("service", ", ".join((issue.service.replace("_", " "), *issue.body_parts)))
    add("request", request_words(issue.request))
    if issue.filled_from_summary:
        add("", f"({', '.join(issue.filled_from_summary)} from the summary)")
    if issue.partial is not None:
        add("partial", partial_words(issue.partial))
    for part in issue.parts:
        add("part", ": ".join(filter(None, (part.title, request_words(part.request)))))
    for citation in issue.claims_administrator_citations:
        add("administrator", citation_words(citation))
    for citation in issue.reviewer_citations:
        add("reviewer", citation_words(citation))
    if issue.rationale is None:
        add("rationale", "none")
    if explain:
        lines += _explained(letter, issue, style, columns)
    return lines


def _explained(letter: Letter, issue: Issue, style: Style, columns: int) -> list[str]:
    lines: list[str] = []
    for evidence in sorted(issue.evidence, key=lambda item: item.span):
        start, end = evidence.span
        label = (
            f"{evidence.field.replace('_', ' ')} {_value(issue.request, evidence.field)}".strip()
        )
        shown = excerpt(
            letter.document, start, end, label, style=style, role="info", columns=columns - 5
        )
        lines += [f"     {line}" for line in shown[1:]]
    if not lines:
        lines = [f"     {style('dim', 'no number was read in this item')}"]
    return lines


def _value(request: Request, field: str) -> str:
    value = getattr(request, field, None)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return span_of(value)
    if field == "duration":
        return f"{span_of(value.value)} {value.unit}"
    return str(value)
