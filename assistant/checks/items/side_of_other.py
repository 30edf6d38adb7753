"""One side word of the letter is against all others.

What it does
    Takes every "left" and "right" of titles, summary and rationales. Where one side stands three
    times or more, the other once and without a part of the body ("a reflex change on the right",
    "right L5"), and neither "both" nor a comparison of sides stands anywhere, it reports that one
    place.

Why it matters
    Findings of the other side do not bear out a treatment; where the sentence says "matching" they
    contradict the page itself.

Authority
    8 CCR 9792.10.6(d); a contradiction on the page is a matter of ordinary knowledge (Labor Code
    4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text import spotted_phrases
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="side-against-all-others",
    severity="warning",
    family="items",
    summary="one side word of the letter is against all others",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_SIDE = spotted_phrases(
    "left", "right",
    tail=r"\b(?! (?:away|now|after|handed|hand dominant|dominan\w+|to|heart|ventric\w+|atri\w+|"
    r"the (?:job|room|building|hospital|scene|employer)|work\b|in place))",
)  # fmt: skip
_LEFT_OVER = expression(
    r"(?:\b(?:is|are|was|were|has|have|had|been|be|he|she|they|worker|patient|visits|sessions|it) |"
    r"\b(?:with|all) (?:\w+ )?)$",
    re.IGNORECASE,
)
"""Before a "left" that is no side: "6 are left", "she left work"."""
_BOTH = spotted_phrases(
    "bilateral(?:ly)?", "both", "contralateral", "opposite", "other side", "uninvolved",
    "unaffected", "uninjured", "each side", "either side",
)  # fmt: skip
_ON_PURPOSE = phrases(
    "compar\\w+", "versus", "vs", "than", "normal", "negative", "dominant", "handed", "prior",
    "previous(?:ly)?", "history", "old", "earlier", "also", "later", "radiat\\w+", "denie[sd]",
    "no", "not", "without", "intact", "full", "against", "respectively",
)  # fmt: skip
_OFTEN = 3
_BESIDE = 14
"""Characters between a part of the body and the side that it is read with."""

_Told = tuple[int | None, Passage, re.Match[str]]


def check(context: Context) -> Iterator[Verdict]:
    """At most one verdict on a letter."""
    told: dict[str, list[_Told]] = {"left": [], "right": []}
    titles: set[str] = set()
    for _, title in context.titles:
        words = title.words.distinct
        titles |= {side for side in told if side in words}
    if len(titles) > 1:
        return
    for issue, passage in chain(context.titles, passages(context)):
        if _BOTH.search(passage.words):
            return
        for match in _SIDE.matches(passage.words):
            start, _ = passage.around(match.start())
            side = match.group().lower()
            if side == "left" and _LEFT_OVER.search(
                passage.text, max(start, match.start() - 24), match.start()
            ):
                continue
            told[side].append((issue, passage, match))
    for side, own in (("left", "right"), ("right", "left")):
        if len(told[side]) != 1 or len(told[own]) < _OFTEN or side in titles:
            continue
        issue, passage, match = told[side][0]
        start, end = passage.around(match.start())
        if own in passage.lowered[start:end] or _ON_PURPOSE.search(passage.text, start, end):
            return
        if any(
            one.side and one.span.start - _BESIDE <= match.start() < one.span.end + _BESIDE
            for one in passage.body_parts
        ):
            # sides of parts of the body are another check's
            return
        _, where, other = told[own][0]
        yield Flaw(
            span=passage.span(*match.span()),
            issue=issue,
            message=f"is of the {side}; all else that the letter tells is of the {own}",
            expected=own,
            found=match.group(),
            related=(context.in_letter(where.span(*other.span())),),
            help="compare the side with the record",
        )
