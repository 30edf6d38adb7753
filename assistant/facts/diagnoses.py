"""Diagnoses, as the records list them, with their ICD codes.

An ICD-10-CM code has a letter, a digit, a letter or digit, and more behind a point; an ICD-9-CM
code three digits and one or two behind a point. Without a point a code counts only where a label or
a bracket makes it one: "T12" and "L4" are levels of the spine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.facts.finding import by_date, clause_day
from assistant.facts.models import Diagnosis, Fact
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.text.patterns import expression

_LISTED = Sought(
    r"\b(?:(?:dx|diagnos[ei]s)(?: (?:that )?(?:include[sd]?|is|are|were|was|of|noted as))?"
    r"|(?:assessment|impression)s?(?= ?:))(?: (?:is|are|as|documented(?: as)?))* ?:? "
    r"(?:that include )?(?P<list>(?:[^.\n]|(?<=\d)\.(?=[\dA-Z])|(?<=[ :(]\d)\.(?= )"
    r"|\.(?= \d{1,2}[.)] [A-Z])){3,500})"
    r"|(?:^|(?<=\n)|(?<=\. ))(?:(?:diagnos[ei]s|assessment|impression)\.|A:) "
    r"(?P<headed>(?:[^.\n]|(?<=\d)\.(?=[\dA-Z])){3,500})"
    r"|\b(?:being|been|undergoing|is|was) treat(?:ed|ment) for (?P<treated>[^.\n]{3,300})",
    re.IGNORECASE,
)
_HEADING = expression(
    r"^(?:(?:current|treating|working|final|established|primary|industrial) )?(?:diagnos[ei]s|dx\b)"
    r"|^assessment|^impression"
)
_ITEM = expression(r"(?:\(?\d{1,2}[.)]|[-*•▪–])\s?(?P<item>[^\n]{3,160})")
_TAIL = expression(
    r",? (?:and )?(?:was|were|is|are|has|have|had|who|which|with (?:a )?(?:date|complaint)"
    r"|presented|reported|on \d|dated|since)\b",
    re.IGNORECASE,
)
_NUMBER = expression(r"(?<![\w.])\(?\d{1,2}[.)] (?=[A-Z])")
_LONGEST = 120
_SAYS = expression(
    r"\b(?:s?he|they|i|we|patient|worker|claimant|is|are|was|were|has|have|had|will|do|does|did|see"
    r"|complet\w+|report\w*|continu\w+|return\w*|request\w*|recommend\w*|visits?|refer\w*)\b",
    re.IGNORECASE,
)
"""Words of a sentence, which no diagnosis is."""
_NONE = expression(r"(?:deferred|pending|see |none\b|same\b|unchanged)", re.IGNORECASE)


_CODE = expression(
    r"(?<![\w.])(?:[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}|(?:\d{3}|V\d{2})\.\d{1,2}"
    r"|E\d{3}\.\d)(?![\w%]|\.\d)"
    r"|(?<=[(\[])(?:[A-TV-Z]\d[0-9A-Z]|\d{3})(?=[)\]])"
    r"|(?<![\w.])(?<=ICD: )(?:[A-TV-Z]\d[0-9A-Z]|\d{3})(?!\w)"
)
_CODED_ROW = expression(
    r"(?:\d{1,2}[.)]? ?\|? ?)?(?P<both>[A-Za-z][^|\n]{3,100} ?\|"
    r" ?(?:[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?"
    r"|\d{3}(?:\.\d{1,2})?)) ?(?:\||$)"
)
"""A row of the form RFA: the diagnosis, and its code in the next cell."""
_CODE_FIRST = expression(
    r"(?:\d{1,2}[.)] ?)?(?P<both>(?:[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|\d{3}\.\d{1,2})"
    r"[ :|–-]{1,4}(?=[A-Za-z]{3})[^|\n]{3,100})$"
)
"""An entry of a problem list: the code, and the diagnosis behind it."""
_ASKED_FOR = expression(
    r"(?P<both>[A-Z][A-Za-z ,'’/()-]{3,80}? [A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4})(?![\w.])"
)
"""A row of the form RFA without lines between its cells."""
_COLUMNS = expression(r"required\)|\bICD[- ]?(?:10 |9 )?code\b[^|\n]{0,20}\|", re.IGNORECASE)
_LABEL = expression(
    r"[\s([\-–:,;|]*\b(?:ICD(?:[ -]?(?:9|10))?(?:[ -]?CM)?(?: codes?)?|codes?|dx)\b[ :#=]*",
    re.IGNORECASE,
)


def read_diagnoses(proses: Sequence[Prose]) -> tuple[Fact[Diagnosis], ...]:
    """Each diagnosis or list of diagnoses once, in the words of the records.

    The impression of an imaging study is a result of it, no diagnosis.
    """
    return by_date(once(_of(proses)))


def once(found: Iterable[Fact[Diagnosis]]) -> Iterator[Fact[Diagnosis]]:
    """The first of the facts that tell the same words."""
    seen: set[str] = set()
    for fact in found:
        words = fact.value.text.casefold() if fact.value else ""
        if words not in seen:
            seen.add(words)
            yield fact


def _of(proses: Sequence[Prose]) -> Iterator[Fact[Diagnosis]]:
    for prose in proses:
        if prose.part.kind == "imaging":
            continue
        for start, end in _places(prose):
            text = prose.text[start:end]
            value = diagnosis_of(text)
            if len(value.text) < 4 or _NONE.match(value.text):
                continue
            yield Fact(
                status="documented",
                value=value,
                source=prose.source(start, end),
                on=clause_day(prose, start),
            )


def diagnosis_of(text: str) -> Diagnosis:
    """The words and the codes of `text`, apart."""
    codes = tuple(dict.fromkeys(found.group() for found in _CODE.finditer(text)))
    row = _CODED_ROW.fullmatch(text)
    if row is not None:
        words, _, code = text.rpartition("|")
        return Diagnosis(text=words.strip(), codes=(code.strip(),))
    words = _LABEL.sub(" ", _CODE.sub(" ", text)) if codes else text
    if codes:
        words = re.sub(r"\(\s*\)|\[\s*\]", " ", words)
        words = re.sub(r"\s+(?=[,;.])|(?<=\s)\s+", "", words).strip(" ,;:|–-")
    return Diagnosis(text=words, codes=codes)


def _places(prose: Prose) -> Iterator[tuple[int, int]]:
    for match in _LISTED.finditer(prose.text):
        start, end = match.span(match.lastgroup or "list")
        if _COLUMNS.search(prose.text, start, end):
            continue
        for first, last in _numbered(prose.text, start, end):
            tail = _TAIL.search(prose.text, first, last)
            yield _trimmed(prose.text, first, tail.start() if tail else last)
    for start, end in prose.units():
        row = _CODED_ROW.match(prose.text, start, end) or _CODE_FIRST.match(prose.text, start, end)
        if row is None and prose.part.kind == "request_for_authorization":
            row = _ASKED_FOR.match(prose.text, start, end)
        if row is not None:
            yield row.span("both")
            continue
        item = _ITEM.match(prose.text, start, end)
        if _HEADING.match(prose.label(start)) and (item or _is_entry(prose.text[start:end])):
            yield _trimmed(prose.text, item.start("item") if item else start, end)


def _numbered(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The entries of a list within a line: "1. Neck strain. 2. Headache."."""
    marks = [*_NUMBER.finditer(text, start, end)]
    if not marks or marks[0].start() > start + 1:
        yield start, end
        return
    for index, mark in enumerate(marks):
        stop = marks[index + 1].start() if index + 1 < len(marks) else end
        yield mark.end(), stop


def _is_entry(text: str) -> bool:
    """Whether a line under the heading is a diagnosis: short, no heading or label itself."""
    told = text.removesuffix(".")
    if told != text and _SAYS.search(told):
        return False
    return len(text) < _LONGEST and ":" not in text and not text.isupper() and ". " not in told


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' ([:"“':
        start += 1
    while end > start and text[end - 1] in ' .;,:"”':
        end -= 1
    return start, end
