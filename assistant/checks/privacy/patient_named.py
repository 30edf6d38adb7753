"""A published letter names the worker.

What it does
    Finds a courtesy title with a surname, "the patient, <two names>,", two names before an age ("is
    <two names>, a 47-year-old"), a whole name with its initial in brackets, a field of the worker's
    name that is filled in, and a salutation by name. Placeholders and blank fields are not names.

Why it matters
    Determinations are published. A name beside diagnoses discloses a health record.

Authority
    Labor Code 4610.6(m): determinations are published after removing individually identifiable
    information; 45 CFR 164.514(b)(2)(i)(A) lists names first.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span
from assistant.text.patterns import expression

RULE = Rule(
    name="patient-named",
    severity="error",
    family="privacy",
    summary="the letter names the injured worker",
    authority="Labor Code 4610.6(m); 45 CFR 164.514(b)(2)(i)(A)",
    ordinary_knowledge=True,
)

_NAME = r"[A-Z](?:[a-z]{1,20}|['’][A-Z][a-z]{1,20})"
_TITLED = expression(
    r"(?:(?:Mrs|Mr|Ms|Miss)(?:\.\s{0,3}|\s{1,3})|(?:MR|MRS|MS)\.\s{1,3})"
    rf"((?:[A-Z]\. )?{_NAME})"
)
_PERSON = r"(?:[Pp]atient|[Ww]orker|[Cc]laimant|[Aa]pplicant|[Ee]mployee|[Mm]ember)"
_NOT_NAMES = (
    r"(?!(?:Date|Claim|Claims|Case|Application|Decision|Employer|Injury|None|Unknown|Not|Redacted|"
    r"Dear|Provider|Priority|State|The|Treating|Insurer|Injured|Number|UR|MAXIMUS)\b)"
)
_BEHIND_COMMA = expression(r", (?=[A-Z])")
_BEHIND_NAME = expression(r"ame(?<=[nN]ame)")
_PERSON_BEFORE = expression(rf"(?<![^\W_]){_PERSON}(?:['’]s| is)?(?: [Nn])?\Z")
_REACH = 16
"""Characters before a comma or the word "name" that hold the word for the worker."""
_DEAR_NAME = expression(r"Dear (?<![^\W_]Dear )")
_PLACED = expression(
    rf"{_PERSON}(?:, | (?:is )?named )({_NAME} (?:[A-Z]\. )?{_NAME})(?=,| (?:is|was|has|had)\b)"
    rf"|{_PERSON}(?:['’]s)? [Nn]ame(?:\s{{0,2}}:| is)\s{{0,3}}{_NOT_NAMES}"
    rf"({_NAME},?(?: [A-Z]\.)? {_NOT_NAMES}{_NAME})"
    rf"|Dear {_NOT_NAMES}({_NAME} (?:[A-Z]\. )?{_NAME})(?=[,:])"
)
_BEFORE_AGE = expression(
    rf"(?<!\w)({_NAME}\s(?:[A-Z]\.\s)?{_NOT_NAMES}{_NAME})(?:,\s|\s(?:is|was)\s)"
    r"(?:an?\s|aged?\s)?\Z"
)
_LONGEST_NAME = 60
_IN_BRACKETS = expression(rf"\(({_NAME}\s[A-Z]\.\s{_NAME})\)")
_TITLES = ("Mr", "Ms", "Miss", "MR.", "MRS.", "MS.")
_NO_NAMES = frozenset({"Contin", "Contins", "Arthrogram", "Angiogram"})


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each name of the worker anywhere in the letter."""
    text = context.letter.document.text
    found: list[Span] = []
    if any(title in text for title in _TITLES):
        for match in _TITLED.finditer(text):
            inside_a_word = match.start() and text[match.start() - 1].isalnum()
            if not inside_a_word and match.group(1) not in _NO_NAMES:
                found.append(Span(*match.span()))
    placed = (_PLACED.match(text, at) for at in _places(context))
    found += [Span(*match.span(match.lastindex or 0)) for match in placed if match]
    found += [
        span
        for span in (*_before_ages(context), *_bracketed(text))
        if not any(span.start < one.end and one.start < span.end for one in found)
    ]
    for span in found:
        yield Flaw(
            span=span,
            issue=None,
            message="the letter names a person; published determinations name none",
            expected="the patient or the injured worker",
            found="a name",
            help="write 'the injured worker' in place of the name",
        )


def _places(context: Context) -> Iterator[int]:
    """Where a name may be placed: at a word for the worker that a comma or "name" follows."""
    text = context.letter.document.text
    places: set[int] = set()
    for sign in (_BEHIND_COMMA, _BEHIND_NAME):
        for at in (match.start() for match in sign.finditer(text)):
            person = _PERSON_BEFORE.search(text, max(at - _REACH, 0), at)
            if person:
                places.add(person.start())
    places.update(match.start() for match in _DEAR_NAME.finditer(text))
    yield from sorted(places)


def _before_ages(context: Context) -> Iterator[Span]:
    """Two names right before an age: "Maria Delgado, a 47-year-old female"."""
    text = context.letter.document.text
    for age in context.ages:
        name = _BEFORE_AGE.search(text, max(age.span.start - _LONGEST_NAME, 0), age.span.start)
        if name:
            yield Span(*name.span(1))


def _bracketed(text: str) -> Iterator[Span]:
    """A whole name in brackets, told from a term by its initial: "(Angela R. Whitcomb)"."""
    for match in _IN_BRACKETS.finditer(text):
        yield Span(*match.span(1))
