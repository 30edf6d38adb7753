"""The letter names a physician or another clinician.

What it does
    Finds "Dr." with a surname, and two names with a degree behind them ("Jane Roe, MD").

Why it matters
    Published determinations name nobody who treated or reviewed: a name and a date lead to the
    patient, and the reviewer's name is confidential by law.

Authority
    Labor Code 4610.6(f) keeps the names of reviewers confidential; 4610.6(m) has determinations
    published without individually identifiable information.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import Span
from assistant.text.patterns import expression
from assistant.text.spotting import spotted

RULE = Rule(
    name="clinician-named",
    severity="warning",
    family="privacy",
    summary="the letter names a physician or another clinician",
    authority="Labor Code 4610.6(f), 4610.6(m)",
    ordinary_knowledge=True,
)

_NAME = r"[A-Z][a-z]{1,15}(?:[-'’][A-Z][a-z]{1,15})?"
_DOCTOR = expression(rf"D(?<![\w].)(?:r\.?|octor)\s{{1,3}}(?:[A-Z]\. )?({_NAME})")
_ROLE = spotted(
    expression(
        r"(?i:adjuster|attorney|manager|surgeon|physician|provider|chiropractor|acupuncturist|"
        r"psychologist|psychiatrist|therapist|podiatrist|employer|supervisor)(?: is|,|:)? "
        rf"({_NAME} (?:[A-Z]\. )?{_NAME})(?=[,;.)]| (?:is|was|has|had|who|requested|noted|asked)\b)"
    ),
    "adjuster ", "attorney ", "manager ", "surgeon ", "physician ", "provider ", "chiropractor ",
    "acupuncturist ", "psychologist ", "psychiatrist ", "therapist ", "podiatrist ", "employer ",
    "supervisor ",
)  # fmt: skip
_DEGREE = expression(
    r",\s(?:M\.?D|D\.?O|D\.?C|D\.?P\.?M|Ph\.?D|Psy\.?D|P\.?A\.?-?C|N\.?P|L\.?Ac|P\.?T|D\.?P\.?T)"
    r"\b\.?(?![\w:(-])"
)
_BEFORE_DEGREE = expression(rf"(?<![\w.])([A-Z][a-z]{{1,15}}\s(?:[A-Z]\.?\s)?{_NAME})$")
_LONGEST_NAME = 52
_NOT_NAMES = expression(
    r"(?:Therapy|Medicine|Treatment|Chapter|Guidelines?|Complaints|Rehabilitation|Surgery|"
    r"Examination|Evaluation|Management|Services?|Review|Visits?|Report|Notes?|Prescribed|"
    r"Requested|Recommended|States?|Noted|Reports|In|On|The|Who|And|Of|"
    r"Assistant|Practitioner|Case|Physician|Medical|Physical|Occupational|Progress|Primary|"
    r"Treating|Initial|Pain|Independent|Utilization)\b"
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each clinician that the letter names."""
    text = context.letter.document.text
    found: list[Span] = []
    if "Dr" in text or "Doctor" in text:
        found += [
            Span(*one.span()) for one in _DOCTOR.finditer(text) if not _NOT_NAMES.match(one[1])
        ]
    for degree in _DEGREE.finditer(text):
        start = max(0, degree.start() - _LONGEST_NAME)
        name = _BEFORE_DEGREE.search(text[start : degree.start()])
        if name and not any(_NOT_NAMES.match(word) for word in name[1].split()):
            found.append(Span(start + name.start(), degree.end()))
    for _, passage in passages(context):
        for one in _ROLE.matches(passage.words):
            if not any(_NOT_NAMES.match(word) for word in one[1].split()):
                named = passage.span(*one.span(1))
                if not any(named.start < other.end and other.start < named.end for other in found):
                    found.append(named)
    for span in sorted(set(found)):
        yield Flaw(
            span=span,
            issue=None,
            message="the letter names a clinician; published determinations name none",
            expected="the treating physician",
            found="a name",
            help="write what the person is in place of the name",
        )
