"""A pronoun speaks of the worker as of the other sex.

What it does
    Compares "he", "his", "she", "her" with the sex that the letter gives; where it gives none, with
    the pronouns that are the more frequent. A pronoun after a physician, a relative or another
    person is taken as theirs, "his or her" and "he/she" as anybody's. One finding a passage.

Why it matters
    A sentence with the other pronoun has often been pasted from another case.

Authority
    8 CCR 9792.10.6(d): the determination rests on the medical records of the employee. A
    contradiction on the page is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.checks.prose import matches
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.checks.worker import Sex
from assistant.claims.prose import Passage
from assistant.text import spotted
from assistant.text.patterns import expression

RULE = Rule(
    name="pronoun-of-other-sex",
    severity="error",
    family="person",
    summary="a pronoun speaks of the worker as of the other sex",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_PRONOUN = spotted(
    expression(r"(?<![/\w(])(?i:s?he|his|him(?:self)?|her(?:s|self)?)\b(?!/)"),
    "he ", "she ", "his ", "him", "her",
)  # fmt: skip
_OWN = expression(r"\b(?:s?he|his|him|hers?)\b", re.IGNORECASE)
_PAIRED = expression(r"(?:\bor|/) ?$|^ ?(?:or|/|\()(?: ?s?he| his| hers?| him)?\b", re.IGNORECASE)
_PEOPLE = expression(
    r"\b(?:(?P<worker>patient|worker|claimant|applicant|employee|member|male|female)"
    r"|(?P<other>physician|provider|doctor|surgeon|therapist|chiropractor|psychologist|treater|"
    r"psychiatrist|practitioner|wife|husband|spouse|mother|father|son|daughter|brother|sister|"
    r"partner|nurse|podiatrist|acupuncturist|dr|md|attorney|adjuster|supervisor|co-?worker|boss|"
    r"evaluator|examiner|qme|ame|reviewer|caregiver|friend|customer|student|driver|specialist))s?\b",
    re.IGNORECASE,
)
_REACH = 240
_QUOTE = '"'
_WHOSE = expression(
    r"['’]s? (?:[\w-]{1,14} ){0,3}?(?:notes?|reports?|records?|opinion|evaluation|examination)\b"
    r"[^.;]{0,40}, $",
    re.IGNORECASE,
)


def _sex(pronoun: str) -> Sex:
    return "male" if pronoun.lower() in {"he", "his", "him", "himself"} else "female"


def _paired(text: str, match: re.Match[str]) -> bool:
    """Whether the pronoun is half of "he or she", "he/she"."""
    return bool(
        _PAIRED.search(text, max(match.start() - 4, 0), match.start())
        or _PAIRED.match(text[match.end() : match.end() + 12])
    )


def _of_another(text: str, pronoun: re.Match[str]) -> bool:
    """Whether the person last named before the pronoun is not the worker.

    Whose note, report or words go before the subject ("per the doctor's note, she") is not it.
    """
    near = [
        person
        for person in _PEOPLE.finditer(text, max(pronoun.start() - _REACH, 0), pronoun.start())
        if pronoun.group().lower() not in ("he", "she")
        or not _WHOSE.match(text, person.end(), pronoun.start())
    ]
    return bool(near and near[-1].group("other"))


def _beside_own(passage: Passage, pronoun: re.Match[str], sex: Sex) -> bool:
    """Whether the quoted sentence of a record has the worker's own pronoun as well.

    The other one is then of somebody beside the worker, who may be named outside the quotation.
    """
    text = passage.text
    if text.count(_QUOTE, 0, pronoun.start()) % 2 == 0:
        return False
    first, last = passage.around(pronoun.start())
    start = text.rfind(_QUOTE, first, pronoun.start())
    end = text.find(_QUOTE, pronoun.end(), last)
    sentence = (first if start < 0 else start, last if end < 0 else end)
    return any(_sex(one.group()) == sex for one in _OWN.finditer(text, *sentence))


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first such pronoun of the summary and of each rationale."""
    found = list(matches(context, _PRONOUN))
    if not found:
        return
    told = next(iter(context.sexes), None)
    said = Counter(_sex(match.group()) for _, _, match in found)
    sex = told.sex if told else context.letter.summary.sex or said.most_common(1)[0][0]
    flagged: set[int | None] = set()
    for issue, passage, match in found:
        if _sex(match.group()) == sex or issue in flagged or _paired(passage.text, match):
            continue
        if _of_another(passage.text, match) or _beside_own(passage, match, sex):
            continue
        flagged.add(issue)
        yield Flaw(
            span=passage.span(*match.span()),
            issue=issue,
            message=f"'{match.group()}' speaks of a worker who is {sex}",
            expected=f"a pronoun of a {sex} worker",
            found=match.group(),
            related=(context.in_letter(told.span),) if told else (),
            help="correct the pronoun, and look whether the sentence is of this case",
        )
