"""The summary or a rationale gives an address, a telephone number or an e-mail address.

What it does
    Finds telephone numbers, e-mail addresses and street addresses in the clinical summary and the
    rationales. The letterhead of the review organisation stands outside them and is not read.

Why it matters
    Determinations are published, and no decision needs to say where a person lives.

Authority
    Labor Code 4610.6(m): determinations are published after removing individually identifiable
    information; 45 CFR 164.514(b)(2)(i)(B), (D)-(F): addresses, telephone and e-mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.text.patterns import expression

RULE = Rule(
    name="way-to-reach-the-person",
    severity="error",
    family="privacy",
    summary="the prose gives an address, a telephone number or an e-mail address",
    authority="Labor Code 4610.6(m); 45 CFR 164.514(b)(2)(i)(B), (D)-(F)",
    ordinary_knowledge=True,
)

_LAST_FOUR = tuple(expression(rf"{mark}(?<=\d\d\d.)[0-9]{{4}}(?![\w-])") for mark in (r"\.", "-"))
"""The end of a telephone number, which few numbers have; a scan for one fixed mark costs little."""
_TELEPHONE = expression(r"\d(?<![\w.-]\d)\d\d\)?[ .-]{1,2}\d{3}[.-]\d{4}\Z")
_LONGEST_TELEPHONE = 14
_MAIL = expression(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_STREET = expression(
    r"\d{1,6} (?:[NSEW]\. )?(?:[A-Z][a-z]{1,20} ){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Ln|Court|Terrace|Parkway)\b"
)
_STREETS = frozenset({"street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "drive",
                      "lane", "ln", "court", "terrace", "parkway"})  # fmt: skip


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each of them in the summary and the rationales."""
    for issue, passage in passages(context):
        for what, match in _found(passage):
            yield Flaw(
                span=passage.span(*match.span()),
                issue=issue,
                message=f"the letter gives {what}; published determinations give none",
                expected="no way to reach a person",
                found=what,
                help=f"take {what} out",
            )


def _found(passage: Passage) -> Iterator[tuple[str, re.Match[str]]]:
    """What would lead to a person, and what it is."""
    text = passage.text
    for last in (match for pattern in _LAST_FOUR for match in pattern.finditer(text)):
        begin = max(last.start() - _LONGEST_TELEPHONE, 0)
        telephone = _TELEPHONE.search(text, begin, last.end())
        if telephone:
            yield "a telephone number", telephone
    if not passage.words.distinct.isdisjoint(_STREETS):
        for match in _STREET.finditer(text):
            yield "a street address", match
    if "@" in text:
        for match in _MAIL.finditer(text):
            yield "an e-mail address", match
