"""Citations outside the MTUS: ODG, ACOEM, and whatever else a line names.

ODG is cited by chapter and topic without any fixed punctuation ("Official Disability Guidelines
(ODG) Pain Section/Voltaren Gel Topic", "ODG, Low Back (updated 12/20/16)"), so the chapter is told
by ODG's own chapter titles, and what follows it is the section.
"""

from __future__ import annotations

import re

from assistant.letters.chapters import chapter_at_start, split_plain
from assistant.letters.models import Citation, CitationSystem
from assistant.letters.pages_cited import read_pages
from assistant.text import Folded
from assistant.text.patterns import expression

_SOURCE = expression(
    r"(?P<odg>\bOfficial\s(?:Disability|Disabilities)\sGuidelines?(?:\s?[-,]?\s?\(?\bODG\b\)?)?|\(?\bODG\b\)?)"
    r"|(?P<acoem>\b(?:(?:the\s)?American\sCollege\sof\sOccupational\s(?:and|&)\sEnvironmental\sMedicine"
    r"(?:\s?\(ACOEM\))?|ACOEM)(?:'s)?)"
    r"|(?P<other>\b(?:and\s)?Other\sMedical\sTreatment\sGuidelines?(?:\sor\sMedical\sEvidence)?:?"
    r"|\bhttps?://|\bwww\.)",
    re.IGNORECASE,
)
_ODG_CHAPTER = expression(
    r"(?P<name>(?:Low|Upper|Mid)\s?Back(?:\s(?:and|&)\s(?:Neck|Thoracic|Lumbar(?:\sand\sThoracic)?)"
    r"|\s?[-,]\s?Lumbar\s(?:and|&)\sThoracic)?|Neck(?:,?\s(?:and|&)\sUpper\sBack)?|Cervical(?:\sSpine)?"
    r"|Lumbar(?:\s(?:and|&)\sThoracic)?(?:\sSpine)?|Thoracic(?:\sSpine)?"
    r"|Shoulder|Elbow|(?:Forearm|Wrist),?\s(?:Wrist|Forearm),?\s?(?:and|&)?\s?Hand|Hand(?:,?\sWrist,?\s(?:and|&)\sForearm)?"
    r"|Carpal\sTunnel(?:\sSyndrome)?|Hip(?:\s(?:and|&)\sPelvis)?|Knee(?:\s(?:and|&)\sLeg)?|Ankle(?:\s(?:and|&)\sFoot)?"
    r"|Foot(?:\s(?:and|&)\sAnkle)?|Head|Eye|Pain|Chronic\sPain|Mental(?:\sIllness)?(?:\s(?:and|&)\sStress)?|Stress(?:\s(?:and|&)\s"
    r"Mental(?:\sIllness)?)?|Hernia|Pulmonary|Diabetes|Burns|Infectious\sDiseases?|Fitness\sfor\sDuty|Dental)"
    r"(?P<kind>\s?\([^()]{0,80}\))?(?![a-z])",
    re.IGNORECASE,
)
_CHAPTER_WORD = expression(r"\s?\b(?:chapters?|sections?)\b\s?", re.IGNORECASE)
_NAMED_CHAPTER = expression(
    r"(?P<name>[^,;:/()]{2,60}?)\s(?:chapter|complaints|disorders)\b", re.IGNORECASE
)
_LEAD = expression(
    r"(?:[\s,;:./-]|\bGuidelines?\b|\bTreatment\sin\sWorkers'?\sComp(?:ensation)?\b|\(?\bTWC\b\)?|"
    r"\bTreatment\sIndex\b|\bWorkers'?\sCompensation\b|\b\d{1,2}(?:st|nd|rd|th)\sEd(?:ition|\.)?|"
    r"\(?(?:current\s)?(?:online|web|internet)\s?(?:version|edition)?\)?|\bPractice\b|"
    r"\(?\b(?:19|20)\d\d\b\)?|\bthe\b|\bIntegrated\b|\(updated[^()]{0,30}\)|\bRevised\b|\bOccupational\sMedicine\b)"
    r"{1,12}",
    re.IGNORECASE,
)
_YEAR = expression(r"(?<![\d/.-])(?:19|20)\d\d\b(?![/-]\d)")
_WEB = expression(r"(?:https?://|www\.)[^\s)]{1,300}", re.IGNORECASE)
_UPDATED = expression(r"\s?\((?:updated|online|web)[^()]{0,40}\)", re.IGNORECASE)
_TOPIC = expression(r"\s\b(?:topics?|sections?)$", re.IGNORECASE)
_NEXT = expression(r"\s?(?:;|\band\b(?=\sODG))\s?")
_NOTHING = expression(
    r"(?:[\s,;:./()-]|\b(?:the|and|also|both|per|as\swell\sas)\b)*", re.IGNORECASE
)
_JUNK = " \t\r\n,;:.-/"


