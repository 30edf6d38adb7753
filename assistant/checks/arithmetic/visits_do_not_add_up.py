"""Earlier and requested visits do not add up to the total that the letter gives.

What it does
    Takes a sentence that counts visits done before, visits asked for and their total ("with the 12
    completed, the 8 requested would bring the total to 24"), and adds. Totals that a guideline
    gives ("a total of up to 18 visits") are no sum of this case.

Why it matters
    The sum is what is measured against the limit of the guideline; a wrong one denies, or grants,
    visits that the schedule does not.

Authority
    8 CCR 9792.10.6(d): the reasons of the determination. A sum is a matter of ordinary knowledge
    (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.bare_numbers import bare_numbers
from assistant.checks.prose import passages
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.text import stems
from assistant.text.patterns import expression, phrases

RULE = Rule(
    name="visits-do-not-add-up",
    severity="error",
    family="arithmetic",
    summary="earlier and requested visits do not add up to the total given",
    authority="8 CCR 9792.10.6(d); Labor Code 4610.6(h)",
    ordinary_knowledge=True,
)

_TOTAL = expression(
    r"\b(?:total(?:s|ing|ling)?(?: to| of)?"
    r"|bring(?:s|ing)? (?:the |his |her |their )?(?:\w{1,12} )?(?:total|number|count|sum)"
    r"(?: \w{1,12}){0,3}? to|sum(?:s|ming)? (?:to|of)|adds? up to"
    r"|altogether|combined(?: total)?(?: of)?|in all|makes?(?: a total of)?"
    r"|(?:comes?|amounts?) to|results? in)\b[ :,]{0,2}"
    r"(?:of |is |are |(?:would |will )?be |to )?$",
    re.IGNORECASE,
)
_TOTAL_BEHIND = expression(
    r",? (?:in all|in total|altogether|combined|total|with (?:those|the \w+) before)\b"
)
_NO_COUNT = expression(
    r" ?(?:(?:times?|weeks?|wks?|days?|months?|years?|hours?|percent|mg|levels?|degrees?|pounds?)\b"
    r"|x ?\d|-|to \d)",
    re.IGNORECASE,
)
_BOUND = expression(r"\b(?:below|under|than|exceed\w{0,3}|within|above|beyond|past) (?:the )?$")
_SUM = phrases("total(?:s|ing|ling)?", "bring(?:s|ing)?", "sum(?:s|ming)?", "adds? up",
               "altogether", "combined", "in all", "makes?", r"comes?\sto", r"amounts?\sto",
               r"results?\sin",
               r"or\s\w+\sin\sall")  # fmt: skip
_BEFORE = phrases("completed", "attended", "received", "previous(?:ly)?", "prior", "already",
                  "earlier", "underwent", "had", "authorized", "past", "initial", "before",
                  "behind", "done")  # fmt: skip
_NOW = phrases(
    "request(?:s|ed|ing)?",
    "additional",
    "further",
    "more",
    "now",
    "proposed",
    "another",
    "sought",
    r"ask(?:s|ed|ing)?\sfor",
)
_RULE = phrases("up to", "guidelines?", "recommend(?:s|ed|ations?)?", "allow(?:s|ed)?", "maximum",
                "exceed(?:s|ed|ing)?", "with evidence", "mtus", "odg", "trial")  # fmt: skip
_SUMS = stems(
    "total", "bring", "sum", "adds", "altogether", "combined", "make", "come", "amount", "result"
)
_REACH = 32


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on each sentence that gives both parts and their total."""
    for issue, passage in passages(context):
        if not passage.begin(_SUMS) and "in all" not in passage.lowered:
            continue
        told = {passage.sentence_index(one.start()) for one in _SUM.finditer(passage.text)}
        for index in sorted(told):
            start, end = passage.bounds(index)
            sentence = passage.text[start:end]
            if _RULE.search(sentence) or not (_BEFORE.search(sentence) and _NOW.search(sentence)):
                continue
            numbers = [
                one
                for one in bare_numbers(passage.text, start, end)
                if one.unit in (None, "visits")
                and not _NO_COUNT.match(passage.text, one.end)
                and not _BOUND.search(passage.text, max(one.start - _REACH, start), one.start)
            ]
            totals = [
                one
                for one in numbers
                if _TOTAL.search(passage.text, max(one.start - _REACH, start), one.start)
                or _TOTAL_BEHIND.match(passage.text, one.end)
            ]
            parts = [one for one in numbers if one not in totals]
            if len(totals) != 1 or len(parts) != 2:
                continue
            total, wanted = totals[0].value, sum(one.value for one in parts)
            if total == wanted:
                continue
            added = " and ".join(f"{one.value:g}" for one in parts)
            yield Flaw(
                span=passage.span(totals[0].start, totals[0].end),
                issue=issue,
                message=f"gives a total of {total:g} visits; {added} are {wanted:g}",
                expected=f"{wanted:g} visits",
                found=f"{total:g} visits",
                related=tuple(context.in_letter(passage.span(one.start, one.end)) for one in parts),
                help="correct the sum, and what is concluded from it",
            )
