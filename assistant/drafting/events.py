"""The pieces that an answer of the chat is made of, and those that several answers share."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

from assistant.drafting.edits import Proposal
from assistant.drafting.lines import Told
from assistant.drafting.tools import CaseTools
from assistant.retrieval.analysis import stems
from assistant.text import Value


class Event(Value):
    """A piece of an answer.

    kind   "text" is prose; "source" a line with its place; "tool" a tool that a model called;
           "proposal" an edit that waits; "changed" the draft was rewritten; "error" what failed
    where  record and page, or the id of a passage or limit
    """

    kind: Literal["text", "source", "tool", "proposal", "changed", "error"]
    text: str
    where: str = ""
    proposal: Proposal | None = None


def told(lines: list[Told], none: str) -> Iterator[Event]:
    """Lines with their places, or that there is none."""
    for one in lines:
        yield Event(kind="source", text=one.text, where=one.where)
    if not lines:
        yield Event(kind="text", text=none)


def limit_events(tools: CaseTools, item: int, words: Set[str] = frozenset()) -> Iterator[Event]:
    """The governing limit of an item, the limits beside it, why, and its criteria.

    One beside it that speaks of `words`, stems of the question, comes first.
    """
    found = tools.governing_limit(item)
    told = [(found["answer"], found["id"] or "")]
    told += [(one["says"], one["id"]) for one in found["beside"]]
    for text, where in sorted(told, key=lambda one: -len(words & set(stems(one[0])))):
        yield Event(kind="source", text=text, where=where)
    for reason in found["reasons"]:
        yield Event(kind="text", text=f"- {reason}")
    for row in found["criteria"]:
        text = f"{row['asks']}: {row['verdict']} ({row['finding']})"
        yield Event(kind="text", text=text)


def passage_events(tools: CaseTools, words: str) -> Iterator[Event]:
    """Guideline passages with their ids."""
    for one in tools.search_guidelines(words) if words else ():
        text = f"{one['citation']}: {' '.join(one['text'].split())}"
        yield Event(kind="source", text=text, where=one["id"])


def finding_events(tools: CaseTools) -> Iterator[Event]:
    """The findings of the check of the letter."""
    found = tools.check_draft()
    for one in found:
        item = f", item {one['item']}" if one["item"] else ""
        text = f"{one['severity']} {one['code']}: {one['message']}; expected {one['expected']}"
        yield Event(kind="source", text=text, where=f"draft.md, line {one['line']}{item}")
    if not found:
        yield Event(kind="text", text="the check finds nothing: no error and no warning")
