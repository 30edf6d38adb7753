"""A determination letter in the published case-number form, from its parts.

The headings and labels are those that the Administrative Director's review organisation prints
(8 CCR §9792.10.6; Labor Code §4610.6), so that `read_letter` reads back what was written: header,
qualifications, clinical case summary, and for each item its title with outcome, both guideline
lines and the rationale. The connecting prose is this project's own.

The text is plain and also valid Markdown: a blank line parts everything that Markdown would join.
What a form does not give is printed as not stated, never guessed.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.letters.models import Dates, Outcome, Reviewer
from assistant.text import Value

WIDTH = 95
"""Longest line written, in characters; a single longer word stands alone."""

NOT_STATED = "not stated in the case file"
"""Printed for a header field or qualification that the form does not give."""

NOT_DECIDED = "Not decided"
"""Printed in place of an outcome where none is given."""

_NAMES_NONE = re.compile(
    r"\W*(?:none|nil|n/?a|no(?:ne| guidelines?)?(?: (?:was |were )?(?:cited|named|used))?"
    r"|not (?:applicable|cited|named))\W*",
    re.IGNORECASE,
)
"""What a form says in place of a guideline where none is named."""
_UNKNOWN = re.compile(
    r"\W*(?:unknown|not (?:known|given|stated|provided|identified|noted|specified|available))?\W*",
    re.IGNORECASE,
)
"""What a form says where nobody knows whether one is named."""

_OUTCOMES: dict[Outcome, str] = {
    "upheld": "Upheld",
    "overturned": "Overturned",
    "partially_overturned": "Partially Overturned",
}

_HOW_MADE = (
    "This determination rests on the case file as it was received. An independent physician "
    "reviewer decides each disputed item on medical necessity alone, by the standards of Labor "
    "Code section 4610.5(c)(2) in their order."
)
_SUMMARY_INTRO = "The following clinical case summary was developed from the case file:"
_ISSUES_INTRO = (
    "The Final Determination was based on decisions for the disputed items/services set forth "
    "below:"
)


class ItemForm(Value):
    """One disputed item as it is to be printed.

    title                           what is disputed, as the application words it
    outcome                         None prints `NOT_DECIDED`
    claims_administrator_guideline  the cited words ("MTUS ... 2009, Section(s): ..."), without
                                    "Decision based on"; None, or "unknown", prints that
                                    the case file names none, "none" that its author does
    reviewer_guideline              the same for the reviewer; None says that no guideline is cited
    rationale                       paragraphs parted by a blank line
    """

    title: str
    outcome: Outcome | None = None
    claims_administrator_guideline: str | None = None
    reviewer_guideline: str | None = None
    rationale: str


class LetterForm(Value):
    """The parts of a determination letter.

    notice              a line above the header, such as the mark of a draft; None prints none
    summary             paragraphs parted by a blank line
    documents_reviewed  a line for each document; empty prints no such section
    """

    case_number: str | None = None
    dates: Dates = Dates()
    priority: str | None = None
    reviewer: Reviewer = Reviewer()
    notice: str | None = None
    documents_reviewed: tuple[str, ...] = ()
    summary: str
    items: tuple[ItemForm, ...]


def write_letter(form: LetterForm) -> str:
    """Write the letter as text, lines at most `WIDTH` long, ending with a line break."""
    blocks = [*_header(form), *_qualifications(form.reviewer)]
    if form.documents_reviewed:
        blocks += ["DOCUMENTS REVIEWED", *(_wrap(f"- {line}") for line in form.documents_reviewed)]
    blocks += ["CLINICAL CASE SUMMARY", _wrap(_SUMMARY_INTRO), *_paragraphs("", form.summary)]
    blocks += ["IMR ISSUES, DECISIONS AND RATIONALES", _wrap(_ISSUES_INTRO)]
    for item in form.items:
        blocks += _item(item)
    return "\n\n".join(blocks) + "\n"


def _header(form: LetterForm) -> list[str]:
    dates = form.dates
    notice = [_wrap(form.notice)] if form.notice else []
    return [
        *notice,
        f"Case Number: {form.case_number or NOT_STATED}",
        _pair("Date Assigned", dates.assigned, "Date of Injury", dates.injury),
        _pair("Decision Date", dates.decision, "UR Denial Date", dates.ur_denial),
        _columns(
            f"Priority: {form.priority or NOT_STATED}",
            f"Application Received: {_date(dates.application_received)}",
        ),
    ]


def _qualifications(reviewer: Reviewer) -> list[str]:
    states = ", ".join(reviewer.licensed_in) or NOT_STATED
    specialties = ", ".join(reviewer.specialties) or NOT_STATED
    return [
        "HOW THE IMR FINAL DETERMINATION WAS MADE",
        _wrap(_HOW_MADE),
        "The Expert Reviewer has the following credentials:",
        _wrap(f"State(s) of Licensure: {states}"),
        _wrap(f"Certification(s)/Specialty: {specialties}"),
    ]


def _item(item: ItemForm) -> list[str]:
    outcome = _OUTCOMES[item.outcome] if item.outcome else NOT_DECIDED
    reviewer = (
        _decision(item.reviewer_guideline)
        if item.reviewer_guideline
        else "The Expert Reviewer did not cite any medical evidence for its decision."
    )
    cited = item.claims_administrator_guideline or ""
    administrator = _decision(cited)
    if _UNKNOWN.fullmatch(cited):
        administrator = "No guideline of the Claims Administrator is named in the case file."
    elif _NAMES_NONE.fullmatch(cited):
        administrator = "The Claims Administrator named no guideline for its decision."
    return [
        _wrap(f"{item.title.strip().rstrip(':')}: {outcome}"),
        _wrap(f"Claims Administrator guideline: {administrator}"),
        _wrap(f"MAXIMUS guideline: {reviewer}"),
        *_paragraphs("Decision rationale: ", item.rationale),
    ]


def _decision(cited: str) -> str:
    return f"Decision based on {cited.strip().rstrip('.')}."


def _pair(left: str, left_day: date | None, right: str, right_day: date | None) -> str:
    return _columns(f"{left}: {_date(left_day)}", f"{right}: {_date(right_day)}")


def _columns(left: str, right: str) -> str:
    return f"{left:<46}{right}"


def _date(day: date | None) -> str:
    return f"{day:%m/%d/%Y}" if day else NOT_STATED


def _paragraphs(label: str, text: str) -> list[str]:
    parts = [part for part in text.split("\n\n") if part.strip()]
    return [_wrap(label * (index == 0) + part) for index, part in enumerate(parts)]


def _wrap(text: str) -> str:
    """Greedy lines. No line ends in a word-hyphen: readers join such a line to the next."""
    lines: list[str] = []
    line = ""
    words = text.split()
    index = 0
    while index < len(words):
        unit = words[index]
        while unit.endswith("-") and index + 1 < len(words):
            index += 1
            unit = f"{unit} {words[index]}"
        if line and len(line) + 1 + len(unit) > WIDTH:
            lines.append(line)
            line = unit
        else:
            line = f"{line} {unit}" if line else unit
        index += 1
    lines.append(line)
    return "\n".join(lines)
