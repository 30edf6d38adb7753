"""Suite limits: which limit and edition govern each disputed item of the sample cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.case_file import read_case
from assistant.drafting.assessment import assess
from assistant.evaluation.plan import Plan
from assistant.evaluation.samples import Mark, Task
from assistant.evaluation.suites.base import Made, Suite
from assistant.evaluation.suites.cases import case_tasks
from assistant.facts import find_facts


def _tasks(plan: Plan) -> Iterator[Task]:
    return case_tasks("limits", plan)


def _produce(task: Task, _: Plan) -> Made:
    case = read_case(task.source)
    facts = find_facts(case.records)
    items = []
    for number, item in enumerate(case.disputed_items, start=1):
        rule = assess(number, item, case, facts).rule
        items.append(
            {
                "item": number,
                "limit": rule.governs.id if rule.governs else "",
                "edition": rule.edition or "",
                "answer": rule.answer,
                "reasons": [f"{one.source}: {one.why}" for one in rule.reasons],
            }
        )
    return Made({"items": items})


def _score(output: dict[str, Any], target: dict[str, Any]) -> Iterator[Mark]:
    found = {one["item"]: one for one in output["items"]}
    for wanted in target["items"]:
        number = wanted["item"]
        read = found.get(number, {"limit": None, "edition": None})
        for metric, field in (("governing limit", "limit"), ("edition", "edition")):
            own = [one for one in wanted["equal"] if field == "limit" or one.count("/") == 1]
            right = {wanted[field], *own}
            met = read[field] in right
            miss = f"item {number}: key {_told(wanted[field])}; found {_told(read[field])}"
            yield Mark(metric=metric, right=int(met), of=1, misses=() if met else (miss,))


def _told(identifier: str | None) -> str:
    return identifier or "none"


SUITE = Suite(
    name="limits",
    measures="the limit and the edition that govern each item, read from the case",
    rooms=(
        *("text", "terms", "quantities", "guidelines", "letters", "case_file", "facts"),
        "drafting/assessment.py",
    ),
    model=False,
    tasks=_tasks,
    produce=_produce,
    score=_score,
)
