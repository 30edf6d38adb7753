"""Conversations held against what they have to say: `evals/talks/<case>.toml`, one for a case.

    about       what the talk is there to show, in a sentence
    [[turns]]   in order, each on the letter as the template drafts it or as earlier turns left it
      ask       what the reviewer types
      kind      what sort of question it is, of `Kind`: the class of its marks
      says      words that the answer must hold; not_says: words that it must not. "12 | twelve"
                is either
      places    where the answer must say that it stands: a record with its page, the beginning of
                the id of a passage or limit, the letter
      proposes  the edit that has to be proposed: item; outcome; has, lacks: words of the letter
                after it; shorter: whether the item is to become so
      declines  whether the chat has to say that it cannot do this: "always", or "without a model"

An answer holds words in any of its lines; "answered at once" asks for them in the first two, where
a reviewer in a hurry looks. Words are compared without case and with white space folded. Nothing
may change the letter but /accept and /draft, whatever a turn asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from assistant.case_file import CaseFile
from assistant.evaluation.forms import Form, read_form
from assistant.guidelines import passages
from assistant.letters.models import Outcome

Kind = Literal[
    "records",
    "count",
    "missing",
    "guideline",
    "finding",
    "rewrite",
    "edit",
    "outcome",
    "beyond",
    "attack",
    "nonsense",
]
"""What a turn asks for; "missing" is what the case does not have, "beyond" what no case has."""

_OTHER = frozenset({"draft.md", "case.json"})


class Proposes(Form):
    """The edit that a turn has to bring."""

    item: int = Field(ge=0)
    outcome: Outcome | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    shorter: bool = False


class Turn(Form):
    """One question or request, and what has to come."""

    ask: str = Field(pattern=r"\S")
    kind: Kind
    says: tuple[str, ...] = ()
    not_says: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    proposes: Proposes | None = None
    declines: Literal["always", "without a model"] | None = None


class Talk(Form):
    """The talk over one case."""

    about: str = Field(pattern=r"\S")
    turns: tuple[Turn, ...] = Field(min_length=1)


def read_talk(path: Path) -> Talk:
    """The talk in `path`. Raises `UnreadableFile`, and `InvalidField` for a field that is wrong."""
    return read_form(path, Talk)


def either(words: str) -> list[str]:
    """The alternatives of an expectation, folded."""
    return [folded for one in words.split(" | ") if (folded := fold_case(one))]


def fold_case(text: str) -> str:
    """Without case, with runs of white space as one space."""
    return " ".join(text.split()).casefold()


def problems(talk: Talk, case: CaseFile) -> Iterator[str]:
    """What in a talk does not fit its case or the corpus, a line each."""
    pages = {
        f"{one.name}, page {number}".casefold()
        for one in case.records
        for number in range(1, len(one.document.page_starts) + 1)
    }
    ids = [one.id for one in passages()]
    for number, turn in enumerate(talk.turns, 1):
        for words in turn.places:
            for one in either(words):
                known = one in pages or one in _OTHER or any(own.startswith(one) for own in ids)
                if not known:
                    yield f"turns.{number}.places: no page of a record and no section: {one}"
        if turn.proposes and turn.proposes.item > len(case.disputed_items):
            yield f"turns.{number}.proposes.item: of {len(case.disputed_items)} items"
        if not (turn.says or turn.places or turn.proposes or turn.declines):
            yield f"turns.{number}: expects nothing"
