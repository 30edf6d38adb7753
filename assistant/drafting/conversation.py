"""Conversations kept with the case: one line of JSON for each turn, in `chat.jsonl`.

The file is only ever added to. A line that was cut off, as by a crash, ends what is read of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from assistant.drafting.edits import Proposal
from assistant.errors import UnreadableFile
from assistant.text import Value

FILE = "chat.jsonl"

Clock = Callable[[], datetime]


class Turn(Value):
    """One thing said or done.

    kind  "asked" by the reviewer, "answered", a "proposal", or a "decision" on one
    """

    kind: Literal["asked", "answered", "proposal", "decision"]
    at: datetime
    text: str = ""
    proposal: Proposal | None = None


def _now() -> datetime:
    return datetime.now(UTC)


class Conversation:
    """The turns of one case, read from its folder and added to."""

    def __init__(self, folder: Path, clock: Clock = _now) -> None:
        """Read what was kept. Raises `UnreadableFile` for a file that cannot be read."""
        self._path = folder / FILE
        self._clock = clock
        self.turns: list[Turn] = []
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableFile(str(self._path), f"cannot be read: {error}") from None
        for line in lines:
            try:
                self.turns.append(Turn.model_validate_json(line))
            except ValidationError:
                break

    def add(
        self,
        kind: Literal["asked", "answered", "proposal", "decision"],
        text: str = "",
        proposal: Proposal | None = None,
    ) -> None:
        """Keep one turn, at once. Raises `UnreadableFile` where it cannot be written."""
        turn = Turn(kind=kind, at=self._clock(), text=text, proposal=proposal)
        data: dict[str, Any] = turn.model_dump(mode="json")
        try:
            with self._path.open("a", encoding="utf-8", newline="") as file:
                file.write(json.dumps(data, ensure_ascii=False) + "\n")
        except OSError as error:
            raise UnreadableFile(str(self._path), f"cannot be written: {error.strerror}") from None
        self.turns.append(turn)

    def proposals(self) -> list[Proposal]:
        """The latest state of each proposal, in order of their ids."""
        latest: dict[int, Proposal] = {}
        for turn in self.turns:
            if turn.proposal is not None:
                latest[turn.proposal.id] = turn.proposal
        return [latest[number] for number in sorted(latest)]

    def asked_before(self) -> str:
        """The question before the last one; commands are none. Empty where there was none."""
        asked = [one.text for one in self.turns if one.kind == "asked"]
        return next((one for one in reversed(asked[:-1]) if not one.startswith("/")), "")

    def spoken(self, most: int) -> list[tuple[str, str]]:
        """The last turns of question and answer: kind and words."""
        said: list[tuple[str, str]] = [
            (one.kind, one.text) for one in self.turns if one.kind in {"asked", "answered"}
        ]
        return said[-most:]
