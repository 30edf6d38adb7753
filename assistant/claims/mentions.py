"""What a closing sentence, or an item's title, names: body parts, drugs, visits, strengths, counts.

Both are read by the same functions, so that a closing sentence can be measured by its item.
"""

from __future__ import annotations

import re

from assistant.claims.models import Conclusion, Mention
from assistant.claims.prose import Passage
from assistant.quantities import find_amounts
from assistant.terms import find_body_parts, find_drugs
from assistant.text import Span
from assistant.text.patterns import expression

_DIGIT = expression(r"\d")
_STRENGTH = expression(
    r"(?<![\w.])(\d{1,4}(?:\.\d{1,3})?(?:/\d{1,4}(?:\.\d{1,3})?){0,3}) ?(?:mg|mcg)\b", re.IGNORECASE
)
_QUANTITY = expression(
    r"(?:#|\b(?:qty|quantity)(?: of)?[:#]?) ?(?P<marked>\d{1,4})(?:\.0{1,2})?(?!\d|[.,]\d)"
    r"|(?<![\w./#-])(?P<counted>\d{1,4}) (?:count|tablets?|tabs?|capsules?|caps|pills|patches)\b",
    re.IGNORECASE,
)
_SIDE_BEFORE = expression(r"\b(left|right|(?-i:[LR]))(?:-sided)? $", re.IGNORECASE)
_SIDES = {"l": "left", "r": "right"}
_REQUEST = expression(r"\b(?:request(?:ed|s)?|remaining|disputed)\b", re.IGNORECASE)
_PREDICATE = expression(
    r"\s?(?:therefore |thus |hence )?(?:is|are|was|were|be|cannot|can)\b", re.IGNORECASE
)
_VERB = expression(
    r"\b(?:is|are|was|were|has|have|had|be|been|being|because|since|as|that)\b", re.IGNORECASE
)


def named_in(text: str) -> tuple[tuple[str, str, str | None, Span], ...]:
    """What `text` names: kind, value, side and place of each mention, in order."""
    found: list[tuple[str, str, str | None, Span]] = [
        ("body_part", one.part, one.side or _side_of_level(text, one.span.start), one.span)
        for one in find_body_parts(text)
    ]
    found += [("drug", one.generic, None, one.span) for one in find_drugs(text)]
    found += [
        ("visits", f"{one.value[0]:g}-{one.value[1]:g}", None, one.span)
        for one in find_amounts(text)
        if one.unit == "visits" and one.bound is None
    ]
    if _DIGIT.search(text):
        found += [
            ("strength", match.group(1), None, Span(*match.span()))
            for match in _STRENGTH.finditer(text)
        ]
        found += [
            ("quantity", match["marked"] or match["counted"], None, Span(*match.span()))
            for match in _QUANTITY.finditer(text)
        ]
    return tuple(sorted(found, key=lambda one: one[3]))


def _side_of_level(text: str, start: int) -> str | None:
    """The side right before a part that has none of its own: "right L4", "left lumbar"."""
    side = _SIDE_BEFORE.search(text, max(start - 14, 0), start)
    if side is None:
        return None
    return _SIDES.get(side.group(1).lower(), side.group(1).lower())


def decided_words(passage: Passage, conclusion: Conclusion) -> tuple[int, int]:
    """Bounds of the words of `passage` that say what is decided, up to the conclusion's head.

    They are the subject of its clause; where a colon, a comma or a date parts the subject from
    "the request for", they begin there.
    """
    start, end = conclusion.subject
    if _PREDICATE.match(passage.text, start, end):
        # "... are in excess of the guideline and are not necessary": the subject stands before
        start = passage.around(end)[0]
    requests = list(_REQUEST.finditer(passage.text, passage.around(end)[0], start))
    if requests and not _VERB.search(passage.text, requests[-1].start(), start):
        start = requests[-1].start()
    return start, end


def find_mentions(
    passage: Passage, conclusion: Conclusion | None, decided: tuple[int, int], issue: int | None
) -> tuple[Mention, ...]:
    """What the words that an explicit `conclusion` decides, at `decided`, name, in order."""
    if conclusion is None or conclusion.strength != "explicit":
        return ()
    start, end = decided
    return tuple(
        Mention(
            issue=issue,
            span=passage.span(start + span.start, start + span.end),
            what=what,  # type: ignore[arg-type] # `named_in` gives the kinds of Mention
            value=value,
            side=side,  # type: ignore[arg-type] # likewise
        )
        for what, value, side, span in named_in(passage.text[start:end])
    )
