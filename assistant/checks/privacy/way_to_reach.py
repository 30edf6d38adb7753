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
from assistant.text.patterns import expression

RULE = Rule(
    name="way-to-reach-the-person",
    severity="error",
    family="privacy",
    summary="the prose gives an address, a telephone number or an e-mail address",
    authority="Labor Code 4610.6(m); 45 CFR 164.514(b)(2)(i)(B), (D)-(F)",
    ordinary_knowledge=True,
)

_TELEPHONE = expression(r"\d(?<![\w.-]\d)\d\d\)?[ .-]{1,2}\d{3}[.-]\d{4}(?![\w-])")
_MAIL = expression(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_STREET = expression(
    r"\d{1,6} (?:[NSEW]\. )?(?:[A-Z][a-z]{1,20} ){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Ln|Court|Terrace|Parkway)\b"
)
_STREETS = ("Street", "St ", "St.", "St,", "Ave", "Road", "Rd", "Boulevard", "Blvd", "Drive",
            "Lane", "Ln", "Court", "Terrace", "Parkway")  # fmt: skip
_KINDS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("a telephone number", _TELEPHONE, ("-", ".")),
    ("a street address", _STREET, _STREETS),
    ("an e-mail address", _MAIL, ("@",)),
)
"""What is looked for, and what it is not without."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each of them in the summary and the rationales."""
    for issue, passage in passages(context):
        for what, pattern, hints in _KINDS:
            if not any(hint in passage.text for hint in hints):
                continue
            for match in pattern.finditer(passage.text):
                yield Flaw(
                    span=passage.span(*match.span()),
                    issue=issue,
                    message=f"the letter gives {what}; published determinations give none",
                    expected="no way to reach a person",
                    found=what,
                    help=f"take {what} out",
                )
