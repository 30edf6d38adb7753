"""Text to tokens: the only place where characters matter.

What merely looks like a number is settled here, so that no production ever sees it: dates, spine
levels (L4-L5, C5-6), procedure and diagnosis codes (97110, E0730, M54.5), years, section numbers,
ordinals and words with digits in them (3T, 2D) each become one token of kind `date` or `code`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.quantities.lexicon import WORDS
from assistant.text.patterns import expression
from assistant.text.words import lower


class Token(NamedTuple):
    """A word, number or mark: `kind` (see `lexicon`), its value, lower-case text and place."""

    kind: str
    value: object
    text: str
    start: int
    end: int


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)

_NAMING = frozenset(("word", "stop", "per"))
"""Kinds of words that with the number they are glued to are a name."""

_new = tuple.__new__
"""Makes a token in a third of the time: a stretch of prose has dozens."""

# what a token may begin with stands before it, so that a space or a word tries few of them
_TOKEN = expression(
    rf"""(?=[^\s_])(?:
    (?P<plain>(?<!\d)[a-z]{{2,30}}(?=[,;)]|\ [^\d]))
  | (?=[\dadfjmnos])(?P<date>
        (?<![\d./-])\d{{1,2}}\ ?(?P<parts>[/-])\ ?\d{{1,2}}\ ?(?P=parts)\ ?(?:\d{{4}}|\d{{2}})
            (?!\d|/\d|\ ?(?:mg|mcg|ml|%|gm?\b))
      | \b\d{{4}}-\d{{1,2}}-\d{{1,2}}\b
      | \b\d{{1,2}}/(?:19|20)\d\d\b
      | \b{_MONTH}\.?\ \d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\ \d{{4}}\b)?
      | \bmay\ \d{{1,2}}(?:st|nd|rd|th)?,?\ \d{{4}}\b
      | \b(?:{_MONTH}|may)\.?,?\ (?:19|20)\d\d\b
    )
  | (?=[bpqt])(?P<sig>\bq\.?\ ?\d{{1,2}}(?:-\d{{1,2}})?\ ?h(?:ou)?r?s?\b
      | \b(?:b\.i\.d\.?|t\.i\.d\.?|q\.i\.d\.?|p\.o\.|p\.r\.n\.)(?![a-z]))
  | (?=[\#cdnq])(?P<count>\#
      | \b(?:qty|quantity|disp|dispense|count|no)\b\.?(?=[\ :#]{{0,3}}\d)\ ?[:\#]?
      | \bqty\.?(?=\d))
  | (?=x)(?P<xray>\bx-?\ ?rays?\b)
  | (?P<code>
        (?<![a-z\d])(?!x\d)[a-z]{{1,4}}-?\d{{1,5}}(?:\.\d{{1,4}})?[a-z]?
            (?:\ ?[-/–]\ ?[a-z]{{0,2}}\d{{1,3}}(?!\d)){{0,4}}(?![a-z])
      | \b\d{{1,3}}(?:\.\d{{1,3}}){{2,5}}\b
      | \b(?:19|20)\d\d\b(?!\.\d|\ ?(?:mg|mcg|iu|units?|ml|visits?)\b)
      | \b(?!\d{{1,3}},\d{{3}}\b)\d{{5,9}}\b
      | \b\d{{1,3}}(?:st|nd|rd|th)\b
    )
  | (?=[\d.])(?P<num>(?<![\d.])\d{{1,3}}(?:,\d{{3}}){{1,2}}(?!\d)
      | \d{{1,9}}(?:\.\d{{1,6}})?|\.\d{{1,4}})
  | (?=[x×*])(?P<mult>[×*]|(?<![a-z])x(?![a-z])
      | (?<=\d)x(?=(?:w|wks?|weeks?|weekly|days?|daily|mo|months?|per|a)\b))
  | (?P<week>(?<=[\dx/])w(?![a-z/]))
  | (?P<word>bi-weekly\b|[^\W\d_]+(?:['’][^\W\d_]{{1,3}})?|%)
  | (?P<dash>[-–—‑−\ufffe])
  | (?P<mark>[^\s\w])
    )""",
    re.VERBOSE,
)


def _number(text: str) -> int | float:
    if text.isdecimal():
        return int(text)
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() else value


def lex(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, in order; their places are offsets into `text`."""
    tokens: list[Token] = []
    text = lower(text)
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind: str | None = match.lastgroup
        begin, after = match.span()
        word = text[begin:after]
        value: object = word
        if kind == "plain" or kind == "word":  # noqa: PLR1714 - the quickest form of what is asked most
            glued = kind == "word" and tokens and tokens[-1].end == begin
            kind, value = WORDS.get(word) or ("word", word)
            if glued and tokens[-1].kind == "num" and (kind in _NAMING or word == "in"):
                # "3T", "97110a": digits and letters that together are a name
                number = tokens[-1]
                tokens[-1] = Token("code", None, number.text + word, number.start, after)
                continue
        elif kind == "num":
            value = _number(word)
        elif kind == "week":
            kind, value = "time", "weeks"
        elif kind == "mark" or kind is None:
            kind = word
        tokens.append(_new(Token, (kind, value, word, begin, after)))
    return tokens
