"""The clinical case summary: its place, and the facts that later rooms measure by."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from typing import Literal

from assistant.letters.dates import DateFound, date_places
from assistant.letters.models import Summary
from assistant.letters.page import trimmed
from assistant.text import Folded, Span, Words, fold, spotted_phrases, words_of
from assistant.text.patterns import expression, phrases

_INTRO = expression(
    r"\s{0,40}(?:The\s{1,9}(?:\w{1,20}\s{1,9}){0,2}reviewer\s{1,9}developed|The\s{1,9}following)\s{1,9}"
    r"[^:]{0,200}:",
    re.IGNORECASE,
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_AGE_WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|eighteen|nineteen"
_AGE = expression(
    # what an age begins with, so that most places are passed over at once
    r"(?=[\daefnst])(?:"
    r"(?<![\d.])(?P<number>\d{2})[ -]{0,2}(?:years?|yrs?\.?)[ -]{0,2}(?:old\b|of\s{1,9}age\b)"
    r"|(?<![\d.])(?P<short>\d{2})[ -]?(?:y[./]?o\.?(?![a-z])|y/old\b|yo\b"
    r"|years?[ -](?:male|female|man|woman)\b)"
    r"|\bage(?:d)?(?:\s{1,9}(?:is|of|was))?\s{0,3}:?\s{0,3}(?P<aged>\d{2})\b"
    rf"|\b(?P<word>{_AGE_WORD})[ -]{{1,2}}years?[ -]{{1,2}}old\b)",
    re.IGNORECASE,
)
_SEX = expression(
    r"[FfWwLlMmGg](?<!\w.)(?i:(?P<female>(?<=f)emales?|(?<=w)om[ae]n|(?<=l)ady)"
    r"|(?P<male>(?<=m)(?:ales?|[ae]n)|(?<=g)entleman))\b"
)
_TITLE_OF_ADDRESS = expression(r"\b(?:(?P<female>Mrs?s|Ms|Miss|Mrs)|(?P<male>Mr))\b\.?")
_PRONOUN = expression(
    r"\b(?:(?P<female>she|her|hers|herself)|(?P<male>he|his|him|himself))\b", re.IGNORECASE
)
_INITIAL = expression(
    r"\b\d{2}[ -]?(?:y[./]?o\.?|year[ -]old)[ -]{0,2}(?:(?P<female>F)|(?P<male>M))\b"
)

_INJURY = spotted_phrases(
    r"injur(?:y|ies|ed)",
    "doi",
    "accident",
    "trauma",
    "onset",
    "incident",
    r"occupational\s{1,3}claim",
    r"industrial\s{1,3}claim",
    r"work(?:(?:ers'?)?[ -]comp\w{0,8}|-?\s?related)\s{1,3}claim",
)
_MISHAPS = (
    "fell", "struck", "hurt", "slipped", "tripped", "strained", "sprained", "twisted", "fractured",
    "broke", "tore", "crushed", "lacerated", "burned", "collided", "wrenched", "dislocated",
    "ruptured", "stumbled", "was\\shit", "was\\sheld", "was\\sbitten", "was\\sassaulted",
)  # fmt: skip
_HURT = spotted_phrases(
    r"developed\s(?:\w+\s){0,3}pain",
    r"injur(?:y|ies|ed)",
    "sustained",
    "accident",
    "doi",
    "incident",
    *_MISHAPS,
)
_MISHAP = spotted_phrases(*_MISHAPS)
_OTHER_DATE = phrases(
    "seen",
    r"evaluat\w{1,5}",
    r"re-?evaluat\w{1,5}",
    r"exam\w{0,8}",
    r"re-?exam\w{0,8}",
    "visit",
    r"report(?!ed|edly)",
    "note",
    "surgery",
    "mri",
    r"request\w{0,3}",
    tail=r"\b[^.]{0,40}$",
)
_REVIEWED = r"(?:review(?:ed)?|determination|denied|deemed|found|modified|non-?\s?certified)"
_UR = spotted_phrases(
    r"utili[sz]ation\s{1,3}reviews?(?:er)?",
    "ur",
    r"prior\s{1,3}" + _REVIEWED,
    r"previous(?:ly)?\s{1,3}" + _REVIEWED,
    r"peer\s{1,3}review(?:er)?",
    r"physician\s{1,3}review(?:er)?",
    r"claims?\s{1,3}administrator",
)
_DECIDED = spotted_phrases(
    r"non-?\s?certif\w{1,8}",
    r"not\s{1,3}certif\w{1,8}",
    r"den(?:ied|ial|y|ying)",
    r"refus(?:ed|al)",
    r"modif\w{1,9}",
    r"certif(?:ied|ication)",
    r"original\s{1,3}request",
    r"determin\w{1,8}",
    r"approv\w{1,4}",
    r"authoriz\w{1,5}",
    "adverse",
    "upheld",
    "partially",
    "deemed",
    r"medically\s{1,3}necessary",
)
_REFUSED = phrases(
    r"non-?\s?certif",
    r"w(?:as|ere)\s{1,3}(?:\w{1,20}\s{1,3})?(?:denied|modified)\b",
    r"been\s{1,3}(?:\w{1,20}\s{1,3})?(?:denied|modified)\b",
    r"denial\b",
    r"denied\son\b",
    r"refused\s(?:on|by)\b",
    r"modified\son\b",
    tail="",
)
"""A refusal, told without naming who refused; "denied numbness" is none."""
_APART = phrases(*(rf"{one}s?\s(?:before|after|prior\sto)" for one in ("day", "week", "month")))
_REPORTING = ("progress", "medical", "clinical", "pr-?2", r"physician'?s?")
_NOT_OF_UR = spotted_phrases(
    "dos:?",
    r"dates?\s{1,3}of\s{1,3}services?:?",
    "rfa",
    r"request\s{1,3}for\s{1,3}authorization",
    *(rf"{whose}\s{{1,3}}(?:report|note)s?" for whose in _REPORTING),
    "injury",
    r"re-?injury",
    r"exam\w{0,8}",
    r"re-?exam\w{0,8}",
    "visit",
    r"request\w{0,3}",
    tail=r"[\s:(,]{0,3}"
    r"(?:\b(?:form|was|is|of|on|dated|received|submitted|the|and)\b[\s:(,]{0,3}){0,4}$",
)
_OTHER_AFTER = expression(
    r",?\s{0,3}(?:dates?\s{1,3}of\s{1,3}service|DOS\b|RFA\b|(?:\w{1,20}\s{1,3}){0,2}(?:progress|office|note|"
    r"report|visit|exam\w{0,8})\b|,?(?:an?|the)\s{1,3}(?:\w{1,20}\s{1,3})?request\w{0,2}\s{1,3}(?:was\s{1,3})?"
    r"(?:received|submitted|made|for\s{1,3}authorization))",
    re.IGNORECASE,
)
_GAP = r"[\"')]{0,2} (?=[A-Z0-9\"'(])"
_SENTENCE_GAP = expression(rf"[.!?]{_GAP}")
_SENTENCE_END = expression(
    rf"[.!?](?<!\b[A-Z]\.)(?<!\b(?:Dr|Mr|Ms|vs|No)\.)(?<!\bMrs\.)(?<!\bapprox\.){_GAP}"
)
"""A gap behind no initial and no short form."""
_MOST_DATES = 500
_LONGEST = 1200
"""Characters of a sentence before and behind a date that tell what it is the date of."""


def read_summary(text: str, section: Span | None) -> tuple[Summary, Folded | None]:
    """The facts of the summary in `section` of `text`, and its folded prose."""
    if section is None:
        return Summary(), None
    intro = _INTRO.match(text, section.start, section.end)
    span = trimmed(text, intro.end() if intro else section.start, section.end)
    if span.start == span.end:
        return Summary(), None
    prose = fold(text, span.start, span.end)
    days = [
        DateFound(one.day, Span(one.start, one.end))
        for one in date_places(prose.text)
        if one.day is not None
    ][:_MOST_DATES]
    words, sentences = words_of(prose.text), _Sentences(prose.text)
    age = _AGE.search(prose.text)
    return (
        Summary(
            span=span,
            age=_years(age) if age else None,
            sex=_sex(prose.text, age),
            injury_date=_injury_date(words, days, sentences),
            ur_dates=_ur_dates(words, days, sentences),
        ),
        prose,
    )


def _years(match: re.Match[str]) -> int:
    number = match["number"] or match["short"] or match["aged"]
    return int(number) if number else _in_words(match["word"].lower())


def _in_words(word: str) -> int:
    if word in ("eighteen", "nineteen"):
        return 18 + (word == "nineteen")
    tens, _, unit = word.replace(" ", "-").partition("-")
    return 20 + 10 * _TENS.index(tens) + (_UNITS.index(unit) + 1 if unit else 0)


def _sex(prose: str, age: re.Match[str] | None) -> Literal["male", "female"] | None:
    """From the noun at the age, else any noun, a title of address, or pronouns that all agree."""
    if age is not None:
        near = _SEX.search(prose, age.start(), age.end() + 60)
        if near:
            return "female" if near["female"] else "male"
        initial = _INITIAL.search(prose, age.start(), age.end() + 8)
        if initial:
            return "female" if initial["female"] else "male"
    for pattern in (_SEX, _TITLE_OF_ADDRESS, _PRONOUN):
        kinds = {match.lastgroup for match in pattern.finditer(prose)}
        if len(kinds) == 1:
            return "female" if kinds == {"female"} else "male"
    return None


def _injury_date(words: Words, days: list[DateFound], sentences: _Sentences) -> date | None:
    """The first date that follows a word for the injury in its sentence, else one before it."""
    prose = words.text
    for match in _INJURY.matches(words):
        for found in days:
            if found.span.start < match.end() or found.span.start > match.end() + 160:
                continue
            between = prose[match.end() : found.span.start]
            if _SENTENCE_GAP.search(between):
                break
            if not _OTHER_DATE.search(between):
                return found.day
            break
    for found in days:
        sentence = sentences.around(found.span)
        hurt = _HURT.search(words, found.span.end, sentence.end)
        before = prose[sentence.start : found.span.start]
        if hurt and hurt.start() - found.span.end < 120 and not _OTHER_DATE.search(before):
            return found.day
        # "a roofer who fell on 1/24/2011": the first day of the summary, in its first sentences
        mishap = _MISHAP.search(words, sentence.start, found.span.start)
        if mishap and found is days[0] and not _OTHER_DATE.search(before):
            return found.day
    return None


def _ur_dates(words: Words, days: list[DateFound], sentences: _Sentences) -> tuple[date, ...]:
    """The dates of sentences that tell what utilization review decided."""
    prose = words.text
    loose: list[date] = []
    found_days: list[date] = []
    for found in days:
        if _OTHER_AFTER.match(prose, found.span.end):
            continue
        if _NOT_OF_UR.search(words, max(0, found.span.start - 90), found.span.start):
            continue
        sentence = sentences.around(found.span)
        decided = _DECIDED.search(words, sentence.start, sentence.end)
        if not decided and not _UR.search(words, sentence.start, found.span.end):
            continue
        if _UR.search(words, sentence.start, sentence.end):
            found_days.append(found.day)
        # "on 9/28, five days before the denial": another day than that of the denial
        elif (
            refused := _REFUSED.search(prose, sentence.start, sentence.end)
        ) and not _APART.search(prose, found.span.end, refused.start()):
            loose.append(found.day)
    return tuple(dict.fromkeys(found_days or loose[-1:]))


class _Sentences:
    """Where the sentences of a prose begin and end; found once."""

    def __init__(self, prose: str) -> None:
        self._length = len(prose)
        gaps = list(_SENTENCE_END.finditer(prose))
        self._ends = [match.start() + 1 for match in gaps]
        self._starts = [match.end() for match in gaps]

    def around(self, span: Span) -> Span:
        """The sentence around `span`, or as much of it as may be searched."""
        before = bisect_right(self._starts, span.start)
        start = self._starts[before - 1] if before else 0
        after = bisect_left(self._ends, span.end + 1)
        end = self._ends[after] if after < len(self._ends) else self._length
        return Span(max(start, span.start - _LONGEST), min(end, span.end + _LONGEST))
