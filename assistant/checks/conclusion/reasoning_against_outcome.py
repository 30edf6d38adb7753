"""The reasoning finds the criteria met, or not met, against the outcome.

What it does
    Reads sentences of the rationale that say of this patient or request that the criteria or
    guidelines are met, satisfied or supported, with every negation that turns the sense, and
    compares with the outcome. Conditions ("if", "should", "must") are not findings. A request may
    fail for another reason, so that the finding is a warning.

Why it matters
    "The criteria are met" above "Upheld" leaves the worker without a reason for the denial.

Authority
    Labor Code 4610.6(c)-(d): the determination applies the standards and gives its reasons. A
    contradiction on the page is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.negation import denies
from assistant.text import spotted_phrases, stems
from assistant.text.patterns import expression

RULE = Rule(
    name="reasoning-against-outcome",
    severity="warning",
    family="conclusion",
    summary="the reasoning finds the criteria met, or not met, against the outcome",
    authority="Labor Code 4610.6(c)-(d)",
    ordinary_knowledge=True,
)

_ARE = r"(?:is|are|was|were|has been|have been"
_FINDING = spotted_phrases(
    *(rf"{what}\b(?:\s[\w,-]{{1,20}}){{0,6}}?\s{_ARE}|being)\s(?:\w{{1,12}}\s){{0,3}}?"
      r"(?:met|satisfied|fulfilled)\b"
      for what in ("criteri(?:a|on)", "guidelines?", "requirements?", "indications?",
                   "conditions?", "thresholds?")),
    *(rf"{meets}\s(?:\w{{1,14}}\s){{0,5}}?"
      r"(?:criteria|guidelines?|requirements?|indications?|definitions?|standards?|conditions?)\b"
      for meets in ("meets?", "satisf(?:y|ies)", "fulfil(?:l|ls)")),
    *(rf"{each}(?: of (?:this|these|those|them|which|the criteria))?\s"
      rf"{_ARE}|holds?|applies|apply)\b"
      r"(?:\s(?:shown|documented|met|present|satisfied|established|fulfilled)\b)?"
      r"(?=[.,;]| (?:here|in this))"
      for each in ("each", "all", "every one", "none", "neither", "not all",
                   "not one", "not a single one")),
    tail="",
)  # fmt: skip
_MET = stems("met ", "meet", "satisf", "fulfil", "each ", "all ", "none ", "neither ", "not ")
_CONDITION = expression(
    r"\b(?:if|when|whether|unless|until|should|must|would|who|only|once|may|might|patients|"
    r"order to)\b",
    re.IGNORECASE,
)
_OF_THIS_CASE = expression(
    r"\b(?:in this case|this (?:patient|worker|request|claimant|case)|"
    r"the (?:patient|injured|worker|request|claimant|records?|documentation|provider|applicant)|"
    r"therefore|thus|here|has|have|s?he)\b",
    re.IGNORECASE,
)
_TURN = expression(
    r"[;:]|,? (?:but|however|although|though|while|whereas|because|since|so that|and thus)\b"
)
_QUANTIFIED = expression(
    r"(?:each|all|every|none|neither|not (?:all|one|a single))\b", re.IGNORECASE
)
_SHORT = expression(
    r"(?:The|These|Those|All)\s(?:\w+\s){0,2}(?:are|were|is|was)\s(?:not\s)?\w+\.?\s?"
    r"|(?:The|This|It)\s(?:\w+\s){0,3}(?:does\snot\s)?(?:meets?|satisf\w+|fulfil\w+)\s"
    r"(?:\w+\s){0,3}\w+\.?\s?"
)
"""A sentence of its own about criteria that were told before: "The conditions are fulfilled."."""


def check(context: Context) -> Iterator[Verdict]:
    """A verdict on the last such sentence of each rationale."""
    for issue, claims in context.items:
        passage = claims.passage
        if passage is None or issue.outcome not in ("upheld", "overturned"):
            continue
        if not passage.begin(_MET):
            continue
        found: list[tuple[re.Match[str], bool]] = []
        for match in _FINDING.matches(passage.words):
            start, end = passage.around(match.start())
            turns = [turn.end() for turn in _TURN.finditer(passage.text, start, match.start())]
            start = turns[-1] if turns else start
            clause = passage.text[start : match.end()]
            sentence = passage.around(match.start())
            whole = _QUANTIFIED.match(match.group()) or _SHORT.fullmatch(passage.text, *sentence)
            of_this = whole or _OF_THIS_CASE.search(passage.text, passage.around(start)[0], end)
            if of_this and not _CONDITION.search(clause):
                found.append((match, not denies(clause)))
        if not found or len({met for _, met in found}) > 1:
            continue
        match, met = found[-1]
        if met == (issue.outcome == "overturned"):
            continue
        said = "met" if met else "not met"
        yield Flaw(
            span=passage.span(*match.span()),
            issue=issue.number,
            message=f"the item is {issue.outcome}, but the criteria are said to be {said}",
            expected=f"criteria {'not met' if met else 'met'} ({issue.outcome})",
            found=f"criteria {said}",
            related=(context.in_letter(issue.outcome_span),) if issue.outcome_span else (),
            help="correct the outcome, or say what else decides the request",
        )
