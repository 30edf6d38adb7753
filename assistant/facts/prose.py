"""A record as running text in which every line break parts two statements.

Reports mix prose wrapped over lines with forms, lists and headings. A blank line, a "Label:", a
bullet, the next number of a list and a row of a table each begin a new unit; inside a unit the text
is folded. Units are joined by line breaks, so that one pattern that excludes the line break reads
the whole record without running from one statement into the next. What a form prints and does not
say of the worker (`masking`) is blotted out of `text`; quotations have the words as they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cached_property

from assistant.case_file import Record, RecordPart
from assistant.facts.masking import masked
from assistant.facts.models import Source
from assistant.facts.sought import small
from assistant.letters.dates import PATTERN, read_date
from assistant.text import Folded, Span, fold
from assistant.text.patterns import expression

_LONGEST = 1000
"""Characters of the longest sentence: readers look at all of it for each word found."""

_SHORT = 56
"""Characters below which a line under a heading is a statement of its own, not a wrapped line."""

_LABEL = expression(
    r"(?:[SOAP]|[A-Z][A-Za-z0-9 /()&'’.-]{1,48}"
    r"|\(?\d{1,2}[.)] [A-Z][A-Za-z /()&'’.,-]{1,60}(?<!ICD))"
    r":(?=\s|$)"
)
_LETTERS = {"s": "subjective", "o": "objective", "a": "assessment", "p": "plan"}
"""The four letters by which notes name their sections."""
_DATED_LABEL = expression(rf"{_LABEL.pattern} ?{PATTERN}", re.IGNORECASE)
"""A label with its date is a statement of its own; what stands below does not go on with it."""
_BULLET = expression(
    r"(?:[-*•▪–]|\(?[a-z]\))\s|\[ ?[xX✓✔_]? ?\]|\([ xX✓✔_]\)|[☐□◻○☑☒]|_{1,6}(?:[xX✓✔]_|[ ]?[A-Z])"
)
"""A bullet, a letter of a list, or a box of a form, ticked or not."""
_NUMBERED = expression(r"\(?(\d{1,2})[.)]\s{1,4}(?=\S)")
_ROW = expression(
    r"\S[ ]{0,3}\t|[^\S\t]{3,}\S[^\n]*?\S[^\S\t]{3,}\S|\S[ ]?\|[ ]?\S"
    r"|^\d{1,2}[^\S\t]{2,}\S[^\n]*?\S[^\S\t]{3,}\S"
)
_DATED_ROW = expression(
    r"(?:\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?=[.:;,]?\s|$)"
)
"""A line of a log: two such lines in a row are no prose that happens to wrap before a date."""
_CODE_LINE = expression(r"(?:[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|\d{3}\.\d{1,2})\s+[A-Z][a-z]")
"""An entry of a list of diagnoses, which begins with its code."""
_HEADING = expression(r"[A-Z0-9][A-Z0-9 /()&'’#.:-]{2,60}")
_SECTION = expression(
    r"(?:[IVX]{1,4}\. |\d{1,2}\. )?(?:(?:interim|interval|past|medical|surgical|present|current"
    r"|chief|subjective|objective|physical|clinical|diagnostic|working|treatment|review of|history"
    r"|work|functional|social|family|and|of|the) ){0,4}(?:history|complaints?|subjective|objective"
    r"|exam(?:ination)?|findings|stud(?:y|ies)|records|imaging|tests?|diagnos[ei]s|assessment"
    r"|impressions?|plan|recommendations?|status|medications?|treatment|present illness|goals?"
    r"|discussion|function|systems|(?:problem|medication|diagnosis) list)",
    re.IGNORECASE,
)
"""Names of the sections of a report, by which a line in small letters is a heading too."""
_OPENS = expression(
    rf"(?:\(?\d{{1,2}}[.)] )?(?P<day>{PATTERN})(?: ?(?:-|–|to|through) ?(?:{PATTERN}))?"
    r"(?:[.:;,|]| ?[-–|]|$| (?=[A-Z]))"
)
"""The day that opens an entry of a list: "07/02/2013. MRI of the elbow: ..."."""
_END = expression(r"[.!?][\"”’')\]]{0,3} (?=[\"“‘(\[]{0,2}[A-Z0-9]|(?:c/o|s/p|pt|w/)\b)|\n")
_ABBREVIATION = expression(
    r"(?:^|[\s(\[\"“])(?:[A-Za-z]|vs|Drs?|Mrs?|Ms|etc|e\.g|i\.e|[Nn]o|pp?|St|approx|wks?|lbs?)$"
)


class Prose:
    """The units of one document as one text, with the place of every character in its file."""

    def __init__(self, record: Record, part: RecordPart | None = None) -> None:
        """The text of `part` of `record`; by default of all of it, as its first part."""
        self.record = record
        self.part = part or RecordPart(
            span=Span(0, len(record.document.text)), kind=record.kind, written=record.written
        )
        pieces: list[str] = []
        self._starts: list[int] = []
        self._close: list[bool] = []
        self._folded: list[Folded] = []
        length = 0
        for start, end, close in _units(record.document.text, *self.part.span):
            folded = fold(record.document.text, start, end)
            if folded.text:
                self._starts.append(length)
                self._close.append(close)
                self._folded.append(folded)
                pieces.append(folded.text)
                length += len(folded.text) + 1
        self._said = "\n".join(pieces)
        self.text = masked(self._said)

    @cached_property
    def low(self) -> str:
        """The text in small letters, every character at its place; to look for letters in."""
        low = small(self.text)
        if len(low) != len(self.text):
            low = "".join(own if len(own := small(one)) == 1 else one for one in self.text)
        return low

    @cached_property
    def _sentences(self) -> list[int]:
        starts = [0]
        for end in _END.finditer(self.text):
            stop = end.start()
            if self.text[stop] == "." and _ABBREVIATION.search(self.text, max(stop - 8, 0), stop):
                continue
            _break_up(starts, self.text, end.end())
            starts.append(end.end())
        _break_up(starts, self.text, len(self.text))
        return starts

    @cached_property
    def _labels(self) -> list[tuple[str, str]]:
        """For each unit the label of it or of its list, and the heading that it stands under."""
        labels: list[tuple[str, str]] = []
        running = heading = ""
        headed = False
        for folded, close in zip(self._folded, self._close, strict=True):
            first, headed = headed, False
            label = _LABEL.match(folded.text)
            if label is not None:
                running = label.group()[:-1].lower().lstrip("(0123456789.) ")
                running = _LETTERS.get(running, running)
                if label.end() == len(folded.text):
                    heading = running
                    headed = True
            elif _is_heading(folded.text):
                running = heading = folded.text.lower()
                headed = True
            elif not (
                first
                or _NUMBERED.match(folded.text)
                or _BULLET.match(folded.text)
                or (close and (len(folded.text) < _SHORT or _ROW.search(folded.text)))
            ):
                running = ""
            labels.append((running, heading))
        return labels

    def sentence(self, offset: int) -> tuple[int, int]:
        """Bounds of the sentence in which `offset` stands."""
        index = bisect_right(self._sentences, offset)
        end = self._sentences[index] if index < len(self._sentences) else len(self.text)
        start = self._sentences[index - 1]
        return start, start + len(self.text[start:end].rstrip())

    def sentences(self) -> list[tuple[int, int]]:
        """Bounds of every sentence, in order."""
        return self._bounds

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        ends = [*self._sentences[1:], len(self.text)]
        return list(zip(self._sentences, ends, strict=True))

    def label(self, offset: int) -> str:
        """The "Label" that begins the unit of `offset` or, in a list, the units before it."""
        return self._labels[bisect_right(self._starts, offset) - 1][0] if self._starts else ""

    def heading(self, offset: int) -> str:
        """The heading, or label on its own line, that `offset` stands under, and its own label."""
        if not self._starts:
            return ""
        label, heading = self._labels[bisect_right(self._starts, offset) - 1]
        return label if label == heading else f"{heading} {label}".strip()

    def before(self, offset: int) -> str:
        """What the unit of `offset` says before it."""
        return self.text[self.entry(offset) : offset]

    def entry(self, offset: int) -> int:
        """Where the unit begins in which `offset` stands."""
        return self._starts[bisect_right(self._starts, offset) - 1] if self._starts else 0

    def opening_day(self, offset: int) -> date | None:
        """The day with which the entry opens in which `offset` stands; None without one."""
        opened = _OPENS.match(self.text, self.entry(offset))
        return read_date(opened["day"]) if opened else None

    def units(self) -> list[tuple[int, int]]:
        """Bounds of every unit, in order."""
        return self._stretches

    @cached_property
    def _stretches(self) -> list[tuple[int, int]]:
        return [
            (start, start + len(folded.text))
            for start, folded in zip(self._starts, self._folded, strict=True)
        ]

    def under(self, label: re.Pattern[str], most: int = 500) -> tuple[int, int] | None:
        """Bounds of what stands under the first label or heading that `label` matches.

        That is the rest of its unit or, where nothing is left of it, the units up to the next label
        or heading; of all that about the first `most` characters.
        """
        begin = end = -1
        for start, stop in self.units():
            text = self.text[start:stop]
            named = _LABEL.match(text) or _is_heading(text)
            if begin >= 0 and (named or stop - begin > most):
                break
            if begin >= 0:
                end = stop
            elif named and label.match(text):
                begin = start + named.end() + 1
                end = stop
                if begin < stop:
                    break
        return (begin, min(end, begin + most)) if -1 < begin < end else None

    def source(self, start: int, end: int) -> Source:
        """Where `text[start:end]` stands in the record."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(end - 1, start)) - 1
        begin = self._folded[first].span(
            start - self._starts[first], start - self._starts[first] + 1
        )
        at = end - self._starts[last]
        stop = self._folded[last].span(at - 1, at)
        return Source(
            document=self.record.name,
            page=self.record.document.page(begin.start),
            span=Span(begin.start, stop.end),
            quote=self._said[start:end],
            kind=self.part.kind,
            written=self.part.written,
        )


