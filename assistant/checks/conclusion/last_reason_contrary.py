"""The reason right before the conclusion says the contrary of it.

What it does
    In items that are overturned, reads the sentences that say that the guideline does not recommend
    the item's own treatment, and the last sentence before the conclusion where it says that what is
    asked for is not documented or was not tried. In items that are upheld, the last sentence where
    it finds clear documentation or functional gain. A sentence with an exception or a condition, or
    one that a later sentence turns ("however"), says nothing.

Why it matters
    A "not" too many turns a reason into its contrary, and the claims administrator pays, or refuses
    to pay, for what nobody can follow.

Authority
    Labor Code 4610.6(c)-(d): the determination applies the standards and gives its reasons. A
    contradiction on the page is a matter of ordinary knowledge (Labor Code 4610.6(h)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.prose import Passage
from assistant.letters.models import Issue
from assistant.terms import find_drugs, find_services
from assistant.text import spotted_phrases, stems
from assistant.text.patterns import expression

RULE = Rule(
    name="last-reason-contrary",
    severity="warning",
    family="conclusion",
    summary="the reason right before the conclusion says the contrary of it",
    authority="Labor Code 4610.6(c)-(d)",
    ordinary_knowledge=True,
)

_NOT = stems("not", "no", "none", "without")
_NOT_RECOMMENDED = expression(
    r"\b(?:is|are|was|were) not (?:\w+ly )?(?:recommended|supported|advised|indicated)\b"
    r"|\b(?:does|do|did) not (?:recommend|support|advise)\b|\brecommends? against\b",
    re.IGNORECASE,
)
_NOT_SHOWN = expression(
    r"\A(?:(?:There (?:is|was|are|were|has been|have been) no|No) (?:[\w-]{1,16} ){0,4}?"
    r"(?:documentation|evidence|improvement|gains?|benefit|indication|findings?|signs?)\b"
    r"|[^.]{0,90}\b(?:(?:has|have|had) not been (?:tried|exhausted|documented|shown|attempted|"
    r"established|demonstrated)\b"
    r"|(?:is|are|was|were) not (?:documented|recorded|described|demonstrated)\b"
    r"|(?:does|do|did) not (?:have|show|demonstrate|document) (?:such|these|this|any)\b"
    r"|(?:is|are|was|were) not (?:\w+ly )?(?:reasonable|appropriate|warranted|justified|advisable|"
    r"needed)(?=[.,;]|$)))",
    re.IGNORECASE,
)
_TURNED = spotted_phrases(
    "unless", "except\\w*", "without", "until", "routine\\w*", "alone", "solely", "sole", "only",
    "first[- ]line", "other than", "longer", "if", "when", "where", "but", "however", "although",
    "though", "while", "yet", "nevertheless", "nonetheless", "despite", "instead", "red flags?",
    "prior", "previous", "contraindicat\\w+", "surgery", "as an? (?:stand|primary|isolated)",
    "side effects?", "adverse", "aberran\\w+", "abuse", "misuse", "toxicity", "fractures?",
    "progress\\w*", "more than",
)  # fmt: skip
_SHOWN = expression(
    r"There (?:is|was|are|were|has been) (?:clear|objective|ample|sufficient|adequate|significant) "
    r"(?:[\w-]{1,16} ){0,3}?(?:documentation|evidence|improvement|gains?|benefit)\b"
    r"|(?:Clear |Objective |Significant )?[Ff]unctional (?:improvement|gain)s? "
    r"(?:is|was|are|were|has been|have been) (?:\w+ly |well )?(?:documented|recorded|shown)\b"
    r"|(?:An? |The |This |Such )(?:\w+ ){1,3}(?:is|are|was|were) (?:\w+ly )?"
    r"(?:reasonable|appropriate|warranted|justified|advisable|needed)\.",
)
_CONCESSION = expression(
    r"(?:However|But|Nevertheless|Nonetheless|Yet|Still|In this case|Given|Although|Despite|"
    r"While)\b"
)


def check(context: Context) -> Iterator[Verdict]:
    """At most one verdict on each item that is granted."""
    for issue, claims in context.items:
        passage, conclusion = claims.passage, claims.conclusion
        if passage is None or conclusion is None:
            continue
        if conclusion.necessary != (issue.outcome == "overturned"):
            continue
        last = passage.sentence_index(conclusion.subject[1])
        denied = conclusion.necessary and passage.begin(_NOT)
        for index in range(0 if denied else max(last - 1, 0), last):
            reason = _reason(passage, index, issue, before_conclusion=index == last - 1)
            after = passage.sentence(index + 1)
            if reason is None or (index + 1 < last and _CONCESSION.match(after)):
                continue
            start, _ = passage.bounds(index)
            yield Flaw(
                span=passage.span(start + reason.start(), start + reason.end()),
                issue=issue.number,
                message=f"the item is {issue.outcome} right after a reason for the contrary",
                expected=f"a reason why it is {issue.outcome}",
                found=reason.group(),
                related=(context.in_letter(issue.outcome_span),) if issue.outcome_span else (),
                help="correct the reason or the outcome, or say what outweighs the reason",
            )
            break


def _reason(
    passage: Passage, index: int, issue: Issue, *, before_conclusion: bool
) -> re.Match[str] | None:
    """What sentence `index` denies of the treatment, if it does so without condition."""
    sentence = passage.sentence(index)
    if not before_conclusion and "not" not in sentence and "gainst" not in sentence:
        return None
    if _TURNED.search(passage.words, *passage.bounds(index)):
        return None
    if issue.outcome == "upheld":
        return _SHOWN.match(sentence)
    denied = _NOT_RECOMMENDED.search(sentence)
    if denied and _names(sentence, issue):
        return denied
    return _NOT_SHOWN.match(sentence) if before_conclusion else None


def _names(sentence: str, issue: Issue) -> bool:
    """Whether the sentence names the item's drug, or a service of its kind."""
    titled = {one.generic for one in find_drugs(issue.title)}
    if titled:
        return any(one.generic in titled for one in find_drugs(sentence))
    return any(one.service == issue.service for one in find_services(sentence))
