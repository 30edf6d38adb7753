"""What a line of the reviewer names: items, quoted words, an outcome with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.letters.models import Outcome
from assistant.retrieval.analysis import concepts

_ITEM = re.compile(r"\b(?:item|issue|request|no\.|number)\s*#?(\d{1,3})\b", re.IGNORECASE)
_SHORT = re.compile(
    r"(?<!\bmg )(?<!\d )(?<![\w#])#\s?(\d{1,2})\b|"
    r"(?:^|[,;] ?|\band )(?:(?:please|ok(?:ay)?|now|no|yes|then)[\s,]+)*"
    r"(?:overturn|uphold|deny|approve|reverse|grant|modify|flip|shorten|re-?draft|re-?write|make|"
    r"change|trim|set|mark|why (?:is|was)|about|for|(?:what|how) about)\s+#?(\d{1,2})\b"
    r"(?!\s*(?:/|-|%|of\b|visits?\b|sessions?\b|mg\b|percent\b|weeks?\b|months?\b|sentences?\b|"
    r"more\b|to\s+\d{1,3}\b(?!\s+(?:short\s+)?sentences?)))",
    re.IGNORECASE,
)
"""A bare number after "#" or a word that asks for an edit: an item where there is such a one."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}|last) (?:item|issue|request)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”]([^\"“”]{1,600})[\"“”]|(?<!\w)['‘]([^'‘’]{1,600})['’](?!\w)")
_SUMMARY = re.compile(
    r"\b(?:to|in|into|of|from|for|shorten|condense|trim|re-?draft|re-?write)\s+(?:the )?summary\b|"
    r"\b(?:case|clinical) summary\b",
    re.IGNORECASE,
)

OUTCOME = re.compile(
    r"\b(?:(?P<part>part(?:ial)?(?:ly)?[- ]+(?:overturn\w*|upheld|approv\w+|certif\w+|granted)"
    r"|modif(?:y|ied)|in part)"
    r"|(?P<up>uph[eo]ld\w*|den(?:y|ied))"
    r"|(?P<over>overturn\w*|revers(?:e|ed)|approv(?:e|ed)|grant(?:ed)?|medically necessary))\b",
    re.IGNORECASE,
)
"""Words for an outcome; the last group is the request's approval."""

_REASON = re.compile(
    r"^[\s,;:.–—-]*(?:(?:because|since|as|for|due to|on the ground(?:s)? that)\s+)?", re.IGNORECASE
)
_WHICH = re.compile(
    r"^\s*(?:for |on |in )?(?:(?:it|this|that|them)\b|(?:item|issue|request)?\s*#?\d{0,3}\b)",
    re.IGNORECASE,
)
_SAY_WHY = re.compile(
    r"[\s,;]*\b(?:and )?(?:please )?(?:say|tell|explain|give|state|write)\b[^.]{0,20}"
    r"\b(?:why|reasons?)\b[.!]*",
    re.IGNORECASE,
)


class Wanted(NamedTuple):
    """An outcome that is named, and the reason that follows it; empty for none."""

    outcome: Outcome
    why: str


def items_named(text: str, count: int) -> list[int]:
    """The numbers of the items that `text` names; of `count` the last one by that word."""
    bare = _QUOTED.sub(" ", text)
    found = [int(one) for one in _ITEM.findall(bare)]
    short = (int(marked or said) for marked, said in _SHORT.findall(bare))
    found += [one for one in short if 1 <= one <= count]
    for word in _ORDINAL.findall(bare):
        low = word.lower()
        found.append(count if low == "last" else _ORDINALS.index(low) + 1)
    return list(dict.fromkeys(found))


def items_about(text: str, titles: Sequence[str]) -> list[int]:
    """The items whose services or drugs `text` names; none where all are of them."""
    named = {one for one in concepts(text) if not one.startswith("region:")}
    about = [number for number, one in enumerate(titles, 1) if named & concepts(one)]
    return about if len(about) < len(titles) else []


def names_summary(text: str) -> bool:
    """Whether the summary is named, outside quoted words."""
    return _SUMMARY.search(_QUOTED.sub(" ", text)) is not None


def quoted_in(text: str) -> list[str]:
    """The words in quotation marks, in order."""
    return [double or single for double, single in _QUOTED.findall(text)]


def outcome_wanted(text: str) -> Wanted | None:
    """The outcome that `text` names first, with what is said after it as the reason."""
    found = OUTCOME.search(text)
    if found is None:
        return None
    outcome: Outcome = "upheld" if found["up"] else "overturned"
    if found["part"]:
        outcome = "partially_overturned"
    rest = _SAY_WHY.sub("", text[found.end() :])
    rest = _WHICH.sub("", rest)
    return Wanted(outcome, _REASON.sub("", rest).strip(" .,;:-–—"))
