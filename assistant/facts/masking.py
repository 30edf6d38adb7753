"""What a record says and does not say of the worker: kept from the readers, its place unchanged.

Forms print what was not ticked, ask questions, and tell of relatives. A reader that took those
words for the worker's own would invent facts. They are blotted out with a letter that no reader
knows, one for one, so that every span stays right.
"""

from __future__ import annotations

import re

from assistant.text.patterns import expression

BLOT = "\ufffc"

_BLANK = r"(?:\[[ _]?\]|\([ _]\)|[☐□◻○]|(?<![\w/])_{2,6}(?=[ ]?[A-Z])(?![xX]_))"
_BOX = rf"(?:{_BLANK}|\[ ?[xX✓✔] ?\]|\([xX✓✔]\)|[☑☒■●✓✔]|(?<!\w)_{{1,6}}[xX✓✔]_)"
_OPTION = r"(?:[MFYN]|[Mm]ale|[Ff]emale|[Yy]es|[Nn]o)(?=[ /,;.]|$)"
"""A choice of one word; what stands behind it on the line belongs to another field."""
_UNTICKED = expression(rf"(?m){_BLANK}[ ]?(?:{_OPTION}|(?:(?!{_BOX})[^\n]){{1,200}})")
_QUESTION = 200
"""Characters of the longest question of a form."""
_BEGINNING = expression(r"[.?!\n:]")
_IF_SO = expression(
    r"\bif (?:yes|no|so|not|any|further|other|applicable)\b[^.\n:]{0,80}:", re.IGNORECASE
)
"""A condition that a form prints before what is filled in: "If other, specify:"."""
_RELATIVE = (
    r"(?:mother|father|parents?|brothers?|sisters?|siblings?|wife|husband|spouse|sons?|daughters?"
    r"|grand(?:mother|father|parents?)|uncle|aunt|cousin|co-?worker|supervisor)"
)
_OF_RELATIVE = expression(
    rf"(?<!by )(?<!with )(?<!to )\b{_RELATIVE}(?:['’]s)?,?[ ](?:is|are|was|were|has|have|had"
    r"|who|died|suffer\w*|underwent|aged?|history|\d{1,3}[ -])[^.;\n]*"
    rf"|\b\d{{1,3}}[ -]year[ -]old[ ]{_RELATIVE}\b[^.;\n]*"
    r"|\bfamily[ ](?:medical[ ])?history\b[^\n]*",
    re.IGNORECASE,
)
_TICKS = "[(☐□◻○_"
"""What an empty box may begin with: most records have none."""

_WORD = expression(r"\S")


def masked(text: str) -> str:
    """`text` with what is not the worker's own blotted out; the length stays the same."""
    if any(tick in text for tick in _TICKS):
        text = _UNTICKED.sub(_blotted, text)
    return _OF_RELATIVE.sub(_blotted, _IF_SO.sub(_blotted, _without_questions(text)))


def _without_questions(text: str) -> str:
    at = text.find("?")
    while at != -1:
        first = max(at - _QUESTION, 0)
        starts = [found.end() for found in _BEGINNING.finditer(text, first, at)]
        begin = starts[-1] if starts else first
        text = text[:begin] + _WORD.sub(BLOT, text[begin : at + 1]) + text[at + 1 :]
        at = text.find("?", at + 1)
    return text


def _blotted(found: re.Match[str]) -> str:
    return _WORD.sub(BLOT, found.group())
