"""Answers to plain questions without a model: which tool a question asks for, by its words.

Nothing is made up: an answer is what a tool returns, with its place, and a question that no tool
answers is said to need a model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.chat import Event, finding_events, limit_events, passage_events, told
from assistant.drafting.tools import CaseTools, Told
from assistant.drafting.wording import service_name

_CODE = re.compile(r"\b[A-Z]{3}\d{3}\b", re.IGNORECASE)
_ITEM = re.compile(r"\bitem (\d{1,3})\b", re.IGNORECASE)
_NEEDS_MODEL = re.compile(
    r"\b(?:re-?draft|rewrite|rephrase|shorten|shorter|longer|change|edit|replace|write|translate|"
    r"summari[sz]e|explain in)\b",
    re.IGNORECASE,
)
_GUIDELINE = re.compile(
    r"\b(?:guidelines?|mtus|odg|acoem|passage|recommend\w*|section|chapter)\b", re.IGNORECASE
)
_LIMIT = re.compile(r"\b(?:limit|criteria|governs?|allowed|supported|how many)\b", re.IGNORECASE)
_FINDINGS = re.compile(r"\b(?:findings?|errors?|warnings?|flagged|check)\b", re.IGNORECASE)
_TOPICS = (
    ("visits", r"\bvisits?|sessions?|treatments? (?:so far|to date)|how many"),
    ("work status", r"\bwork(?:ing)? status|off work|duty|restrictions"),
    ("diagnoses", r"\bdiagnos"),
    ("surgeries", r"\bsurger|operat"),
    ("function", r"\bfunction"),
    ("results", r"\bhelp(?:ed)?|benefit|improve|result"),
    ("complaints", r"\bpain|complain|symptom"),
    ("requests", r"\brequest|rfa\b"),
    ("ur decisions", r"\butili[sz]ation|\bur\b|denied|denial"),
    ("age", r"\bage\b|how old"),
    ("injury date", r"\binjur"),
)
_WITHOUT = "Without a model: commands (/help), facts, records, limits, passages and findings. "


def answer_without_model(tools: CaseTools, text: str) -> Iterator[Event]:
    """The answer of the tool that the words of the question ask for."""
    code = _CODE.search(text)
    if code:
        yield Event(kind="text", text=tools.explain(code.group()))
        wanted = [one for one in tools.check_draft() if one["code"] == code.group().upper()]
        for one in wanted:
            said = f'"{one["words"]}": expected {one["expected"]}, found {one["found"]}'
            yield Event(kind="source", text=said, where=f"draft.md, line {one['line']}")
        return
    if _NEEDS_MODEL.search(text):
        yield Event(
            kind="text",
            text=_WITHOUT + 'To write in other words needs a model; /edit ITEM "OLD" "NEW" and '
            "/outcome propose a change of your own.",
        )
        return
    if _FINDINGS.search(text):
        yield from finding_events(tools)
        return
    if _GUIDELINE.search(text):
        if _LIMIT.search(text) or _ITEM.search(text):
            yield from _limits(tools, text)
        services = [service_name(one.service) for one in tools.draft().items]
        yield from passage_events(tools, " ".join([text, *dict.fromkeys(services)]))
        return
    yield from _from_records(tools, text)


def _limits(tools: CaseTools, text: str) -> Iterator[Event]:
    named = _ITEM.search(text)
    numbers = range(1, len(tools.case.disputed_items) + 1)
    for number in [int(named.group(1))] if named else numbers:
        yield from limit_events(tools, number)


def _from_records(tools: CaseTools, text: str) -> Iterator[Event]:
    topics = [name for name, asks in _TOPICS if re.search(asks, text, re.IGNORECASE)]
    facts: list[Told] = []
    if "visits" in topics:
        yield from told(tools.visits_so_far(), "")
    for topic in topics:
        facts += [one for one in tools.facts() if one.text.startswith(topic)]
    if topics:
        yield from told(facts, f"Not documented in the records: {', '.join(topics)}.")
    if not topics or not facts:
        nearest = tools.record_pages(text)[:3]
        if nearest:
            yield Event(kind="text", text="Nearest in the records:")
        yield from told(nearest, "The case has no records.")
        yield Event(kind="text", text=_WITHOUT + "An answer in words needs a model.")
