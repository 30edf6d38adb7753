"""The chat over a case of the store: it reads and proposes to change the letter as it stands there.

The engine is that of `imr chat`; what is said is kept as entries of the case's chain. A proposal
names words of the letter; it can be accepted while those words stand once in their part, whatever
else was edited since.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from assistant.checks.models import Counts, Finding
from assistant.drafting import Draft, draft_case
from assistant.drafting.chat import Chat
from assistant.drafting.closing import concluded
from assistant.drafting.conversation import Conversation, Turn
from assistant.drafting.edits import Proposal
from assistant.drafting.reporting import checked
from assistant.drafting.template import MODEL
from assistant.drafting.tools import CaseTools
from assistant.errors import InputError, InvalidField
from assistant.letters.models import Outcome
from assistant.review.reading import PRINTED
from assistant.review.reviewing import Review
from assistant.review.state import Case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.letters import Letter
    from assistant.review.store import Store


def open_talk(
    store: Store, key: str, who: str, model: str = MODEL, *, proposes: bool = True
) -> Chat:
    """The chat of the case `key`, answered by the model of that name.

    Who may not propose (`proposes`) asks and reads: commands that change something are refused, and
    a model is given no tool to propose.

    Raises `InvalidField` for a case that the store does not have, `SettingsError` for a model that
    the settings do not reach.
    """
    chosen = None
    if model != MODEL:
        from assistant.drafting.endpoint import chat_model  # noqa: PLC0415 - loads the client

        chosen = chat_model(model)
    tools = _LetterTools(Review(store, key), who)
    tools.proposes = proposes
    kept = Talk(store, key, who)
    return Chat(tools.folder, chosen, who, tools=tools, conversation=kept)


class Talk(Conversation):
    """The turns of one case, kept as entries of its chain."""

    def __init__(self, store: Store, key: str, who: str) -> None:
        """Read what was kept. Raises `StoreError`."""
        self._store, self._key, self._who = store, key, who
        self.turns = [
            Turn.model_validate(entry.content)
            for entry in store.entries(key)
            if entry.kind == "chat"
        ]

    def add(
        self,
        kind: Literal["asked", "answered", "proposal", "decision"],
        text: str = "",
        proposal: Proposal | None = None,
    ) -> None:
        """Keep one turn, at once. Raises `StoreError` where it cannot be written."""
        turn = Turn(kind=kind, at=datetime.now(UTC), text=text, proposal=proposal)
        self._store.append(self._key, "chat", turn.model_dump(mode="json"), self._who)
        self.turns.append(turn)


class _LetterTools(CaseTools):
    """The tools over a case of the store; the letter is the store's and not a file's."""

    def __init__(self, review: Review, who: str) -> None:
        super().__init__(review.case.folder)
        self._review, self._who = review, who

    def draft(self) -> Draft:
        """The draft with the letter as it stands; before the first one, the template's."""
        case = self._review.case
        if case.letter is None:
            return draft_case(self.case)
        return Draft.model_validate({**case.made, "letter": case.letter})

    def _findings(self) -> Sequence[Finding]:
        case = self._review.case
        return super()._findings() if case.letter is None else self._review.findings(case)

    def propose_edit(
        self,
        item: int,
        old: str = "",
        new: str = "",
        outcome: Outcome | None = None,
        why: str = "",
    ) -> Proposal:
        """Propose to replace `old` by `new` in an item (0: the summary), or to change its outcome.

        Nothing changes; the reviewer accepts or rejects the proposal by its id.
        """
        case = self._drafted()
        wanted = Proposal(
            id=max((one.id for one in self.proposals), default=0) + 1,
            item=item,
            old=" ".join(old.split()),
            new=" ".join(new.split()),
            outcome=outcome,
            why=why,
            base=_fingerprint(case.letter or ""),
            diff="",
            errors=(0, 0),
            findings=(),
        )
        after = case.model_copy(update={"letter": _changed(self._review, case, wanted)})
        before_found, found = self._review.findings(case), self._review.findings(after)
        known = {_told(one) for one in before_found}
        made = wanted.model_copy(
            update={
                "diff": _diff(case.letter or "", after.letter or ""),
                "errors": (_errors(before_found), _errors(found)),
                "findings": tuple(_told(one) for one in found if _told(one) not in known),
            }
        )
        self.proposals.append(made)
        return made

    def accept(self, proposal: Proposal) -> Counts:
        """Put a proposal into the letter as a new version; what its check counts then.

        Raises `InputError` for one that is no longer open, `InvalidField` where its words no longer
        stand in the letter.
        """
        if proposal.status != "open":
            raise InputError(f"proposal {proposal.id} was {proposal.status}")
        case = self._drafted()
        letter = _changed(self._review, case, proposal)
        kept = self._review.edit(letter, self._who, after=case.seen)
        return self._review.report(kept).counts

    def redraft(self) -> str:
        """Draft anew by template; what was written."""
        seen = self._review.case.seen
        made = draft_case(self.case)
        self._review.keep_draft(made, checked(made, self.case), self._who, after=seen)
        return "drafted by template; the text before it stays in the history"

    def _drafted(self) -> Case:
        case = self._review.case
        if case.letter is None:
            raise InvalidField(self._review.key, "letter", "a drafted case", "no draft")
        return case


