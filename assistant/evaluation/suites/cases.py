"""Tasks over the sample cases: each case folder with its key, as plain data with places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.case_file import CaseFile, read_case
from assistant.errors import InvalidField
from assistant.evaluation.keys import FILE, FactKey, Key, TrapKey, place, problems, read_key
from assistant.evaluation.plan import Plan, digest
from assistant.evaluation.samples import Task
from assistant.evaluation.suites.base import Absent
from assistant.terms import service_of


def case_folders(plan: Plan) -> list[Path]:
    """The folders of the plan's cases that have a key, in the order of their names."""
    if not plan.cases.is_dir():
        raise Absent(f"{plan.cases}: no such folder of cases")
    found = [one.parent for one in sorted(plan.cases.glob(f"*/{FILE}"))]
    if not found:
        raise Absent(f"{plan.cases}: no case folder with a {FILE}")
    return [one for one in found if plan.takes(one.name)]


def case_tasks(suite: str, plan: Plan) -> Iterator[Task]:
    """A task for each case. Raises `InvalidField` for a key that does not fit its case."""
    for folder in case_folders(plan):
        case, key = read_case(folder), read_key(folder)
        wrong = next(problems(key, case), None)
        if wrong is not None:
            raise InvalidField(
                str(folder / FILE), "key", "what its case and the corpus have", wrong
            )
        yield Task(
            suite=suite,
            case=folder.name,
            source=str(folder),
            about=about(key, case),
            target=target(key, case),
            content=digest(case.sha256),
        )


def about(key: Key, case: CaseFile) -> tuple[str, ...]:
    """The services of the case, and what makes it hard."""
    services = dict.fromkeys(service_of(one.title) for one in case.disputed_items)
    return (*services, *key.hard)


def target(key: Key, case: CaseFile) -> dict[str, Any]:
    """The key as plain data, each quote with its place."""
    data = key.model_dump(mode="json")
    quoted: tuple[FactKey | TrapKey, ...] = (*key.facts, *key.traps)
    for one, own in zip((*data["facts"], *data["traps"]), quoted, strict=True):
        span = place(own, case)
        one["span"] = list(span) if span else None
    return data
