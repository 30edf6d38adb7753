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

    @property
    def citation(self) -> str:
        """Source, year, section and pages, as `heading` has them."""
        year = f" {self.year}" if self.year else ""
        system = "" if self.system == "other" else f"{self.system} "
        return f"{system}{self.chapter.removeprefix(system)}{year}, {self.heading}"

    @property
    def heading(self) -> str:
        """The section with its pages; of a text that is not on record what the passage is about."""
        if self.unread:
            return f"{self.title} (text not on record)"
        if self.pages is None:
            return self.section
        low, high = self.pages
        return f"{self.section}, p. {low}" if low == high else f"{self.section}, p. {low}-{high}"


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
