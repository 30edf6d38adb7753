"""Function: goals, gains and limits in daily living or at work.

8 CCR §9792.20: functional improvement is a clinically significant improvement in activities of
daily living or a reduction in work restrictions, and a reduced dependency on continued treatment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.models import Fact, FunctionNote
from assistant.facts.prose import Prose
from assistant.text.patterns import expression

_FUNCTION = expression(
    r"(?P<goal>\b(?:functional|treatment|therapy|rehabilitation|measurable)[ ]goals?\b"
    r"|\bgoals?[ ](?:of[ ](?:treatment|therapy|care)[ ])?(?:is|are|include[sd]?|:)"
    r"|\bfunctional[ ](?:outcome[ ])?(?:target|objective)s?\b)"
    r"|(?P<improvement>\b(?:objective[ ])?functional[ ](?:objective[ ])?"
    r"(?:improvement|gain|benefit|progress)s?\b"
    r"|\bfunction(?:al[ ](?:ability|capacity|status))?[ ](?:has[ ]|have[ ]|is[ ])?"
    r"(?:improv(?:ed|ing)|increased|better)\b"
    r"|\bimprov(?:ed|ement|ing)[ ](?:in[ ]|of[ ]|his[ ]|her[ ]|the[ ]|overall[ ]){0,3}"
    r"(?:function\w*|activities[ ]of[ ]daily[ ]living|adls?|ability[ ]to|(?:\w+[ ])?tolerance)\b"
    r"|\b(?:increased|gains?|better)[ ](?:in[ ]|his[ ]|her[ ]|the[ ]|overall[ ]){0,3}"
    r"(?:function\w*|ability[ ]to|(?:\w+[ ])?tolerance)\b"
    r"|\b(?:is[ ])?(?:now[ ](?:\w+ly[ ])?(?:able[ ]to|can|walks|lifts|works|tolerates|performs)"
    r"|can[ ]now|able[ ]to[ ]now)\b"
    r"|\bwhich[ ](?:s?he|they)[ ]could[ ]not[ ](?:do[ ])?before\b"
    r"|\breturned[ ]to[ ](?:modified|full|regular)[ ](?:duty|work))"
    r"|(?P<decline>\bfunction(?:al[ ](?:ability|capacity|status))?[ ]"
    r"(?:has[ ]|have[ ]|is[ ]|was[ ])?(?:declin\w+|worsen\w*|deteriorat\w+|decreas\w+|worse)\b"
    r"|\b(?:functional[ ](?:decline|loss|deterioration)|(?:decreas\w+|declin\w+|worsen\w+|loss)"
    r"[ ](?:in[ ]|of[ ])(?:his[ ]|her[ ]|the[ ]|overall[ ])?(?:function\w*|activities[ ]of[ ]daily"
    r"|adls?|(?:walking|sitting|standing|lifting)[ ](?:tolerance|ability)))"
    r"|\b(?:decreas\w+|declin\w+|worsen\w+|reduced|diminish\w+|poorer)[ ](?:walking|sitting"
    r"|standing|lifting|sleeping|exercise|activity)[ ](?:tolerance|ability|capacity)"
    r"|\b(?:adls?|activities[ ]of[ ]daily[ ]living|(?:walking|sitting|standing|lifting)[ ]"
    r"(?:tolerance|ability|capacity))[ ](?:has[ ]|have[ ]|is[ ]|are[ ]|was[ ]|were[ ])?"
    r"(?:worse\w*|declin\w+|decreas\w+|deteriorat\w+|reduced|diminish\w+)"
    r"|\b(?:(?:can[ ]|is[ ]|am[ ]|are[ ])?no[ ]longer[ ](?:able[ ]to[ ])?"
    r"(?:drives?|walks?|lifts?|sits?|stands?|climbs?|works?|sleeps?|dress(?:es)?|bathes?|carr(?:y|ies)"
    r"|cooks?|cleans?|gardens?|perform\w*|do(?:es)?)\b))"
    r"|(?P<limitation>\b(?:can(?:not|[ ]?['’]t)|unable[ ]to|is[ ]not[ ]able[ ]to)[ ](?:sit|stand"
    r"|walk|lift|climb|kneel|squat|reach|bend|drive|dress|bathe|carry|grip|raise|push|pull|garden|cook"
    r"|clean)\b"
    r"|\b(?:difficult(?:y|ies)|trouble)[ ](?:with[ ])?"
    r"(?:sleeping|walking|standing|sitting|lifting|bending|dressing|bathing|driving|climbing"
    r"|activities)"
    r"|\blimit(?:ed|s|ations?)[ ](?:\w+[ ]){0,3}(?:adls?|activities[ ]of[ ]daily[ ]living|walking"
    r"|sitting|standing|lifting)"
    r"|\b(?:can(?:not)?|able[ ]to)[ ](?:only[ ])?(?:sit|stand|walk|lift)[ ]"
    r"(?:for[ ]|up[ ]to[ ]|(?:no[ ])?more[ ]than[ ])?(?:about[ ])?\d{1,3}[ ]"
    r"(?:minutes|pounds|lbs|blocks|hours))",
    re.IGNORECASE | re.VERBOSE,
)

_REQUIRED = expression(
    r"\b(?:needs?|require[sd]?|must|contingent|until|unless|should|if|to|may|will|would|could)\b"
    r"[^.\n;,]{0,60}$",
    re.IGNORECASE,
)


def read_function(proses: Sequence[Prose]) -> tuple[Fact[FunctionNote], ...]:
    """Every statement on function, oldest first; those that say there is none are denied."""
    found: list[Fact[FunctionNote]] = []
    for prose in proses:
        for match in _FUNCTION.finditer(prose.text):
            start, end = prose.sentence(match.start())
            if match.lastgroup == "improvement" and _REQUIRED.search(
                prose.text, start, match.start()
            ):
                continue
            kind = cast(Literal["goal", "improvement", "decline", "limitation"], match.lastgroup)
            denied = kind != "limitation" and denied_before(prose.text, start, match.start())
            if kind == "goal" and re.match(
                r"[: ]*(?:none|not\b|no\b|n/?a\b)", prose.text[match.end() : end], re.IGNORECASE
            ):
                denied = True
            found.append(
                Fact(
                    status="denied" if denied else "documented",
                    value=FunctionNote(kind=kind, text=match.group()),
                    source=prose.source(start, end),
                    on=clause_day(prose, match.start()),
                )
            )
    return by_date(found)
