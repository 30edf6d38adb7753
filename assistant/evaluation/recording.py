"""A run from its options to its log: a new one, or one that was cut short and goes on."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from assistant import __version__
from assistant.drafting.template import corpus_sha256
from assistant.errors import InvalidField, UnreadableFile
from assistant.evaluation.caching import Cache, cache_folder, code_digest, prompts_digest
from assistant.evaluation.logs import LOG, Line, Log, LogWriter, kept_runs, read_log, runs_folder
from assistant.evaluation.plan import Plan
from assistant.evaluation.running import Budget, Key, prepare, rescored, run_tasks
from assistant.evaluation.samples import End, Head, Sample
from assistant.settings import corpus_folder

Bar = Callable[[int], tuple[Callable[[], None], Callable[[], None]]]
"""Told how many there are, gives what to call for each that is done, and at the end."""


class Recorded(NamedTuple):
    """A run that came to its end, or as far as its budget went."""

    log: Log


def record(
    plan: Plan,
    suites: Sequence[str],
    *,
    label: str,
    out: Path | None = None,
    resume: bool = False,
    fresh: bool = False,
    jobs: int = 1,
    budget: Budget | None = None,
    progress: Bar | None = None,
) -> Recorded:
    """Run `suites` and write the log; `label` is part of the name of a new run.

    Raises `InvalidField` where `out` holds another run, or there is none to go on with.
    """
    started = datetime.now(UTC)
    clock = time.monotonic()
    name = f"{started:%Y%m%dT%H%M%SZ}-{label}-{_plain(plan.model)}"
    head = Head(
        name=name,
        suites=tuple(suites),
        model=plan.model,
        repeat=plan.repeat,
        started=started.isoformat(timespec="seconds"),
        version=__version__,
        code=code_digest()[:16],
        corpus=corpus_sha256(corpus_folder())[:16],
        prompts=prompts_digest()[:16],
        settings=plan.same(),
    )
    place = _unfinished(head) if resume else (out or _new(name))
    path = place / LOG
    done = _done(path, head)
    ready = prepare(plan, suites)
    if {"retrieval", "chat", "published"} & set(suites) or plan.model != "template":
        # built once here, not by several processes at the same time
        from assistant.retrieval import build_index  # noqa: PLC0415 - loads the vector store

        build_index()
    writer = LogWriter(path)
    advance, close = progress(len(ready.tasks)) if progress else (_nothing, _nothing)
    try:
        if done is None:
            writer.add(head)
            for one in ready.skipped:
                writer.add(one)
        stopped = run_tasks(
            ready.tasks,
            plan,
            writer,
            jobs=jobs,
            cache=None if fresh else Cache(cache_folder()),
            budget=budget,
            done=done,
            advance=advance,
        )
        seconds = round(time.monotonic() - clock, 2)
        finished = datetime.now(UTC).isoformat(timespec="seconds")
        writer.add(End(finished=finished, seconds=seconds, stopped=stopped))
    finally:
        close()
        writer.close()
    return Recorded(read_log(path))


def rescore(path: Path, *, new_keys: bool = False) -> None:
    """Mark every sample of the log anew, in place.

    With `new_keys` each is held against the key that its suite has now; a case that is gone keeps
    the key of the log. Raises `UnreadableFile` for a packed log or one without products.
    """
    log = read_log(path)
    if path.suffix == ".gz" or all(one.output is None for one in log.samples):
        raise UnreadableFile(str(path), "holds no products to mark: a baseline is not scored again")
    samples = [
        rescored(one.model_copy(update={"target": target}) if target is not None else one)
        for one, target in zip(log.samples, _targets(log, new_keys), strict=True)
    ]
    beside = path.with_suffix(".tmp")
    beside.unlink(missing_ok=True)
    writer = LogWriter(beside)
    lines: list[Line] = [log.head, *log.skipped, *samples]
    for line in [*lines, log.end] if log.end else lines:
        writer.add(line)
    writer.close()
    beside.replace(path)


def _targets(log: Log, new_keys: bool) -> list[dict[str, object] | None]:
    if not new_keys:
        return [None] * len(log.samples)
    plan = Plan.model_validate({**log.head.settings, "model": "template"})
    now = {(one.suite, one.case): one.target for one in prepare(plan, log.head.suites).tasks}
    return [now.get((one.suite, one.case)) for one in log.samples]


def _new(name: str) -> Path:
    place = runs_folder() / name
    number = 2
    while place.exists():
        place = runs_folder() / f"{name}-{number}"
        number += 1
    return place


def _unfinished(head: Head) -> Path:
    for place in reversed(kept_runs()):
        log = read_log(place / LOG)
        if (log.end is None or log.end.stopped) and _alike(log.head, head):
            return place
    raise InvalidField(
        "command line", "--resume", "a run of this kind that was cut short", "none of them"
    )


def _done(path: Path, head: Head) -> dict[Key, Sample] | None:
    """The samples that stand in the log; None where there is no log yet."""
    if not path.is_file() or not path.stat().st_size:
        return None
    log = read_log(path)
    if not _alike(log.head, head):
        raise InvalidField(
            str(path), "run", "the same suites, model and options", f"a run of {log.head.model}"
        )
    return {(one.suite, one.case, one.repeat): one for one in log.samples}


def _alike(one: Head, other: Head) -> bool:
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("suites", "model", "repeat", "settings")
    )


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name)[:40]


def _nothing() -> None:
    """No progress is shown."""
