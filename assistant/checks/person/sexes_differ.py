"""The letter calls the worker a man and a woman.

What it does
    Compares the words for the worker's sex ("year old male", "female patient") in the summary and
    the rationales.

Why it matters
    One of the two, and perhaps the text around it, is of another person.

Authority
    8 CCR 9792.10.6(d): the determination rests on the medical records of the employee. A
    contradiction on the page is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict

RULE = Rule(
    name="sexes-differ",
    severity="error",
    family="person",
    summary="the letter calls the worker a man and a woman",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the first word for another sex than the first given."""
    found = context.sexes
    for told in found[1:]:
        if told.sex != found[0].sex:
            yield Flaw(
                span=told.span,
                issue=told.issue,
                message=f"the worker is {told.sex} here and {found[0].sex} before",
                expected=found[0].sex,
                found=told.sex,
                related=(context.in_letter(found[0].span),),
                help="take the sex from the records, and look whether the text is of this case",
            )
            return
