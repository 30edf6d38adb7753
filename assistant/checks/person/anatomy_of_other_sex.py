"""The summary gives the worker an organ or an operation of the other sex.

What it does
    Compares words such as "hysterectomy" or "prostate" in the clinical summary with the sex that it
    gives. Relatives may be meant, so that the finding is a warning.

Why it matters
    Such a sentence has usually been pasted from another case.

Authority
    8 CCR 9792.10.6(d): the determination rests on the medical records of the employee. A
    contradiction on the page is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.checks.worker import Sex
from assistant.text import Stems, stems
from assistant.text.patterns import expression

RULE = Rule(
    name="anatomy-of-other-sex",
    severity="warning",
    family="person",
    summary="the summary gives the worker an organ or operation of the other sex",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_STEMS: dict[Sex, Stems] = {
    "female": stems("hysterect", "pregnan", "ovar", "uter", "menopaus", "menstrua", "caesarean",
                    "cesarean", "section", "tubal"),
    "male": stems("prostat", "testic", "testis", "scrot", "penile", "penis", "vasectomy",
                  "erectile"),
}  # fmt: skip
_ONLY: dict[Sex, re.Pattern[str]] = {
    "female": expression(
        r"\b(?:hysterectomy|pregnan(?:t|cy)|ovar(?:y|ian|ies)|uter(?:us|ine)|menopaus\w{1,5}|"
        r"menstrua\w{1,5}|c(?:a?esarean|-section)|tubal ligation)\b",
        re.IGNORECASE,
    ),
    "male": expression(
        r"\b(?:prostat(?:e|itis|ectomy|ic)|testic\w{1,5}|testis|scrot(?:al|um)|penile|penis|"
        r"vasectomy|erectile)\b",
        re.IGNORECASE,
    ),
}


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first such word of the summary."""
    passage = context.claims.summary
    told = next(iter(context.sexes), None)
    if passage is None or told is None:
        return
    other: Sex = "female" if told.sex == "male" else "male"
    match = _ONLY[other].search(passage.text) if passage.begin(_STEMS[other]) else None
    if match:
        yield Flaw(
            span=passage.span(*match.span()),
            issue=None,
            message=f"'{match.group()}' is said of a worker who is {told.sex}",
            expected=f"the history of a {told.sex} worker",
            found=match.group(),
            related=(context.in_letter(told.span),),
            help="correct the sex, or look whether the sentence is of this case",
        )
