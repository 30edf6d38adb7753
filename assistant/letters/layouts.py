"""Where the parts of a letter are: headings of every published layout, found in one pass.

The layouts and their headings are those of the determinations that the Division of Workers'
Compensation publishes: the case-number header (2014 on), the notice and the form of 2013, the
medical professional review, and an excerpt that has items but no header.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from assistant.letters.models import Layout
from assistant.text import Span
from assistant.text.patterns import expression

HeadingKind = Literal[
    "how", "documents", "summary", "issues", "dispute", "qualifications", "guidelines",
    "rationale_for", "decision", "regarding", "effect", "disclaimer", "administrator", "reviewer",
    "rationale",
]  # fmt: skip


class Heading(NamedTuple):
    """A heading or label: its kind, its start, and where what it heads begins."""

    kind: HeadingKind
    start: int
    body: int


_HEADINGS = expression(
    r"""\n[ #*_>]*+(?:(?=c[al]|d[io]|e[fx]|gui|how|i(?:mr|nd|ss|te)|med|rat|se[cr]|tre|[0-9])(?:
      (?P<how>HOW~THE~IMR~FINAL~DETERMINATION~WAS~MADE)
    | (?P<documents>DOCUMENTS?~REVIEWED(?:~FOR~(?:THE~)?DETERMINATION)?)[ *_]*(?::|\r?$)
    | (?P<summary>(?:CLINICAL~|EXPERT~REVIEWER(?:'S)?~|MEDICAL~)?CASE~SUMMARY)[ *_]*(?::|\r?$)
    | (?P<issues>IMR~(?:ISSUE|DECISION)(?:S|\(S\))?,?\s[^\n]{0,40}RATIONALE(?:S|\(S\))?)
    | (?P<decision>INDEPENDENT~MEDICAL~REVIEW~DECISIONS?(?:\(S\))?~AND~RATIONALES?)
    | (?P<dispute>(?:ISSUE|ITEM|TREATMENT|SERVICE)(?:S|\(S\))?~(?:AT|IN)~DISPUTE)[ *_]*(?::|\r?$)
    | (?P<qualifications>MEDICAL~(?:REVIEWER~)?QUALIFICATIONS(?:~OF~THE~\w{1,20}~REVIEWER)?)
      [ *_]*(?::|\r?$)
    | (?P<guidelines>(?:MEDICAL~TREATMENT~GUIDELINE(?:S|\(S\))?
        |SECTION(?:S|\(S\))?~OF~THE~MEDICAL~TREATMENT~UTILIZATION~SCHEDULE
        |GUIDELINE(?:S|\(S\))?)~RELIED~(?:UP)?ON~BY\b
        [^\n:]{0,80}(?:\n[^\n:]{0,80})?)(?::|\r?$)
    | (?P<rationale_for>RATIONALE~FOR~(?:THE~DECISION
        |WHY~(?:THE~)?REQUESTED~[^\n:]{0,60}(?:\n[^\n:]{0,60})?NECESSARY))[ *_]*(?::|\r?$)
    | (?P<regarding>\d{1,2}[ ]?[.)]\s{0,4}REGARDING~(?:THE~)?REQUEST(?:S)?~FOR(?=\s))
    | (?P<effect>EFFECT~OF~THE~DECISION)[ *_]*(?::|\r?$)
    | (?P<disclaimer>DISCLAIMER[ ]{0,9}:\s{0,9}MAXIMUS)
    ) | (?=[^:.,;]{4,240}+:)(?:
      (?P<administrator>(?:THE~)?CLAIMS?~ADMINISTRATOR(?:'S)?~GUIDELINE(?:S|\(S\))?)[ *_]*:[*_]*
    | (?P<reviewer>(?:MAXIMUS|IMRO?
        |(?:THE~)?(?:(?!REVIEWER|ORGANI)\w{1,20}+~){0,3}+(?:REVIEWER|ORGANI[SZ]ATION)(?:'S)?)
        ~GUIDELINE(?:S|\(S\))?)
      [ *_]*:[*_]*
    | (?P<rationale>(?:(?:THE~)?(?:(?!REVIEWER)\w{1,20}+~){0,2}+REVIEWER'S~)?
        (?:DECISION~)?RATIONALE)
      [ *_]*:[*_]*)
    )""".replace("~", r"\s{1,40}"),
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
"""Every heading and label behind a line break; "~" stands for white space, line breaks too.

What a heading of a section may begin with, and that a label ends with a colon, stand before them,
so that few of them are tried at a line of prose."""

_LONGEST_HEADING = 600
"""Characters; the longest heading has six words, each with white space around it."""

_LABELS = frozenset({"administrator", "reviewer", "rationale"})


def is_label(heading: Heading) -> bool:
    """Whether the heading is one of an item: a guideline line or a rationale."""
    return heading.kind in _LABELS


class Outline:
    """The headings of one letter in order, and the parts that they delimit."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.headings: list[Heading] = []
        # the first line is a line too
        opening = _HEADINGS.match("\n" + text[:_LONGEST_HEADING])
        if opening:
            kind = cast("HeadingKind", opening.lastgroup)
            self.headings.append(Heading(kind, 0, opening.end() - 1))
        for match in _HEADINGS.finditer(text, opening.end() - 1 if opening else 0):
            # Every alternative is a named group, and each name is a HeadingKind.
            kind = cast("HeadingKind", match.lastgroup)
            self.headings.append(Heading(kind, match.start() + 1, match.end()))
        self._starts = [heading.start for heading in self.headings]
        self._first: dict[str, Heading] = {}
        for heading in self.headings:
            self._first.setdefault(heading.kind, heading)

    def first(self, kind: HeadingKind) -> Heading | None:
        """The first heading of `kind`."""
        return self._first.get(kind)

    def since(self, start: int, end: int | None = None) -> Iterator[Heading]:
        """The headings that begin in `[start, end)`, in order."""
        for place in range(bisect_left(self._starts, start), len(self.headings)):
            heading = self.headings[place]
            if end is not None and heading.start >= end:
                return
            yield heading

    def labels(self) -> list[Heading]:
        """The labels of items: guideline lines and rationales."""
        return [heading for heading in self.headings if is_label(heading)]

    def section(self, kind: HeadingKind) -> Span | None:
        """What stands under the first heading of `kind`, up to the next heading of a section."""
        heading = self._first.get(kind)
        if heading is None:
            return None
        for later in self.since(heading.body):
            if not is_label(later):
                return Span(heading.body, later.start)
        return Span(heading.body, len(self.text))


_CASE_NUMBER = expression(r"(?:\n|\A)[ #*_>]*(?i:Case\s{1,20}Number)[ *_]*:")
_ASSIGNED = expression(r"[Dd](?i:ate\s{1,20}Assigned)[ *_]*:")
_STATEMENT = expression(r"[Hh](?i:as\s{1,20}determined\s{1,20}(?:that\s{1,20})?the\s{1,20}request)")
_PROFESSIONAL = expression(r"MEDICAL\s{1,20}PROFESSIONAL\s{1,20}REVIEW\b")


def _states(text: str) -> bool:
    """Whether a sentence of the notice of 2013 gives the decision: "has determined the request"."""
    return "etermined" in text.lower() and _STATEMENT.search(text) is not None


def find_layout(outline: Outline) -> Layout:
    """The published layout of the letter; "excerpt" where no header tells one."""
    text = outline.text
    if outline.first("dispute") or (
        outline.first("guidelines")
        and not outline.first("regarding")
        and _PROFESSIONAL.search(text)
    ):
        return "professional-review"
    if outline.first("regarding") or outline.first("decision") or _states(text):
        return "notice-2013"
    issues = outline.first("issues")
    if issues and re.search(r"\(S\)", text[issues.start : issues.body], re.IGNORECASE):
        return "form-2013"
    if _CASE_NUMBER.search(text) or _ASSIGNED.search(text):
        return "case-number-header"
    return "excerpt"
