"""The letter gives the worker two ages.

What it does
    Compares every age that the summary and the rationales give the worker at present. A year's
    difference passes, since a birthday may lie between two notes; ages at the time of the injury
    and ages in guideline text are left out.

Why it matters
    Two ages in one letter mean that one of them, and perhaps the text around it, is of another
    person.

Authority
    8 CCR 9792.10.6(d): the determination rests on the medical records of the employee. A
    contradiction on the page is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict

RULE = Rule(
    name="ages-differ",
    severity="error",
    family="person",
    summary="the letter gives the worker two ages",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)
_BIRTHDAY = 1


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each age that is not the first one."""
    found = context.ages
    for age in found[1:]:
        first = found[0]
        if abs(age.years - first.years) > _BIRTHDAY:
            yield Flaw(
                span=age.span,
                issue=age.issue,
                message=f"the worker is {age.years} here and {first.years} before",
                expected=f"{first.years} years",
                found=f"{age.years} years",
                related=(context.in_letter(first.span),),
                help="take the age from the records, and look whether the text is of this case",
            )
