"""Edits asked for in plain words, without a model: which proposal a request comes to.

An outcome with its reason, words to replace, add or take out, an item made shorter, a fact to be
named: each becomes a proposal of words that the reviewer gave or that stand in the draft and its
facts. What would need words of somebody's own is said to need a model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.asking import (
    OUTCOME,
    items_about,
    items_named,
    names_summary,
    outcome_wanted,
    quoted_in,
)
from assistant.drafting.declining import NEVER, OWN_WORDS, needs_model, never
from assistant.drafting.events import Event
from assistant.drafting.models import DraftItem, Statement
from assistant.drafting.shortening import facts_named, shortened
from assistant.drafting.tools import CaseTools

_POLITE = re.compile(
    r"^(?:(?:please|kindly|now|ok(?:ay)?|then|and|can you|could you|would you|will you|i want "
    r"(?:you )?to|i(?:'d| would) like (?:you )?to|let'?s|let us|go ahead and|you should|no|nah|yes|"
    r"just|actually|instead)\b[\s,]*)+",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:change|set|make|mark|switch|turn|flip|decide|call|put|move|revise|amend|propose)\b",
    re.IGNORECASE,
)
_DECIDE = re.compile(
    r"(?:uphold|overturn|part(?:ial|ly|ially)? (?:overturn|uphold)|reverse|deny|approve|modify|"
    r"grant)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"\b(?:should|must|ought to|has to|needs to) (?:rather |really |instead )?be\b", re.IGNORECASE
)
_REPLACE = re.compile(r"(?:replace|change|edit|correct|swap|substitute|make|turn)\b", re.IGNORECASE)
_EVERYWHERE = re.compile(
    r"\b(?:everywhere|throughout|all (?:occurrences|places)|each time)\b", re.IGNORECASE
)
_ADD = re.compile(
    r"(?:(?:add|insert|append|mention|include|note|name|state|say)\b|"
    r"(?:write|put)\b(?= (?:(?:it |this )?(?:in|into|to|under) )?(?:(?:item|issue|#) ?\d+ )?"
    r"(?:that\b|[\"“])))(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_WHERE_TO = re.compile(
    r"^\s*(?:also\s+)?(?:(?:a|one|the following) (?:sentence|line|statement)\s*)?"
    r"(?:(?:to|in|into|for|under|at the end of)\s+(?:the )?(?:item|issue|request)?\s*#?(?:\d{1,3}|"
    r"(?:\w+ )?(?:item|issue|summary|rationale)(?: (?:of|for) item \d{1,3})?)\s*)?[:,]?\s*"
    r"(?:that\s+|saying(?: that)?\s+|stating(?: that)?\s+)?",
    re.IGNORECASE,
)
_WHERE_AFTER = re.compile(
    r"\s*\b(?:to|in|into|under)\s+(?:the )?(?:item|issue|request)\s*#?\d{1,3}\s*[.!]?$|"
    r"\s*\b(?:to|in|into) the summary\s*[.!]?$",
    re.IGNORECASE,
)
_REMOVE = re.compile(r"(?:delete|remove|drop|cut|omit|strike|take out|leave out)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"\b(first|second|third|fourth|fifth|last) sentence\b", re.IGNORECASE)
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
_REDRAFT = re.compile(
    r"(?:(?:(?:it(?:'s| is)|item \d+ is|#\d+ is) )?(?:too long|too wordy)|re-?draft|re-?write|redo|"
    r"shorten|condense|trim|tighten|abridge|(?:.{0,30}\b)?(?:shorter|briefer|more concise)|"
    r"cut (?:it|item \d+|#?\d+|this|that)? ?(?:down|short))\b",
    re.IGNORECASE,
)


def edit_without_model(tools: CaseTools, text: str) -> Iterator[Event] | None:
    """The events of the edit that `text` asks for; None where it asks for none.

    A proposal that comes of it is told by the chat, which learns of it from `tools`.
    """
    request = _POLITE.sub("", text.strip())
    asks = text.strip().endswith("?") and request == text.strip()
    if NEVER.search(request) and not asks:
        return never()
    if asks:
        return None
    if OWN_WORDS.search(request):
        return needs_model()
    if _REDRAFT.match(request):
        return _redraft(tools, request)
    quoted = quoted_in(request)
    if _REMOVE.match(request) and not _REDRAFT.match(request):
        return _remove(tools, request, quoted)
    if _REPLACE.match(request) and len(quoted) == 2:
        return _replace(tools, request, quoted[0], quoted[1])
    decides = (_CHANGE.match(request) and OUTCOME.search(request)) or _DECIDE.match(request)
    if decides or (_SHOULD.search(request) and OUTCOME.search(request)):
        return _outcome(tools, request)
    added = _ADD.match(request)
    if added:
        return _add(tools, request, added["rest"])
    if _CHANGE.match(request) or _REPLACE.match(request):
        return needs_model()
    return None


def _which(tools: CaseTools) -> Iterator[Event]:
    titles = "; ".join(f"{one.number}: {one.title}" for one in tools.draft().items)
    yield Event(kind="text", text=f"Which item? Say it with its number. {titles}")


def _one_item(tools: CaseTools, text: str) -> int | None:
    """The item that is named by its number or its service or drug, or the only one."""
    count = len(tools.case.disputed_items)
    named = items_named(text, count)
    if len(named) == 1:
        return named[0]
    if count == 1 and not named:
        return 1
    about = items_about(text, [one.title for one in tools.case.disputed_items])
    return about[0] if len(about) == 1 and not named else None


def _part(tools: CaseTools, text: str) -> int | None:
    """The item that is named, else 0 for the summary, else the only item."""
    if names_summary(text) and not items_named(text, len(tools.case.disputed_items)):
        return 0
    return _one_item(tools, text)


def _outcome(tools: CaseTools, text: str) -> Iterator[Event]:
    number = _one_item(tools, text)
    wanted = outcome_wanted(text)
    if number is None or wanted is None:
        yield from _which(tools)
        return
    item = _item(tools, number)
    why = _sentence(wanted.why)
    if not why and item is not None:
        speaks = [row for row in item.criteria if row.verdict == "met" and row.decisive]
        if wanted.outcome == item.outcome:
            yield Event(kind="text", text=f"The draft suggests {_told(item.outcome)} already.")
        elif speaks and wanted.outcome != "upheld":
            why = _sentence(f"The record meets what is asked: {speaks[0].finding}")
        else:
            yield Event(
                kind="text",
                text=f"The criteria give no reason for {_told(wanted.outcome)}: {item.reason}. "
                'Name yours: /change with the number of the proposal and "the reason".',
            )
    tools.propose_edit(number, new=why, outcome=wanted.outcome, why=why)


def _told(outcome: str | None) -> str:
    return (outcome or "no outcome").replace("_", " ")


def _item(tools: CaseTools, number: int) -> DraftItem | None:
    return next((one for one in tools.draft().items if one.number == number), None)


def _replace(tools: CaseTools, text: str, old: str, new: str) -> Iterator[Event]:
    if _EVERYWHERE.search(text):
        yield Event(kind="text", text="An edit is of one place: say the words around it too.")
    part = _part_with(tools, text, old)
    if part is None:
        yield Event(
            kind="text",
            text=f'"{old}" does not stand once in one part of the draft; quote more words of it, '
            "or name the item.",
        )
        return
    tools.propose_edit(part, old, new)


def _part_with(tools: CaseTools, text: str, old: str) -> int | None:
    """The part of the draft in which words stand once, of those named or of all."""
    count = len(tools.case.disputed_items)
    parts = items_named(text, count) or ([0] if names_summary(text) else list(range(count + 1)))
    words = " ".join(old.split())
    holding = [
        part
        for part in parts
        if " ".join(one.text for one in _statements(tools, part)).count(words) == 1
    ]
    return holding[0] if len(holding) == 1 else None


def _statements(tools: CaseTools, part: int) -> list[Statement]:
    return [one for one in tools.draft().statements if (one.issue or 0) == part]


def _add(tools: CaseTools, text: str, rest: str) -> Iterator[Event]:
    part = _part(tools, text)
    if part is None:
        yield from _which(tools)
        return
    words = _WHERE_AFTER.sub("", _WHERE_TO.sub("", rest, count=1)).strip()
    quoted = quoted_in(words)
    named = facts_named(tools, words)
    if named.asked and not quoted:
        if named.missing:
            yield Event(kind="text", text=f"Not documented: {', '.join(named.missing)}.")
        if named.sentences:
            tools.propose_edit(part, new=" ".join(named.sentences))
        return
    new = _sentence(quoted[0] if quoted else words)
    if len(new.split()) < 3:
        yield Event(kind="text", text="Say the words to add, as: add to item 1 that …")
        return
    tools.propose_edit(part, new=new)


def _remove(tools: CaseTools, text: str, quoted: list[str]) -> Iterator[Event]:
    if quoted:
        yield from _replace(tools, text, quoted[0], "")
        return
    part = _part(tools, text)
    place = _SENTENCE.search(text)
    if part is None or place is None:
        yield Event(kind="text", text="Quote the words to take out, or say which sentence it is.")
        return
    own = _statements(tools, part)
    at = _PLACES[place.group(1).lower()]
    if at >= len(own) or (part and at in {-1, len(own) - 1}):
        yield Event(
            kind="text",
            text="The closing sentence states the decision and stays with it; another outcome "
            "changes it."
            if at < len(own)
            else f"That part has {len(own)} sentences.",
        )
        return
    tools.propose_edit(part, own[at].text, "")


def _redraft(tools: CaseTools, text: str) -> Iterator[Event]:
    part = _part(tools, text)
    if part is None:
        yield from _which(tools)
        return
    made = shortened(tools, part, text)
    if made.missing:
        yield Event(kind="text", text=f"Not documented: {', '.join(made.missing)}.")
    if made.unknown:
        yield Event(
            kind="text",
            text=f"Not added: no fact of the records is called {made.unknown}; say its words, as: "
            "add to item 1 that …",
        )
    if made.new == made.old:
        yield Event(
            kind="text",
            text="No sentence of it can go without a finding. To say it in fewer words needs a "
            "model.",
        )
        return
    tools.propose_edit(part, made.old, made.new)


def _sentence(words: str) -> str:
    """Words as a sentence: a capital first, a full stop last."""
    words = " ".join(words.split()).strip(" ,;:")
    if not words:
        return ""
    words = words[0].upper() + words[1:]
    return words if words.endswith((".", "!", "?", ".”", '."')) else f"{words}."
