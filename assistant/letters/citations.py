"""Guideline lines to citations.

A line names MTUS chapters with year and sections ("Decision based on MTUS Low Back Complaints 2004,
Section(s): Special Studies."), the older form names pages, and other sources follow "Decision based
on Non-MTUS Citation". 8 CCR §9792.21.1(d) says what a citation of each kind holds. What the line
does not print stays None: a year, a page or a section is never supplied.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.letters.chapters import (
    chapter_at_start,
    chapter_of_year,
    exact_chapter,
    read_sections,
)
from assistant.letters.models import Citation
from assistant.letters.other_sources import read_other
from assistant.letters.pages_cited import first_pages, read_pages
from assistant.text import Folded, Span, fold
from assistant.text.patterns import expression, phrases

_NONE = phrases(
    r"did\s(?:not|n't)\s(?:cite|provide|reference|use|rely)",
    r"didn't\scite",
    r"cited\sno",
    r"no\s(?:medical\s)?evidence(?:\swas)?\scited",
    r"no\s(?:specific\s)?guidelines?(?:\s(?:was|were))?\scited",
    r"none\scited",
)
_UNSTATED = expression(
    r"(?:not\s(?:stated|given|provided|available)|none|N/A)\b[^.]{0,40}\.?", re.IGNORECASE
)
_BASED = phrases(
    r"decision\s?based\son",
    r"based\s(?:its|his/her|her/his|his|her|their)\s(?:decision|determination)s?\s(?:up)?on",
    r"rel(?:ied|ies)\s(?:up)?on",
    r"cit(?:ed|es)",
    r"used(?=\sthe\s)",
    tail=r"(?!\srecommendation)[:\s]{1,3}(?:the\sfollowing:?\s)?(?:the\s)?"
    r"(?P<other>(?:Non-?\s?|Other\s)MTUS(?:\sCitations?)?[:,]?\s?)?",
)
_PART_OF = expression(
    r",?\s?\(?(?:which|that)?\s?(?:is|are)\s(?P<not>not\s)?(?:a\s)?part\sof\s(?:the\s)?"
    r"(?:MTUS|(?:California\s)?Medical\sTreatment\sUtilization\sSchedule)(?:\s\(MTUS\))?\)?[,.;]?(?:\sand\b)?\s?",
    re.IGNORECASE,
)
_PART = expression(r"[Pp](?i:art\sof)")
_MTUS = expression(
    r"\s?(?:the\s)?(?:CA\s|California\s)?(?:MTUS|Medical\sTreatment\sUtilization\sSchedule)\b"
    r"(?:\s\(MTUS\))?(?:\sguidelines?\b)?[\s:,;-]{0,4}",
    re.IGNORECASE,
)
_YEAR = expression(r"\b(?:19|20)\d\d\b(?=\s?(?:[,.;:()]|$|and\b|Section|Page|-\s))")
_JOINT = expression(
    r",?\sand\s(?:the\s)?(?:MTUS\s)?|;\s?(?:and\s)?(?:the\s)?(?:MTUS\s)?|,\s?MTUS\s"
)
_BEFORE_YEAR = expression(
    r"[\s,.;:()-]{0,4}(?:(?:effective|revised|rev|updated|ACOEM|(?:Occupational\sMedicine\s)?"
    r"Practice\sGuidelines?|Guidelines?|\d(?:st|nd|rd|th)\s?ed(?:ition)?|Chapter\s\d{1,2}|"
    r"neck|upper|low|back|shoulder|elbow|forearm|wrist|hand|knee|ankle|foot|and|complaints|"
    r"disorders)[\s,.;:()-]{0,4}){0,12}",
    re.IGNORECASE,
)
"""What may stand between a chapter and its year: "(ACOEM Practice Guidelines, 2nd Edition (2004)",
or its title after its number, "Chapter 12 (Low Back Complaints) (2007)"."""
_CHAPTER_BEHIND = expression(r"[\s,.;:()]{0,4}Chapter\s\d{1,2}\b[\s,.;:()]{0,4}", re.IGNORECASE)
_SECTIONS = expression(r"[\s,.;:-]{0,4}\bSection(?:\(s\)|s)?\s?:?\s?", re.IGNORECASE)
_PUNCTUATION = expression(r"[,;:]")
_JUNK = " \t\r\n,;:.-"
_LONGEST_LINE = 20_000


_SAME = expression(
    r"\bguidelines?\s{1,9}(?:that\s{1,9}(?:were\s{1,9})?)?(?:used|cited|referenced|relied\s{1,9}(?:up)?on)\s{1,9}by\s{1,9}"
    r"the\s{1,9}claims?\s{1,9}administrator\s{1,9}(?:to\s{1,9}be\s{1,9}|(?:were|was|are|is)\s{1,9})?"
    r"(?:relevant|appropriate|applicable)|\bsame\s{1,9}guidelines?\b",
    re.IGNORECASE,
)


class _Piece(NamedTuple):
    """A stretch of the folded line, and whether it is said to cite the MTUS."""

    start: int
    end: int
    mtus: bool | None


def read_citations(text: str, span: Span | None) -> tuple[Citation, ...]:
    """The sources that the guideline line at `span` of `text` names, in order."""
    if span is None:
        return ()
    line = fold(text, span.start, min(span.end, span.start + _LONGEST_LINE))
    if not line.text or _UNSTATED.fullmatch(line.text):
        return ()
    pieces = _pieces(line.text)
    if all(piece.mtus is None for piece in pieces) and _NONE.search(line.text):
        return (Citation(system="none", text=line.text, span=line.span(0, len(line.text))),)
    found: list[Citation] = []
    for piece in pieces:
        lead = _MTUS.match(line.text, piece.start, piece.end)
        known = lead is not None or _opens_with_chapter(line.text[piece.start : piece.end])
        if piece.mtus or (piece.mtus is None and known):
            found += _mtus(line, lead.end() if lead else piece.start, piece)
        else:
            found += read_other(line, piece.start, piece.end)
    return tuple(found)


def same_as_administrator(text: str, span: Span) -> bool:
    """Whether the reviewer adopts, at `span`, the guidelines that the administrator used."""
    return bool(_SAME.search(text, span.start, span.end))


def _opens_with_chapter(words: str) -> bool:
    """Whether the MTUS is meant though not named: its chapter, called guidelines or dated."""
    named = chapter_at_start(words)
    if named is None or "acoem" in words[: named.end].lower():
        return False
    return "guideline" in words[: named.end + 12].lower() or bool(_YEAR.match(words, named.end + 1))


def _pieces(line: str) -> list[_Piece]:
    """The stretches that follow "Decision based on" and its like, parted by what they belong to."""
    marks = list(_BASED.finditer(line))
    if not marks:
        return _parted(line, 0, len(line), None)
    pieces: list[_Piece] = []
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(line)
        mtus: bool | None = None
        if mark["other"]:
            mtus = False
        elif _MTUS.match(line, mark.end(), end) and mark.group()[:1] in "Dd":
            mtus = True
        pieces += _parted(line, mark.end(), end, mtus)
    return pieces


def _parted(line: str, start: int, end: int, mtus: bool | None) -> list[_Piece]:
    """`[start, end)` parted after each "which is (not) part of the MTUS"."""
    pieces: list[_Piece] = []
    at = start
    # few lines say so, and the expression begins with words that all have
    parts = _PART_OF.finditer(line, start, end) if _PART.search(line, start, end) else ()
    for match in parts:
        pieces.append(_Piece(at, match.start(), not match["not"]))
        at = match.end()
    if pieces:
        return [piece for piece in pieces if line[piece.start : piece.end].strip(_JUNK)]
    return [_Piece(start, end, mtus)] if line[start:end].strip(_JUNK) else []


def _mtus(line: Folded, start: int, piece: _Piece) -> list[Citation]:
    """The chapters of one MTUS stretch, each with its own year, sections and pages."""
    whole = line.text
    starts = _chapter_starts(whole, start, piece.end)
    found = []
    for place, begin in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else piece.end
        joints = list(_JOINT.finditer(whole, max(begin, end - 12), end))
        stop = joints[-1].start() if joints and place + 1 < len(starts) else end
        words = piece.start if place == 0 else begin
        found.append(_chapter(line, begin, stop, words))
    return found


def _chapter_starts(whole: str, start: int, end: int) -> list[int]:
    """Where the chapters of an MTUS stretch begin: at its start, and behind joints."""
    starts = [start]
    for joint in _JOINT.finditer(whole, start, end):
        rest = whole[joint.end() : min(end, joint.end() + 120)]
        year = _YEAR.search(rest)
        named = exact_chapter(rest[: year.start()]) if year else None
        if named is None and not year:
            known = chapter_at_start(rest)
            named = known.title if known and "MTUS" in joint.group() else None
        if named is None and year and "," in joint.group() and rest[:1].isupper():
            before = whole[starts[-1] : joint.start()]
            named = rest if _YEAR.search(before) and "," not in rest[: year.start()] else None
        if named is not None and joint.start() > starts[-1]:
            starts.append(joint.end())
    return starts


def _chapter(line: Folded, begin: int, stop: int, words: int) -> Citation:
    """One chapter: title, year, sections and pages in `[begin, stop)`; its words from `words`."""
    body = line.text[begin:stop]
    named = chapter_at_start(body)
    year = _YEAR.search(body, 0, 160)
    cited_year: int | None = None
    if year is not None and (
        named is None or _BEFORE_YEAR.fullmatch(body, named.end, year.start())
    ):
        cited_year = int(year.group())
        title = exact_chapter(body[: year.start()]) or (
            named.title if named else _as_written(body[: year.start()])
        )
        if title is not None:
            printed = body[: named.end] if named else body[: year.start()]
            title = chapter_of_year(title, printed, cited_year)
        rest = body[year.end() :].lstrip(")")
        number = _CHAPTER_BEHIND.match(rest)
        rest = rest[number.end() :] if number else rest
    elif named is not None:
        title, rest = named.title, body[named.end :]
    else:
        title, rest = _unknown_chapter(body)
    rest = _without_repeated_chapter(rest, title)
    pages, rest = read_pages(rest)
    sections = _SECTIONS.match(rest)
    listed = rest[sections.end() :] if sections else rest
    start, end = _trim(line.text, words, stop)
    return Citation(
        system="MTUS",
        chapter=title,
        year=cited_year,
        sections=read_sections(title, cited_year, listed.strip(_JUNK)),
        pages=pages,
        text=line.text[start:end],
        span=line.span(start, end),
    )


def _unknown_chapter(body: str) -> tuple[str | None, str]:
    """A title that the catalog lacks: the words before a list of sections, pages or a comma."""
    stop = len(body)
    for match in (_SECTIONS.search(body), first_pages(body), _PUNCTUATION.search(body)):
        if match and match.start():
            stop = min(stop, match.start())
    return _as_written(body[:stop]), body[stop:]


def _as_written(words: str) -> str | None:
    return words.strip(_JUNK) or None


def _without_repeated_chapter(rest: str, title: str | None) -> str:
    """Older lines print the chapter twice: "... Guidelines : CHRONIC PAIN ... GUIDELINES, X"."""
    stripped = rest.lstrip(_JUNK)
    again = chapter_at_start(stripped)
    if again is None or again.title != title:
        return rest
    return stripped[again.end :]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without joints and punctuation at its ends."""
    while start < end and text[start] in _JUNK:
        start += 1
    while end > start and text[end - 1] in _JUNK:
        end -= 1
    return start, end
