"""What a search hands out."""

from __future__ import annotations

from pathlib import Path

from assistant.guidelines.models import InForce, Limit, System, Verification
from assistant.text import Value


class Hit(Value):
    """A passage found.

    score   0 to 1, the fused rank score of this query: comparable within one answer only
    limits  the dated limits that the passage states
    unread  whether it stands for a text that is not on record
    """

    id: str
    system: System
    chapter: str
    year: int | None
    section: str
    title: str
    pages: tuple[int, int] | None
    in_force: InForce
    verification: Verification
    score: float
    text: str
    limits: tuple[Limit, ...] = ()
    unread: bool = False


class IndexState(Value):
    """The passage index on disk.

    current   whether it was built from the corpus and embedder of now
    passages  how many it holds, 0 where there is none
    """

    folder: Path
    embedder: str
    current: bool
    passages: int

    def __str__(self) -> str:
        if not self.passages:
            return "not built yet: the first search builds it"
        state = "current" if self.current else "of an earlier corpus: the next search rebuilds it"
        return f"{self.passages} ({state}, {self.embedder} vectors)"
