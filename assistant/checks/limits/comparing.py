"""Two numbers of a sentence set against each other: "the 16 sessions requested do not exceed 24".

The number before the relation is its subject; behind it stands another number, or a word that
points back at one ("that", "this number"). Sentences that set more than one number before the
relation are sums, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistant.checks.bare_numbers import Number, bare_number_at, bare_numbers
from assistant.claims.negation import denies
from assistant.claims.prose import Passage
from assistant.text import stems
from assistant.text.patterns import expression, kinds_of_phrases

_BEYOND = ("above", "over", "beyond", "past", "outside")
_INSIDE = ("within", "under", "below", "inside", "short of", "at or below", "between", "equal to",
           "what", "as many as")  # fmt: skip
_RELATION = kinds_of_phrases(
    exceeds=(
        "exceed(?:s|ed|ing)?", "surpass(?:es|ed)?", "overshoots?", "overshot", "oversteps?",
        "in (?:great )?excess of", "more than", "greater than", "higher than", "longer than",
        "larger than", *_BEYOND,
    ),
    within=("less than", "fewer than", "lower than", "shorter than", "smaller than", *_INSIDE),
)  # fmt: skip
_STEMS = stems(
    "exceed", "surpass", "excess", "than", "above", "beyond", "past", "within", "under", "below",
    "inside", "short", "oversh", "overst", "outside", "between", "equal", "what", "many",
)  # fmt: skip
_OWN_VERB = ("exceed", "surpass", "oversh", "overst", "short")
"""What relations begin with that are verbs; the others stand behind one, or behind a comma."""
_VERB = expression(
    r"(?:\b(?:is|are|was|were|be|been|(?:stay|remain|fall|lie|keep|come|sit|fit|stand|run|end|hold|"
    r"land|reach)s?|goes|go)|,)"
    r" (?:(?:not|no|well|far|still|just|also|all|thus|clearly|now|greatly|in total|slightly|even|"
    r"somewhat|a little|a bit|only|barely|already|exactly|considerably|much) ){0,3}$",
    re.IGNORECASE,
)
_BETWEEN = expression(
    r"(?:[ ,]{1,2}(?!(?:requests?|guidelines?|mtus|odg|acoem|recommend\w*|allow\w*|limits?|it|this|"
    r"so|but|because|as|when|if|while|since|than|over|within|weeks?|months?|times|every|plus|with|"
    r"per|the|until|unless|where|only|up|maximum|trial)\b)[\w'’()-]{1,16}){0,7}[ ,]{0,2}",
    re.IGNORECASE,
)
_OBJECT = expression(
    r"(?: (?:the|an?|of|its|limit|maximum|threshold|ceiling|cap|recommended|allowed|initial|"
    r"course|trial|total|guideline|usual|upper|number)){0,6} (?=[\dA-Za-z])",
    re.IGNORECASE,
)
_GIVES = (
    r"(?:it|the (?:guidelines?|mtus|odg|acoem|section|chapter|schedule|table)) (?:\w+ly )?"
    r"(?:allow|give|intend|recommend|permit|name|support|describe|grant|provide|foresee|want|set)"
    r"(?:s|ed)?"
)
_POINTING = expression(
    r"(?: (?:(?:this|that|it|these|those|both|either)(?: two)?"
    r"(?: (?:number|figure|limit|maximum|amount|range|threshold|dose|length|period|total|end|value|"
    r"bound)s?)?"
    rf"|(?:what )?{_GIVES}"
    r"|(?:the|that) (?:guidelines?|limit|maximum|number|recommendation|course|threshold|most|"
    r"recommended (?:number|course|amount)|guideline(?:'s)? (?:number|limit|recommendation))"
    rf"(?: per \w+| (?:that |which )?{_GIVES})?)"
    r"(?=[.,;:)]|$| (?:and|but|so|by)\b)|(?=[.;]|$))",
    re.IGNORECASE,
)
_MOST = expression(r"\b(?:maximum|most|limit|threshold)\b", re.IGNORECASE)
_OF_GUIDELINE = expression(
    r"\b(?:guidelines?|mtus|odg|acoem|recommend\w*|allow\w*|permit\w*|limit\w*|maximum|threshold|"
    r"up to|than|gives?|supports?|trial of|every|if|when|where|unless|should)\b",
    re.IGNORECASE,
)
_SUM = expression(r"\b(?:in all|total|altogether|combined|makes?|brings?)\b", re.IGNORECASE)
_REACH = 90
_VERB_REACH = 60
"""Characters before a relation that hold its verb; the longest with three words between has 48."""
_LONGEST = 18
_KEYS = stems("over", *_STEMS)
"""One of these stands in each relation; "over" alone is no reason to look for any."""


class Compared(NamedTuple):
    """`left` is said to exceed, or lie within, `right`; None: what was told before.

    total  the left number is a sum
    most   of what was told before the highest is meant: "the maximum"
    """

    relation: Literal["exceeds", "within"]
    left: Number
    right: Number | None
    total: bool
    start: int
    end: int
    most: bool = False


def _relations(passage: Passage) -> Iterator[re.Match[str]]:
    """The words that compare; sought by what all of them have, for they are few."""
    read_to = 0
    for at in passage.words.places(_KEYS):
        found = _RELATION.search(passage.text, max(read_to, at - _LONGEST), at + _LONGEST)
        if found and found.start() <= at < found.end():
            read_to = found.end()
            yield found


def find_compared(passage: Passage) -> Iterator[Compared]:
    """Each sentence of `passage` that sets one number against another, in order."""
    if not passage.begin(_STEMS):
        return
    text = passage.text
    for match in _relations(passage):
        start, end = passage.around(match.start())
        near = max(start, match.start() - _REACH)
        if not match.group().lower().startswith(_OWN_VERB) and not _VERB.search(
            text, max(near, match.start() - _VERB_REACH), match.start()
        ):
            continue
        found = list(bare_numbers(text, near, match.start()))
        if not found or _OF_GUIDELINE.search(text, start, found[-1].start):
            continue
        left, between = found[-1], (found[-1].end, match.start())
        if not _BETWEEN.fullmatch(text, *between):
            continue
        total = bool(_SUM.search(text, start, match.start()))
        if len(found) > 1 and not total:
            continue
        right = _right(text, match.end(), end)
        if right is False:
            continue
        relation: Literal["exceeds", "within"] = (
            "exceeds"
            if (match.lastgroup == "exceeds") != denies(text[slice(*between)])
            else "within"
        )
        most = right is None and bool(_MOST.search(text, match.end(), match.end() + _LONGEST))
        yield Compared(relation, left, right, total, left.start, match.end(), most)


def _right(text: str, start: int, end: int) -> Number | Literal[False] | None:
    """The number behind a relation; None where it points back at one; False where it has none."""
    led = _OBJECT.match(text, start, end)
    number = bare_number_at(text, led.end(), end) if led else None
    if number:
        return number
    return None if _POINTING.match(text, start, end) else False