def _changed(review: Review, case: Case, wanted: Proposal) -> str:
    """The letter of `case` with the proposal in it."""
    letter = review.letter(case)
    start, end = _part(letter, wanted.item)
    text = letter.document.text
    part = text[start:end]
    if wanted.outcome is not None:
        part = _with_outcome(letter, wanted, part, start)
        if wanted.new and not wanted.old:
            part = _before_the_last_sentence(part, wanted.new)
    elif not wanted.old:
        part = f"{part.rstrip()} {_sentence(wanted.new)}{part[len(part.rstrip()) :]}"
    if wanted.old:
        found = list(re.finditer(_loose(wanted.old), part))
        if len(found) != 1:
            allowed = "words that stand once in that part of the letter"
            raise InvalidField("edit", "old", allowed, wanted.old[:120])
        part = part[: found[0].start()] + wanted.new + part[found[0].end() :]
    return text[:start] + part + text[end:]


def _part(letter: Letter, item: int) -> tuple[int, int]:
    """Where the text of an item stands, that of the summary for 0."""
    starts = [issue.span.start for issue in letter.issues]
    if not 0 <= item <= len(starts):
        raise InvalidField("edit", "item", f"0 to {len(starts)}", item)
    if item == 0:
        if letter.summary.span is None:
            raise InvalidField("edit", "item", "a letter with a summary", "none")
        return letter.summary.span.start, letter.summary.span.end
    ends = [*starts[1:], len(letter.document.text)]
    return starts[item - 1], ends[item - 1]


def _with_outcome(letter: Letter, wanted: Proposal, part: str, start: int) -> str:
    """The part with the outcome printed, and the sentence that concludes it where it is ours."""
    issue = letter.issues[wanted.item - 1]
    if wanted.outcome not in PRINTED:
        raise InvalidField("edit", "outcome", " ".join(PRINTED), wanted.outcome)
    closing = concluded(issue.title, wanted.outcome)
    for outcome in PRINTED:
        found = list(re.finditer(_loose(concluded(issue.title, outcome)), part))
        if found:
            part = part[: found[-1].start()] + closing + part[found[-1].end() :]
    if issue.outcome_span is not None:
        low, high = (place - start for place in issue.outcome_span)
        part = part[:low] + PRINTED[wanted.outcome] + part[high:]
    return part


def _before_the_last_sentence(part: str, words: str) -> str:
    body = part.rstrip()
    last = max((found.end() for found in re.finditer(r"\.\s+(?=[A-Z])", body)), default=len(body))
    return f"{body[:last]}{_sentence(words)} {body[last:]}{part[len(body) :]}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _loose(words: str) -> str:
    """A pattern for `words` wherever the lines break."""
    return r"\s+".join(re.escape(word) for word in words.split())


def _told(one: Finding) -> str:
    return f"{one.severity} {one.code}: {one.message}"


def _errors(found: tuple[Finding, ...]) -> int:
    return sum(one.severity == "error" for one in found)


def _diff(before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "letter", "proposed", "", "", 1, ""
    )
    return "\n".join(lines)


def _fingerprint(letter: str) -> str:
    return hashlib.sha256(letter.encode("utf-8", "replace")).hexdigest()[:16]