def read_other(line: Folded, start: int, end: int) -> list[Citation]:
    """The sources that `[start, end)` of a folded line names, none of them an MTUS chapter."""
    whole = line.text
    marks: list[re.Match[str]] = []
    for match in _SOURCE.finditer(whole, start, end):
        if not (match["other"] and marks and marks[-1]["other"]):
            marks.append(match)
    found: list[Citation] = []
    first = marks[0].start() if marks else end
    if not _NOTHING.fullmatch(whole, start, first):
        found.append(_other(line, start, first))
    for place, mark in enumerate(marks):
        stop = marks[place + 1].start() if place + 1 < len(marks) else end
        if mark["odg"]:
            found += _odg(line, mark, stop)
        elif mark["acoem"]:
            found.append(_acoem(line, mark, stop))
        else:
            found.append(_other(line, mark.start(), stop))
    return found


def _citation(
    line: Folded,
    system: CitationSystem,
    span: tuple[int, int],
    chapter: str | None,
    sections: tuple[str, ...],
    pages: tuple[int, int] | None = None,
) -> Citation:
    start, end = span
    text = line.text
    if text.startswith("and ", start):
        start += 4
    while start < end and text[start] in _JUNK:
        start += 1
    while end > start and text[end - 1] in _JUNK:
        end -= 1
    words = text[start:end]
    if words.endswith(" and"):
        end -= 4
        words = words[:-4].rstrip(_JUNK)
        end = start + len(words)
    years = set(_YEAR.findall(_WEB.sub(" ", words)))
    return Citation(
        system=system,
        chapter=chapter,
        year=int(years.pop()) if len(years) == 1 else None,
        sections=sections,
        pages=pages,
        text=words,
        span=line.span(start, end),
    )


def _odg(line: Folded, mark: re.Match[str], stop: int) -> list[Citation]:
    """One citation for each chapter that stands behind the name, parted by semicolons."""
    found: list[Citation] = []
    begin, body = mark.start(), mark.end()
    pieces = [body]
    pieces += [
        joint.end()
        for joint in _NEXT.finditer(line.text, body, stop)
        if _ODG_CHAPTER.match(line.text, joint.end(), stop)
    ]
    for place, at in enumerate(pieces):
        end = pieces[place + 1] if place + 1 < len(pieces) else stop
        chapter, rest = _odg_chapter(line.text[at:end])
        span = (begin if place == 0 else at, end)
        found.append(_citation(line, "ODG", span, chapter, _topics(rest)))
    return found


def _odg_chapter(body: str) -> tuple[str | None, str]:
    lead = _LEAD.match(body)
    body = body[lead.end() :] if lead else body
    body = _UPDATED.sub("", body)
    known = _ODG_CHAPTER.match(body)
    if known is not None:
        name = known["name"] + (known["kind"] or "")
        rest = body[known.end() :]
        word = _CHAPTER_WORD.match(rest)
        return name.strip(), rest[word.end() :] if word else rest
    named = _NAMED_CHAPTER.match(body)
    if named is not None:
        return named["name"].strip(), body[named.end() :]
    return None, body


def _topics(rest: str) -> tuple[str, ...]:
    """The topics behind a chapter, split at commas and slashes outside parentheses."""
    rest = re.sub(r"^\s?/\s?|\s-\s", ",", rest.strip(" .")) if rest else rest
    topics = []
    for piece in split_plain(rest):
        topic = _TOPIC.sub("", piece).strip(_JUNK)
        if topic and any(char.isalpha() for char in topic) and topic.lower() != "and":
            topics.append(topic)
    return tuple(topics)


def _acoem(line: Folded, mark: re.Match[str], stop: int) -> Citation:
    """An ACOEM chapter by its title or its number in the Practice Guidelines."""
    body = line.text[mark.end() : stop]
    pages, rest = read_pages(body)
    lead = _LEAD.match(rest)
    rest = rest[lead.end() :] if lead else rest
    number = re.match(r"Chapter\s(\d{1,2})\b[\s,:(-]{0,4}", rest, re.IGNORECASE)
    chapter: str | None = None
    if number is not None:
        numbered = chapter_at_start(f"ACOEM Chapter {number[1]}")
        chapter = numbered.title if numbered else f"Chapter {number[1]}"
        rest = rest[number.end() :]
    title = chapter_at_start(rest)
    if title is not None:
        chapter, rest = title.title, rest[title.end :]
    elif chapter is None:
        named = _NAMED_CHAPTER.match(rest)
        if named:
            chapter, rest = named.group().strip(), rest[named.end() :]
    rest = re.sub(r"^[\s,()]*Chapter\s\d{1,2}\b", "", rest, count=1, flags=re.IGNORECASE)
    return _citation(line, "ACOEM", (mark.start(), stop), chapter, _topics(rest), pages)


def _other(line: Folded, start: int, end: int) -> Citation:
    return _citation(line, "other", (start, end), None, ())
