"""What a section says of a service as such: that it is not recommended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment
from assistant.drafting.documented import look, proses_of, quoted, recorded
from assistant.drafting.models import Criterion
from assistant.drafting.requirements import DECIDING, asked_of, relevant_passages
from assistant.drafting.supports import from_case, from_passage, from_source
from assistant.text.patterns import expression

_AGAINST = expression(
    r"(?:p\. \d{1,4}: )?(?P<what>[\w/-]{2,30}(?: (?:injections?|supports?|units?))?)"
    r" not recommended\b"
    r"(?! (?:as|for|in|without|before|beyond|unless)\b)",
    re.IGNORECASE,
)

_CLEAR_ALREADY = expression(
    r"not (?:needed|necessary)[^.]{0,30} radiculopathy is (?:already )?(?:clinically )?"
    r"(?:clear|obvious)|radiculopathy is obvious they add little",
    re.IGNORECASE,
)
_SIGNS = (
    expression(r"\breflex\w*[^.;\n]{0,30}\b(?:absent|diminished|decreased|reduced)", re.IGNORECASE),
    expression(
        r"\b(?:absent|diminished|decreased|reduced)[^.;\n]{0,20} (?:reflex|jerk)", re.IGNORECASE
    ),
    expression(r"\b[0-4][+-]?/5\b"),
    expression(
        r"\b(?:sensation|pinprick|light touch)[^.;\n]{0,20} (?:decreased|reduced|diminished|absent)"
        r"|\b(?:decreased|reduced|diminished) (?:sensation|pinprick|light touch)",
        re.IGNORECASE,
    ),
)
_ROOT = expression(
    r"\bradiculopath\w+|\b(?:contact|compress|displac|imping|press)\w*[^.\n]{0,40}\broots?\b",
    re.IGNORECASE,
)
_ENOUGH = 2
"""Kinds of signs of one root, reflex, strength or sensation, that make it clear without a test."""


def open_question_rows(item: Assessment, case: CaseFile) -> Iterator[Criterion]:
    """For nerve tests: whether the examination leaves a question, where the section asks that."""
    if item.service != "emg_ncs":
        return
    passage = next(
        (
            one
            for one in relevant_passages(item)
            if _CLEAR_ALREADY.search(" ".join(one.text.split()))
        ),
        None,
    )
    if passage is None:
        return
    proses = proses_of(case)
    named = look(_ROOT, proses)
    seen = [found for sign in _SIGNS if (found := look(sign, proses)) and not found.denied]
    if named is None or named.denied or len(seen) < _ENOUGH:
        return
    yield Criterion(
        name="a question that the examination leaves open",
        asks="findings that leave the root in doubt: the test is not needed where it is clear",
        verdict="not met",
        decisive=passage.verification in DECIDING,
        finding=f"{recorded(seen[0].source)} records signs that name the root already: "
        f'"{quoted(seen[0].source)}"',
        answer="what the examination leaves in doubt, and how the test would change treatment",
        supports=(from_passage(passage), *(from_source(one.source) for one in seen)),
    )


def standing_rows(item: Assessment) -> Iterator[Criterion]:
    """A row where a section does not recommend, without condition, what the title names."""
    title = item.item.title
    for passage in relevant_passages(item):
        for asked in asked_of(passage, item.service):
            found = _AGAINST.match(asked)
            if found is None:
                continue
            words = [word.rstrip("s") for word in found["what"].split()]
            if not all(re.search(rf"\b{re.escape(word)}", title, re.IGNORECASE) for word in words):
                continue
            field = f"disputed_items[{item.number - 1}].title"
            yield Criterion(
                name="recommendation of the section",
                asks="that the section recommends it",
                verdict="not met",
                decisive=passage.verification in DECIDING,
                finding=f"the section does not recommend {found['what']}",
                answer="a reason why the section does not apply",
                supports=(from_passage(passage), from_case(field, title)),
            )
            return
