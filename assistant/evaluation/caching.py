"""What was produced once is not produced again: files named by a hash of all that they depend on.

The key covers the task, the code of the rooms that produce it, the corpus, the embedder and, with a
model, its name, its endpoint and the prompts. Marks are never kept: they are given anew each time.
"""

from __future__ import annotations

import json
import os
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import assistant
from assistant.drafting.template import corpus_sha256
from assistant.evaluation.logs import runs_folder
from assistant.evaluation.plan import Plan, digest
from assistant.evaluation.samples import Spent, Task
from assistant.evaluation.suites import SUITES, Made
from assistant.settings import corpus_folder, prompts_folder, settings

_KEPT_SECONDS = 30 * 24 * 3600
_ENDPOINTS = ("OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT")


def key_of(task: Task, plan: Plan) -> str:
    """The name of the product of `task` in the cache."""
    suite = SUITES[task.suite]
    parts = [
        task.suite,
        task.content,
        json.dumps(task.given, sort_keys=True),
        code_digest(suite.rooms),
        corpus_sha256(corpus_folder()),
        settings().embedder,
    ]
    if suite.model and plan.model != "template":
        endpoint = next((os.environ[one] for one in _ENDPOINTS if os.environ.get(one)), "")
        parts += [plan.model, endpoint, prompts_digest(), str(task.repeat)]
    if suite.model and plan.judge:
        parts.append(f"judged by {plan.judge}")
    return digest(*parts)


@lru_cache(maxsize=32)
def code_digest(rooms: tuple[str, ...] = ("",)) -> str:
    """A hash over the code and data of rooms of the program, by default of all of it."""
    package = Path(assistant.__file__).parent
    parts: list[str | bytes] = []
    for room in rooms:
        place = package / room
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in {".py", ".toml", ".json", ".txt"}:
                parts += [path.relative_to(package).as_posix(), path.read_bytes()]
    return digest(*parts)


def prompts_digest() -> str:
    """A hash over the prompts."""
    files = sorted(prompts_folder().glob("*.toml"))
    return digest(*(part for path in files for part in (path.name, path.read_bytes())))


class Cache:
    """The products of earlier runs; `None` as folder keeps nothing and knows nothing."""

    def __init__(self, folder: Path | None) -> None:
        """Use `folder`, taking out what was not used for a month."""
        self._folder = folder
        if folder is not None and folder.is_dir():
            before = time.time() - _KEPT_SECONDS
            for path in folder.glob("*/*.json"):
                if path.stat().st_mtime < before:
                    path.unlink(missing_ok=True)

    def get(self, key: str) -> Made | None:
        """The product of that key; None where it is not kept or torn."""
        if self._folder is None:
            return None
        path = self._path(key)
        try:
            data: dict[str, Any] = json.loads(path.read_text("utf-8"))
            made = Made(data["output"], Spent.model_validate(data["spent"]))
            path.touch()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return made

    def put(self, key: str, made: Made) -> None:
        """Keep a product, whole or not at all; a full disk is no reason to stop a run."""
        if self._folder is None:
            return
        path = self._path(key)
        beside = path.with_suffix(f".{os.getpid()}.tmp")
        data = {"output": made.output, "spent": made.spent.model_dump(mode="json")}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        folder = self._folder or Path()
        return folder / key[:2] / f"{key}.json"


def cache_folder() -> Path:
    """Where products are kept."""
    return runs_folder() / "cache"
