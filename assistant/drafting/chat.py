"""The chat over one case: a question or command in, a stream of events out.

The engine knows no terminal and no page. Every answer says where it stands; an edit is a proposal
until the reviewer accepts it; what is said is kept with the case. Without a model the commands and
the plain questions still work, and the chat says what needs one.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.drafting.conversation import Conversation
from assistant.drafting.edits import OUTCOMES, Proposal
from assistant.drafting.events import (
    Event,
    finding_events,
    limit_events,
    passage_events,
    told,
)
from assistant.drafting.tools import CaseTools
from assistant.drafting.usage import Usage
from assistant.errors import ImrError, InputError, InvalidField
from assistant.letters.models import Outcome

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

HELP = """\
/facts [WORDS]            facts of the records, with their pages
/limit ITEM               the governing limit, why it governs, the criteria
/search WORDS             guideline passages in force on the day of decision
/records WORDS            stretches of the records, nearest first
/page DOCUMENT PAGE       one page of a record
/show                     the letter as it stands
/check                    the findings of its check
/why CODE                 what a finding's code stands for
/draft                    draft by template anew
/edit ITEM "OLD" "NEW"    propose to replace words (item 0: the summary; OLD "": add)
/outcome ITEM OUTCOME WHY propose another outcome
/proposals                proposals and what became of them
/accept N, /reject N      decide on a proposal
/change N "NEW"           propose the same edit in other words
/history                  what was said
/help                     this list
Anything else is a question."""

_CHANGING = frozenset({"draft", "edit", "outcome", "accept", "reject", "change"})
"""Commands that only who may propose is given."""


class Chat:
    """One conversation. `ask` may be given up at any point; what came until then is kept.

    `usage` is what a model has cost in it so far.
    """

    def __init__(
        self,
        folder: str | Path,
        model: BaseChatModel | None = None,
        who: str = "reviewer",
        *,
        tools: CaseTools | None = None,
        conversation: Conversation | None = None,
    ) -> None:
        """Open the case; `tools` and `conversation` are given where they are kept elsewhere.

        Raises what `read_case` raises.
        """
        self.tools = tools or CaseTools(folder)
        self.conversation = conversation or Conversation(self.tools.folder)
        self.tools.proposals[:] = self.conversation.proposals()
        self.model = model
        self.who = who
        self.usage = Usage()

    def ask(self, text: str) -> Iterator[Event]:
        """The events of the answer to a question or command; errors are events too."""
        text = text.strip()
        if not text:
            return
        self.conversation.add("asked", text)
        known = len(self.tools.proposals)
        said: list[str] = []
        try:
            for event in self._events(text):
                apart = "\n" if event.kind == "error" and said else ""
                said.append(f"{apart}{event.text}{f' [{event.where}]' if event.where else ''}")
                yield event
            for made in self.tools.proposals[known:]:
                self.conversation.add("proposal", proposal=made)
                yield _proposed(made)
        except ImrError as error:
            said.append(str(error))
            yield Event(kind="error", text=str(error))
        except (GeneratorExit, KeyboardInterrupt):
            said.append("(interrupted)")
            raise
        finally:
            whole = self.model is not None and not text.startswith("/")
            self.conversation.add("answered", ("" if whole else "\n").join(said))

    def _events(self, text: str) -> Iterator[Event]:
        if text.startswith("/"):
            name, _, rest = text[1:].partition(" ")
            if name in _CHANGING and not self.tools.proposes:
                raise InputError(f"/{name}: who reads and asks proposes nothing; a reviewer does")
            command = self._commands().get(name)
            if command is None:
                raise InvalidField("chat", "command", "one that /help lists", f"/{name}")
            return command(rest.strip())
        if self.model is not None:
            from assistant.drafting.agent import answer  # noqa: PLC0415 - loads the agent

            return answer(self.model, self.tools, self.conversation, self._spend)
        from assistant.drafting.plain_answers import answer_without_model  # noqa: PLC0415 - as above

        before = self.conversation.asked_before()
        return answer_without_model(self.tools, text, before, self._reject_one)

    def _spend(self, used: Usage) -> None:
        self.usage = self.usage + used if self.usage.tries else used

    def _commands(self) -> dict[str, Callable[[str], Iterator[Event]]]:
        tools = self.tools
        return {
            "help": lambda _: iter((Event(kind="text", text=HELP),)),
            "facts": lambda words: told(tools.facts(words), "no such fact is documented"),
            "limit": self._limit,
            "search": self._search,
            "records": lambda words: told(tools.record_pages(words), "the case has no records"),
            "page": self._page,
            "show": lambda _: iter((Event(kind="text", text=tools.current_draft()),)),
            "check": self._check,
            "why": lambda code: iter((Event(kind="text", text=tools.explain(code)),)),
            "draft": self._draft,
            "edit": self._edit,
            "outcome": self._outcome,
            "proposals": self._proposals,
            "accept": self._accept,
            "reject": self._reject,
            "change": self._change,
            "history": self._history,
        }

    def _limit(self, rest: str) -> Iterator[Event]:
        return limit_events(self.tools, _whole(rest or "1", "item"))

    def _search(self, words: str) -> Iterator[Event]:
        return passage_events(self.tools, words)

    def _page(self, rest: str) -> Iterator[Event]:
        document, _, page = rest.rpartition(" ")
        return told([self.tools.record_page(document, _whole(page, "page"))], "")

    def _check(self, _: str) -> Iterator[Event]:
        return finding_events(self.tools)

    def _draft(self, _: str) -> Iterator[Event]:
        yield Event(kind="changed", text=self.tools.redraft())

    def _edit(self, rest: str) -> Iterator[Event]:
        words = _words(rest, 'ITEM "OLD" "NEW"', 3)
        self.tools.propose_edit(_whole(words[0], "item"), words[1], words[2])
        return iter(())

    def _outcome(self, rest: str) -> Iterator[Event]:
        item, _, more = rest.partition(" ")
        name, _, why = more.strip().partition(" ")
        chosen: Outcome | None = next((one for one in OUTCOMES if one == name), None)
        if chosen is None:
            raise InvalidField("chat", "outcome", ", ".join(OUTCOMES), name)
        self.tools.propose_edit(_whole(item, "item"), new=why, outcome=chosen, why=why)
        return iter(())

    def _proposals(self, _: str) -> Iterator[Event]:
        if not self.tools.proposals:
            yield Event(kind="text", text="no proposals")
        for one in self.tools.proposals:
            yield _proposed(one)

    def _accept(self, rest: str) -> Iterator[Event]:
        one = self._proposal(rest)
        counts = self.tools.accept(one)
        self._decided(one, "accepted")
        yield Event(
            kind="changed",
            text=f"proposal {one.id} is in the draft; the check finds "
            f"{counts.error} errors, {counts.warning} warnings",
        )

    def _reject(self, rest: str) -> Iterator[Event]:
        yield self._reject_one(self._proposal(rest))

    def _reject_one(self, one: Proposal) -> Event:
        if one.status != "open":
            raise InputError(f"proposal {one.id} was {one.status}")
        self._decided(one, "rejected")
        return Event(kind="text", text=f"proposal {one.id} is rejected; the draft is as it was")

    def _change(self, rest: str) -> Iterator[Event]:
        words = _words(rest, 'N "NEW"', 2)
        one = self._proposal(words[0])
        self.tools.propose_edit(one.item, one.old, words[1], one.outcome, one.why)
        if one.status == "open":
            self._decided(one, "rejected")
        return iter(())

    def _history(self, _: str) -> Iterator[Event]:
        shown = True
        for turn in self.conversation.turns[:-1]:
            if turn.kind in {"asked", "answered"}:
                # what an earlier /history showed is not shown again
                shown = not turn.text.startswith("/history") if turn.kind == "asked" else shown
            if turn.kind != "proposal" and shown:
                when = f"{turn.at:%Y-%m-%d %H:%M}"
                yield Event(kind="text", text=f"{when} {turn.kind}: {turn.text}")

    def _proposal(self, rest: str) -> Proposal:
        number = _whole(rest, "proposal")
        for one in self.tools.proposals:
            if one.id == number:
                return one
        raise InvalidField("chat", "proposal", "a number that /proposals lists", rest)

    def _decided(self, one: Proposal, status: Literal["accepted", "rejected"]) -> None:
        made = one.model_copy(update={"status": status})
        place = self.tools.proposals.index(one)
        self.tools.proposals[place] = made
        self.conversation.add("decision", f"{self.who} {status} proposal {one.id}", made)


def _proposed(one: Proposal) -> Event:
    before, after = one.errors
    told_findings = "".join(f"\n! {finding}" for finding in one.findings)
    text = f"proposal {one.id} ({one.status}): errors {before} before, {after} after"
    return Event(kind="proposal", text=f"{text}{told_findings}\n{one.diff}", proposal=one)


def _words(rest: str, form: str, wanted: int) -> list[str]:
    try:
        words = shlex.split(rest)
    except ValueError:
        words = []
    if len(words) != wanted:
        raise InvalidField("chat", "arguments", form, rest)
    return words


def _whole(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise InvalidField("chat", name, "a whole number", text)
    return int(text)
