"""Complaints, with pain scores from 0 to 10."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import Complaint, Fact, FactStatus
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.terms import body_parts_of, find_body_parts
from assistant.text.patterns import expression

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(?:(?:10|\d)(?:\.\d)?|\b(?:{'|'.join(_WORDS)})\b)"
_SCORE = Sought(
    rf"(?<![\d/.-])(?P<low>{_NUMBER})(?:\s?(?:-|–|to)\s?(?P<high>{_NUMBER}))?\s?"
    r"(?:/\s?10|(?:out of|on a scale of)(?: (?:0|1|zero|one)(?: ?-| to))? ?(?:10|ten))(?![\d/])"
    rf"|\b(?:VAS|NRS|pain (?:scale|score|level|rating|intensity)s?)(?: (?:is|was|of|at"
    rf"|today))*[ :=]{{1,2}}"
    rf"(?P<level>{_NUMBER})(?:\s?(?:-|–|to)\s?(?P<top>{_NUMBER}))?(?![\d/.%-])",
    re.IGNORECASE,
)
_PAIN = Sought(
    r"\b(?:pain(?:ful|s)?|LBP|ach(?:es?|ing|y)|sore(?:ness)?|numbness|tingling|headaches?|discomfort|VAS|NRS)\b",
    re.IGNORECASE,
)
_REPORTED = Sought(
    r"\b(?:complain(?:s|ed|ts?|ing)|c/o|reports?|reported|presents?|presented|subjective|symptoms?"
    r"|experienc\w+|den(?:ies|ied|ying)|continues? to have|rated"
    r"|pain (?:scales?|scores?|levels?|ratings?|intensity)|VAS)\b",
    re.IGNORECASE,
)
_SECTION = Sought(r"complaint|subjective|symptom|\bpain$|\bhpi\b|interval history", re.IGNORECASE)
_GRADED = expression(
    r"\b(?:strength|grip|reflexes|motor|muscle testing|abduction|flexion)\b", re.IGNORECASE
)


_WORST = 10
_RATES = Sought(r"\b(?:rat(?:es?|ed)|scor(?:es?|ed)) (?:it|this|that|them)\b", re.IGNORECASE)
_HOPED = Sought(
    r"\b(?:goals?|targets?|expect\w*|until|should|will|guidelines?|MTUS|ODG|criteria)\b",
    re.IGNORECASE,
)


def _own_score(prose: Prose, text: str) -> bool:
    """Whether a score that nobody is said to report is the worker's: "Low back pain 5/10."."""
    return prose.part.kind not in {"ur_decision", "imr_application"} and not _HOPED.search(text)


def read_complaints(proses: Sequence[Prose]) -> tuple[Fact[Complaint], ...]:
    """Sentences of complaint, oldest first, once for each pain score that stands in them."""
    found: list[Fact[Complaint]] = []
    for prose in proses:
        may = {*_PAIN.sentences(prose), *_RATES.sentences(prose), *_SCORE.sentences(prose)}
        for start, end in sorted(may):
            found += _of_sentence(prose, start, prose.text[start:end].rstrip())
    return by_date(found)


def _of_sentence(prose: Prose, start: int, text: str) -> Iterator[Fact[Complaint]]:
    scores = [(one, own) for one in _SCORE.finditer(text) if (own := _told(text, one))]
    subjective = _SECTION.told(prose.heading(start))
    pain = _PAIN.search(text) or (_RATES.search(text) if scores else None)
    if pain is None and scores and (subjective or _scored_part(text, scores[0][0])):
        pain = scores[0][0]
    if pain is None or not (
        _REPORTED.search(text) or subjective or (scores and _own_score(prose, text))
    ):
        return
    status: FactStatus = "denied" if denied_before(text, 0, pain.start()) else "documented"
    source = prose.source(start, start + len(text))
    on = clause_day(prose, start + pain.start())
    parts = _parts_of_scores(text, [one for one, _ in scores])
    told = [(own, part) for (_, own), part in zip(scores, parts, strict=True)]
    for own, part in dict.fromkeys(told) or ((None, body_parts_of(text)),):
        value = Complaint(text=text, body_parts=part, score=own)
        yield Fact(status=status, value=value, source=source, on=on)


def _scored_part(text: str, score: re.Match[str]) -> bool:
    """Whether a score out of ten stands behind a part of the body: "Right shoulder  7/10"."""
    return score["low"] is not None and bool(find_body_parts(text[: score.start()]))


def _parts_of_scores(text: str, scores: Sequence[re.Match[str]]) -> list[tuple[str, ...]]:
    """The parts that each score is of: "neck pain 4/10 and low back pain 7/10".

    They stand before each score or, where none stands before the first, behind each. A score
    without a part of its own is of the part before it, of the other side where only that is told;
    where a sentence names all its parts before the first score, of all of them.
    """
    every = body_parts_of(text)
    if not scores:
        return []
    ends = [0, *(one.end() for one in scores)]
    before = [text[begin : one.start()] for begin, one in zip(ends, scores, strict=False)]
    starts = [*(one.start() for one in scores[1:]), len(text)]
    behind = [text[one.end() : stop] for one, stop in zip(scores, starts, strict=True)]
    stretches = before if find_body_parts(before[0]) else behind
    parts = [body_parts_of(one) for one in stretches]
    if len(scores) == 1 and parts[0] and stretches is before:
        # "LBP 6/10, no leg symptoms" tells of the back alone, "pain 6/10 in the back" too
        return [body_parts_of(text[: scores[0].end()] + _CLAUSE.split(behind[0])[0])]
    if not any(parts[1:]) and not any(_SIDE.search(one) for one in stretches[1:]):
        return [parts[0] if len(scores) > 1 and parts[0] else every] * len(scores)
    last: tuple[str, ...] = ()
    for index, stretch in enumerate(stretches):
        own = parts[index]
        side = _SIDE.search(stretch)
        if side is not None and not own and len(last) == 1:
            own = (_of_side(last[0], side.group()),)
        elif side is not None and len(own) == 1 and own[0].startswith("bilateral "):
            # "bilateral wrist pain, right 6/10, left 4/10"
            own = (_of_side(own[0], side.group()),)
        last = parts[index] = own or last or every
    return parts


def _of_side(part: str, side: str) -> str:
    """The part in the singular, of one side."""
    return f"{_NAMES[side.lower()[0]]} {find_body_parts(part)[0].part}"


_CLAUSE = expression(r"[,;.]")
_SIDE = expression(r"\b(?:left|right|(?-i:[LR]))\b", re.IGNORECASE)
_NAMES = {"l": "left", "r": "right"}


def _told(text: str, score: re.Match[str]) -> tuple[float, float] | None:
    """The score as a range; None for a grade of strength or motion that has the same form."""
    if _GRADED.search(text, max(score.start() - 60, 0), score.start()):
        return None
    low = score["low"] or score["level"]
    high = score["high"] or score["top"] or low
    first, last = _number(low), _number(high)
    return (first, last) if first <= last <= _WORST else (last, first)


def _number(words: str) -> float:
    return float(_WORDS.index(words.lower())) if words.lower() in _WORDS else float(words)
