"""Suite checker: errors planted in clean letters, and what is found in them unaltered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.evaluation.checker import CheckerScore, Missed, score_checker
from assistant.evaluation.plan import Plan, digest
from assistant.evaluation.samples import Mark, Task
from assistant.evaluation.suites.base import Absent, Made, Suite
from assistant.text import find_documents, read_document

_PLACES = 2
_QUICK_PLACES = 1


def _tasks(plan: Plan) -> Iterator[Task]:
    if not plan.letters.is_dir():
        raise Absent(f"{plan.letters}: no such folder of letters")
    found = False
    for source in find_documents([plan.letters]):
        path = Path(source)
        if not plan.takes(path.stem):
            continue
        found = True
        places = _QUICK_PLACES if plan.quick else _PLACES
        yield Task(
            suite="checker",
            case=path.stem,
            source=source,
            given={"places": places},
            content=digest(path.read_bytes(), str(places)),
        )
    if not found:
        raise Absent(f"{plan.letters}: no letters in this folder")


def _produce(task: Task, _: Plan) -> Made:
    document = read_document(task.source)
    score = score_checker([document], places=task.given["places"])
    return Made({"score": score.model_dump(mode="json"), "text": document.text})


def _score(output: dict[str, Any], _: dict[str, Any]) -> Iterator[Mark]:
    score = CheckerScore.model_validate(output["score"])
    for one in score.classes:
        if one.caught.total:
            yield Mark(
                metric="caught",
                group=one.name,
                right=one.caught.right,
                of=one.caught.total,
                misses=tuple(map(_told, one.missed)),
            )
    alarms = score.unaltered
    for metric, found in (("false errors", alarms.errors), ("false warnings", alarms.warnings)):
        yield Mark(
            metric=metric,
            amount=float(sum(found.values())),
            misses=tuple(f"{code}: {count}" for code, count in found.items()),
        )


def _told(one: Missed) -> str:
    return f"line {one.line}: {one.was!r} became {one.now!r}, and no finding says so"


SUITE = Suite(
    name="checker",
    measures="planted errors caught, class by class, and false alarms on unaltered letters",
    rooms=(
        *("text", "terms", "quantities", "guidelines", "letters", "claims", "checks"),
        *("evaluation/planting", "evaluation/checker.py"),
    ),
    model=False,
    tasks=_tasks,
    produce=_produce,
    score=_score,
)
