"""What no statement of a model may do: conclude, pass for a heading, name a person.

The outcome follows from criteria and is the reviewer's to decide (Labor Code 4610.6); a sentence
that reads like a heading could pass for another item of the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.doubts import Doubt
from assistant.drafting.placeholders import Placeholders

_CONCLUSION = re.compile(
    r"\b(?:medical(?:ly)? necess\w+|(?:is|are|be|was|were) (?:therefore )?(?:certified|approved|"
    r"authori[sz]ed|overturned|upheld|granted|denied)|(?:overturn|uphold|approve|certify|grant|deny)"
    r"\w*|meets? all|all (?:criteria|requirements)|(?:is|are) (?:appropriate|warranted|indicated|"
    r"justified|reasonable))\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(r"\butili[sz]ation review\b|\bclaims administrator\b", re.IGNORECASE)
_DECIDED = re.compile(
    r"(?:(?:is|are|was|were) )?(?:certified|approved|authori[sz]ed|denied)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:guideline|rationale|case number|decision date|date of injury|priority)\s?:|"
    r":\s?(?:upheld|overturned|partially|not decided)",
    re.IGNORECASE,
)


def overreach(text: str, names: Placeholders) -> Iterator[Doubt]:
    """Each way in which `text` goes further than a statement may."""
    found = _CONCLUSION.search(text)
    if found and not (_REVIEWED.search(text) and _DECIDED.fullmatch(found.group())):
        yield Doubt("GRD007", "no conclusion: the criteria give the outcome", found.group())
    if label := _LABEL.search(text):
        yield Doubt("GRD008", "a sentence, not a heading of the letter", label.group())
    for one in names.named_in(text):
        yield Doubt("GRD009", "no name or number that identifies a person", one)
