"""What is to be run: the options of a run, and the folders that it draws its cases from."""

from __future__ import annotations

import hashlib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from assistant.text import Value

QUICK_SHARE = 4
"""A quick run takes one case in so many."""


class Plan(Value):
    """The options of a run.

    cases      folder of case folders with keys; letters  folder of clean letters with accounts
    published  folder of published letters, None for none
    only       patterns of case names ("acupuncture-*"); empty for all
    quick      one case in four, the same ones each time
    model      "template", or the name of a model; judge  a model to judge the prose, None for none
    per_minute requests a minute to a model at most; None for no bound
    """

    cases: Path
    letters: Path
    published: Path | None = None
    only: tuple[str, ...] = ()
    quick: bool = False
    model: str = "template"
    repeat: int = 1
    judge: str | None = None
    per_minute: float | None = None

    @property
    def talks(self) -> Path:
        """The folder of talks over the cases, beside that of the cases."""
        return self.cases.parent / "talks"

    def takes(self, case: str) -> bool:
        """Whether the case is in this run."""
        if self.only and not any(fnmatchcase(case, pattern) for pattern in self.only):
            return False
        # by the name and not by the place in a list, so that a new case moves no other
        return not self.quick or hashlib.sha256(case.encode()).digest()[0] % QUICK_SHARE == 0

    def same(self) -> dict[str, Any]:
        """The options that decide which samples there are and what they are."""
        return self.model_dump(
            mode="json", include={"cases", "letters", "published", "only", "quick", "judge"}
        )


def digest(*parts: str | bytes) -> str:
    """A hash over the parts, each apart from the next."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()
