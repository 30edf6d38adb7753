"""Answers to plain questions without a model: which tool a question asks for, by its words.

Nothing is made up: an answer is what a tool returns, with its place. What the records do not speak
of is said to be so, and what no tool answers is said to need a model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.asking import items_about, items_named
from assistant.drafting.events import Event, finding_events, limit_events, passage_events, told
from assistant.drafting.following import in_context
from assistant.drafting.plain_edits import edit_without_model
from assistant.drafting.reckoning import reckoned
from assistant.drafting.record_answers import NEEDS_MODEL, from_records, specific
from assistant.drafting.shorthand import spelled_out
from assistant.drafting.speaking import own_words
from assistant.drafting.telling import topic_of
from assistant.drafting.tools import CaseTools
from assistant.drafting.topics import topics_of
from assistant.drafting.undoing import Reject, taken_back
from assistant.drafting.wording import service_name
from assistant.errors import InvalidField

_CODE = re.compile(r"\b[A-Z]{3}\d{3}\b", re.IGNORECASE)
_GUIDELINE = re.compile(
    r"\b(?:guidelines?|mtus|odg|acoem|passages?|recommend\w*|sections?|chapters?|editions?|"
    r"limits?|criteri(?:a|on)|govern\w*|allow(?:s|ed)?|supported|maximum|caps?|"
    r"(?:how long|how many|how much)\b.{0,40}\b(?:(?:may|can) (?:be|he|she|they|i|we|one)|"
    r"are allowed|ok(?:ay)?|too (?:long|many)|"
    r"acceptable|reasonable|normal|usual)|"
    r"(?:post-?op\w*|post-?surgical) (?:period|window)|flare-?(?: |-)?ups?)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\bwhy\b.{0,40}\b(?:upheld|overturned|uphold|overturn|left open|suggest\w*)\b|"
    r"\b(?:change|alter|affect) (?:the |this |that )?(?:outcome|decision|result)\b|\boutcome\b|"
    r"\bsuggest\w*\b|\bwhat (?:is|'s) (?:the )?decision\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\bnot (met|documented|applicable)\b|\b(?:are|is|were) (met)\b", re.IGNORECASE
)
_FINDINGS = re.compile(
    r"\b(?:findings?|errors?|warnings?|flagged|flags?|underlined|marked|highlighted)\b"
    r"(?! (?:on|of|at) (?:exam|the exam))|"
    r"\b(?:is|are|was|in|turn(?:ed)?|goes|that|this|it) (?:all )?(?:red|yellow|orange)\b|"
    r"\b(?:pass|run|result of) the check\b|\bcheck (?:the )?(?:letter|draft)\b",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b(?:missing|lacking|lacks?|absent|not on (?:file|record)|gaps?)\b", re.IGNORECASE
)
_SUMMARY = re.compile(
    r"\bsummar(?:y|i[sz]e)\b|\boverview\b|\btell me about (?:the|this) case\b", re.IGNORECASE
)
_LENGTH = re.compile(r"\b(\d|two|three|four|five) sentences?\b", re.IGNORECASE)
_JUDGEMENT = re.compile(
    r"^(?:will|would|should|shall|do you (?:think|believe|feel)|what do you think|in your opinion|"
    r"(?:what|how much|how|where|when|who) (?:would|do|did|will|can|could) you|are you|have you|"
    r"is (?:it|this|the request|the care) (?:medically )?(?:necessary|appropriate|right)|"
    r"who (?:wins|is right))\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_NUMBERED = re.compile(
    r"(?:\b(?:item|issue|request|number|no\.)\s*#?|#)\s*\d{1,3}\b", re.IGNORECASE
)


def answer_without_model(
    tools: CaseTools, text: str, before: str, reject: Reject
) -> Iterator[Event]:
    """The answer of the tool that the words of the question ask for.

    `before` is the question that it follows; `reject` is called with a proposal taken back. Raises
    `InvalidField` for an item that the case does not have.
    """
    back = taken_back(tools, text, reject)
    if back is not None:
        return back
    count = len(tools.case.disputed_items)
    numbers = items_named(text, count)
    for number in numbers:
        if not 1 <= number <= count:
            raise InvalidField("chat", "item", f"1 to {count}", number)
    code = _CODE.search(text)
    if code:
        return _explained(tools, code.group())
    edit = edit_without_model(tools, text)
    if edit is not None:
        return edit
    known = tools.vocabulary
    asked = spelled_out(text.strip(), known)
    return _answer(tools, in_context(asked, spelled_out(before, known)), numbers)


def _answer(tools: CaseTools, text: str, numbers: list[int]) -> Iterator[Event]:
    """What is asked for, by the first of these forms that fits the words."""
    about = numbers or items_about(text, [one.title for one in tools.case.disputed_items])
    count = reckoned(tools, text, _items(tools, about))
    if count is not None:
        return count
    asked = _GUIDELINE.search(text) is not None
    if _SUMMARY.search(text):
        return _summary(tools, text)
    if _JUDGEMENT.search(text):
        return _judged(tools, numbers)
    if _FINDINGS.search(text):
        return finding_events(tools)
    if asked and _VERDICT.search(text):
        return _criteria(tools, text, about)
    if _OUTCOME.search(text):
        return _outcomes(tools, numbers)
    bare = numbers and not topics_of(text) and not own_words(_NUMBERED.sub(" ", text))
    if asked or (bare and not _MISSING.search(text)):
        return _guideline(tools, text, about)
    if _MISSING.search(text):
        return _missing(tools)
    titles = " ".join(tools.case.disputed_items[one - 1].title for one in numbers)
    return from_records(tools, _NUMBERED.sub(" ", text) if numbers else text, titles)


def _explained(tools: CaseTools, code: str) -> Iterator[Event]:
    yield Event(kind="text", text=tools.explain(code))
    wanted = [one for one in tools.check_draft() if one["code"] == code.upper()]
    for one in wanted:
        said = f'"{one["words"]}": expected {one["expected"]}, found {one["found"]}'
        yield Event(kind="source", text=said, where=f"draft.md, line {one['line']}")
    if not wanted:
        yield Event(kind="text", text="The check of the letter as it stands does not give it.")


def _items(tools: CaseTools, numbers: list[int]) -> list[int]:
    return numbers or list(range(1, len(tools.case.disputed_items) + 1))


def _guideline(tools: CaseTools, text: str, numbers: list[int]) -> Iterator[Event]:
    """The governing limit of each item, why, its criteria; the passages nearest to the words."""
    for number in _items(tools, numbers):
        yield from limit_events(tools, number, specific(text))
    services = [
        service_name(tools.draft().items[one - 1].service) for one in _items(tools, numbers)
    ]
    yield from passage_events(tools, " ".join([text, *dict.fromkeys(services)]))


def _criteria(tools: CaseTools, text: str, numbers: list[int]) -> Iterator[Event]:
    verdicts = {f"not {no}".lower() if no else "met" for no, _ in _VERDICT.findall(text)}
    for number in _items(tools, numbers):
        rows = tools.draft().items[number - 1].criteria
        chosen = [row for row in rows if row.verdict in verdicts]
        for row in chosen:
            said = f"item {number}: {row.asks}: {row.verdict} ({row.finding})"
            yield Event(kind="text", text=said)
        if not chosen:
            yield Event(kind="text", text=f"item {number}: none is {' or '.join(sorted(verdicts))}")


def _outcomes(tools: CaseTools, numbers: list[int]) -> Iterator[Event]:
    """What is suggested for each item, why, and what would change it."""
    for number in _items(tools, numbers):
        item = tools.draft().items[number - 1]
        suggested = (item.outcome or "left open").replace("_", " ")
        yield Event(kind="text", text=f"Item {number}, {item.title}: {suggested}; {item.reason}.")
        for one in item.would_change:
            yield Event(kind="text", text=f"- would change it: {one}")


def _judged(tools: CaseTools, numbers: list[int]) -> Iterator[Event]:
    yield Event(
        kind="text",
        text="That cannot be answered from records and guidelines: the reviewer judges. What the "
        "criteria come to:",
    )
    yield from _outcomes(tools, numbers)


def _missing(tools: CaseTools) -> Iterator[Event]:
    """What would change an outcome, what no record documents, and what could not be read."""
    for one in tools.case.unread:
        yield Event(kind="text", text=f"could not be read: {one.name}: {one.reason}")
    yield from _outcomes(tools, [])
    gone = [topic_of(one) for one in tools.undocumented()]
    if gone:
        yield Event(kind="text", text=f"Nothing read from the records on: {', '.join(gone)}.")
    yield from told(tools.sentences("missing records not received not enclosed copy page lost"), "")


def _summary(tools: CaseTools, text: str) -> Iterator[Event]:
    """The summary of the draft, as many of its sentences as are asked for."""
    own = [one for one in tools.draft().statements if one.issue is None]
    found = _LENGTH.search(text)
    word = found.group(1).lower() if found else ""
    most = (_NUMBERS.get(word) or int(word)) if word else len(own)
    for one in own[:most]:
        places = [
            f"{support.document}, page {support.page}"
            for support in one.supports
            if support.kind == "record"
        ]
        yield Event(kind="source", text=one.text, where=places[0] if places else "case.json")
    if word and len(own) > most:
        yield Event(kind="text", text=f"The first {most} of {len(own)} sentences. {NEEDS_MODEL}")