def _is_heading(line: str) -> re.Match[str] | None:
    """Whether a line is a heading: in capitals, or the name of a section alone."""
    return _HEADING.fullmatch(line) or _SECTION.fullmatch(line)


def _break_up(starts: list[int], text: str, end: int) -> None:
    """Part a run without a full stop, as of broken extractions, so that no sentence is endless."""
    while end - starts[-1] > _LONGEST:
        gap = text.rfind(" ", starts[-1] + _LONGEST // 2, starts[-1] + _LONGEST)
        starts.append(gap + 1 if gap > 0 else starts[-1] + _LONGEST)


def _units(text: str, begin: int, end: int) -> list[tuple[int, int, bool]]:
    """The units of `text[begin:end]`, in order, and whether each follows without a blank line.

    Under a heading short lines are statements of their own, as lists without bullets are written.
    """
    units: list[tuple[int, int, bool]] = []
    at = begin
    number = 0
    close = follows = False
    before = ""
    listing = heading = row = False
    lines = text[begin:end].splitlines(keepends=True)
    dated = [_DATED_ROW.match(line.lstrip()) is not None for line in lines]
    for index, line in enumerate(lines):
        stripped = line.strip()
        logged = dated[index] and any((*dated[index - 1 : index], *dated[index + 1 : index + 2]))
        was_row, row = row, _ROW.search(stripped) is not None or logged
        numbered = _NUMBERED.match(stripped)
        next_number = numbered is not None and int(numbered.group(1)) in {1, number + 1}
        if numbered is not None and next_number:
            number = int(numbered.group(1))
        headed = heading or before.endswith(":") or _DATED_LABEL.fullmatch(before) is not None
        listing = bool(stripped) and (listing or headed)
        short = listing and 0 < len(before) < _SHORT and not before.endswith((",", ";", "-"))
        new = (
            not stripped
            or headed
            or row
            or was_row
            or next_number
            or (short and not stripped[0].islower())
            or _BULLET.match(stripped) is not None
            or _CODE_LINE.match(stripped) is not None
            or _LABEL.match(stripped) is not None
        )
        heading = _is_heading(stripped) is not None
        if (new or heading) and at > begin:
            units.append((begin, at, close))
            begin = at
            close = follows
        follows = bool(stripped)
        before = stripped
        at += len(line)
    if at > begin:
        units.append((begin, at, close))
    return units
