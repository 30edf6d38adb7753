"""Diagnoses, as the records list them, with their ICD codes.

An ICD-10-CM code has a letter, a digit, a letter or digit, and more behind a point; an ICD-9-CM
code three digits and one or two behind a point. Without a point a code counts only where a label or
a bracket makes it one: "T12" and "L4" are levels of the spine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.finding import by_date, clause_day
from assistant.facts.models import Diagnosis, Fact
from assistant.facts.prose import Prose
from assistant.text.patterns import expression

_LISTED = expression(
    r"\b(?:(?:dx|diagnos[ei]s)(?: (?:that )?(?:include[sd]?|is|are|were|was|of|noted as))?"
    r"|(?:assessment|impression)s?(?= ?:))(?: (?:is|are|as|documented(?: as)?))* ?:? "
    r"(?:that include )?(?P<list>(?:[^.\n]|(?<=\d)\.(?=[\dA-Z])){3,500})"
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
_LONGEST = 120
_NONE = expression(r"(?:deferred|pending|see |none\b|same\b|unchanged)", re.IGNORECASE)


_CODE = expression(
    r"(?<![\w.])(?:[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}|(?:\d{3}|V\d{2})\.\d{1,2}|E\d{3}\.\d)(?![\w%]|\.\d)"
    r"|(?<=[(\[])(?:[A-TV-Z]\d[0-9A-Z]|\d{3})(?=[)\]])"
    r"|(?<![\w.])(?<=ICD: )(?:[A-TV-Z]\d[0-9A-Z]|\d{3})(?!\w)"
)
_LABEL = expression(
    r"[\s([\-–:,;|]*\b(?:ICD(?:[ -]?(?:9|10))?(?:[ -]?CM)?(?: codes?)?|codes?|dx)\b[ :#=]*",
    re.IGNORECASE,
)


def read_diagnoses(proses: Sequence[Prose]) -> tuple[Fact[Diagnosis], ...]:
    """Each diagnosis or list of diagnoses once, in the words of the records.

    The impression of an imaging study is a result of it, no diagnosis.
    """
    found: list[Fact[Diagnosis]] = []
    seen: set[str] = set()
    for prose in proses:
        if prose.part.kind == "imaging":
            continue
        for start, end in _places(prose):
            text = prose.text[start:end]
            value = diagnosis_of(text)
            if value.text.casefold() in seen or len(value.text) < 4 or _NONE.match(value.text):
                continue
            seen.add(value.text.casefold())
            found.append(
                Fact(
                    status="documented",
                    value=value,
                    source=prose.source(start, end),
                    on=clause_day(prose, start),
                )
            )
    return by_date(found)


def diagnosis_of(text: str) -> Diagnosis:
    """The words and the codes of `text`, apart."""
    codes = tuple(dict.fromkeys(found.group() for found in _CODE.finditer(text)))
    words = _LABEL.sub(" ", _CODE.sub(" ", text)) if codes else text
    if codes:
        words = re.sub(r"\(\s*\)|\[\s*\]", " ", words)
        words = re.sub(r"\s+(?=[,;.])|(?<=\s)\s+", "", words).strip(" ,;:|–-")
    return Diagnosis(text=words, codes=codes)


def _places(prose: Prose) -> Iterator[tuple[int, int]]:
    for match in _LISTED.finditer(prose.text):
        start, end = match.span(match.lastgroup or "list")
        tail = _TAIL.search(prose.text, start, end)
        yield _trimmed(prose.text, start, tail.start() if tail else end)
    for start, end in prose.units():
        item = _ITEM.match(prose.text, start, end)
        if _HEADING.match(prose.label(start)) and (item or _is_entry(prose.text[start:end])):
            yield _trimmed(prose.text, item.start("item") if item else start, end)


def _is_entry(text: str) -> bool:
    """Whether a line under the heading is a diagnosis: short, no heading or label itself."""
    return len(text) < _LONGEST and ":" not in text and not text.isupper() and text[-1:] != "."


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' ([:"“':
        start += 1
    while end > start and text[end - 1] in ' .;,:"”':
        end -= 1
    return start, end
