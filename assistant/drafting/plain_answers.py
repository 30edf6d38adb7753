"""Answers to plain questions without a model: which tool a question asks for, by its words.

Nothing is made up: an answer is what a tool returns, with its place. What the records do not speak
of is said to be so, and what no tool answers is said to need a model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.asking import items_named
from assistant.drafting.chat import Event, finding_events, limit_events, passage_events, told
from assistant.drafting.lines import Told
from assistant.drafting.plain_edits import edit_without_model
from assistant.drafting.telling import topic_of
from assistant.drafting.tools import CaseTools
from assistant.drafting.topics import Topic, topics_of
from assistant.drafting.wording import service_name
from assistant.errors import InvalidField
from assistant.retrieval.analysis import concepts

_CODE = re.compile(r"\b[A-Z]{3}\d{3}\b", re.IGNORECASE)
_GUIDELINE = re.compile(
    r"\b(?:guidelines?|mtus|odg|acoem|passages?|recommend\w*|sections?|chapters?|editions?|"
    r"limits?|criteri(?:a|on)|govern\w*|allow(?:s|ed)?|supported|maximum|"
    r"how many .{0,30}\b(?:may|can|are allowed))\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:change|alter|affect) (?:the |this |that )?(?:outcome|decision|result)\b|\boutcome\b|"
    r"\bsuggest\w*\b|\bwhat (?:is|'s) (?:the )?decision\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\bnot (met|documented|applicable)\b|\b(?:are|is|were) (met)\b", re.IGNORECASE
)
_FINDINGS = re.compile(
    r"\b(?:findings?|errors?|warnings?|flagged)\b(?! (?:on|of|at) (?:exam|the exam))|"
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
    r"is (?:it|this|the request|the care) (?:medically )?(?:necessary|appropriate|right)|"
    r"who (?:wins|is right))\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_STUDIES = frozenset({"mri", "xray", "ct", "emg_ncs"})
_MOST_FACTS = 8
_LITTLE = 0.35
_QUOTED = re.compile(r"\"([^\"]{3,})\"")
_MODEL = "An answer in words needs a model."


def answer_without_model(tools: CaseTools, text: str) -> Iterator[Event]:
    """The answer of the tool that the words of the question ask for.

    Raises `InvalidField` for an item that the case does not have.
    """
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
    return _answer(tools, text.strip(), numbers)


def _answer(tools: CaseTools, text: str, numbers: list[int]) -> Iterator[Event]:
    """What is asked for, by the first of these forms that fits the words."""
    asked = _GUIDELINE.search(text) is not None
    if _SUMMARY.search(text):
        return _summary(tools, text)
    if _JUDGEMENT.search(text):
        return _judged(tools, numbers)
    if _FINDINGS.search(text):
        return finding_events(tools)
    if asked and _VERDICT.search(text):
        return _criteria(tools, text, numbers)
    if _OUTCOME.search(text):
        return _outcomes(tools, numbers)
    if asked or (numbers and not topics_of(text) and not _MISSING.search(text)):
        return _guideline(tools, text, numbers)
    return _missing(tools) if _MISSING.search(text) else _from_records(tools, text)


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
        yield from limit_events(tools, number)
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
        yield Event(kind="text", text=f"The first {most} of {len(own)} sentences. {_MODEL}")


def _from_records(tools: CaseTools, text: str) -> Iterator[Event]:
    topics = topics_of(text)
    shown: list[Told] = []
    if any(one.field == "visits" for one in topics):
        shown += tools.visits_so_far()
    for topic in topics:
        shown += _facts(tools, topic, text)
    shown = list(dict.fromkeys(shown))[: _MOST_FACTS * max(len(topics), 1)]
    studies = _studies_named(text)
    words = "" if studies else " ".join(one.words for one in topics)
    kinds = frozenset(kind for one in topics for kind in one.kinds)
    near = [one for one in tools.sentences(text, words, kinds) if not _held(one, shown)]
    if shown:
        yield from told(shown, "")
    read = {getattr(one.value, "study", None) for one in tools.facts_of("imaging")}
    for study in studies:
        if study not in read:
            name = service_name(study).removeprefix("the ")  # type: ignore[arg-type]  # a service
            yield Event(kind="text", text=f"{name}: no result was read from the records")
    if near:
        yield Event(kind="text", text="Also in the records:" if shown else "In the records:")
        yield from told(near, "")
    if not shown and not near and not studies:
        about = f"on {', '.join(one.name for one in topics)}" if topics else "of that"
        yield Event(
            kind="text",
            text=f"Not documented: by the words of the question the records say nothing {about}. "
            f"{_MODEL}",
        )


def _facts(tools: CaseTools, topic: Topic, text: str) -> list[Told]:
    """The facts of a topic: those that speak of what the question names, else all of them."""
    facts = tools.facts_of(topic.field)
    lines = tools.told_of(topic.field)
    studies = _studies_named(text)
    if topic.field == "imaging" and studies:
        return [
            line
            for fact, line in zip(facts, lines, strict=True)
            if getattr(fact.value, "study", None) in studies
        ]
    named = concepts(text)
    return [line for line in lines if named & concepts(line.text)] or lines


def _studies_named(text: str) -> list[str]:
    """The imaging and nerve studies that a question names."""
    named = {one.removeprefix("service:") for one in concepts(text) if one.startswith("service:")}
    return sorted(named & _STUDIES)


def _held(one: Told, shown: list[Told]) -> bool:
    """Whether a sentence says little but what facts shown already quote."""
    left = one.text.strip('"')
    for own in shown:
        if own.where == one.where:
            if left in own.text:
                return True
            for quote in _QUOTED.findall(own.text):
                left = left.replace(quote, " ")
    return len(" ".join(left.split())) < _LITTLE * len(one.text)
