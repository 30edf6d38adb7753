"""Suite facts: what the readers find in the records, against the facts of the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.case_file import read_case
from assistant.evaluation.plan import Plan
from assistant.evaluation.samples import Mark, Task
from assistant.evaluation.suites.base import Made, Suite
from assistant.evaluation.suites.cases import case_tasks
from assistant.facts import find_facts

_IN_WORDS = frozenset({"text", "result", "reason", "certified", "dosing", "quantity"})
"""Entries that hold words of the record: those of the key must stand in them."""


def _tasks(plan: Plan) -> Iterator[Task]:
    return case_tasks("facts", plan)


def _produce(task: Task, _: Plan) -> Made:
    found = find_facts(read_case(task.source).records)
    return Made({"facts": found.model_dump(mode="json")})


def _score(output: dict[str, Any], target: dict[str, Any]) -> Iterator[Mark]:
    for wanted in target["facts"]:
        kind = wanted["kind"]
        own = _all(output["facts"].get(kind))
        if wanted["status"] == "not documented":
            invented = [one for one in own if _documents(one, wanted)]
            miss = tuple(f"read {_told(one)}" for one in invented)
            yield Mark(
                metric="not invented", group=kind, right=int(not invented), of=1, misses=miss
            )
            continue
        fitting = [one for one in own if one["status"] == wanted["status"]]
        fitting = [one for one in fitting if fits(one["value"], wanted["value"])]
        missed = () if fitting else (_missed(wanted, own),)
        yield Mark(metric="facts found", group=kind, right=int(bool(fitting)), of=1, misses=missed)
        if fitting:
            yield _placed(wanted, fitting)


def _documents(one: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return one["status"] == "documented" and fits(one["value"], wanted["value"])


def _placed(wanted: dict[str, Any], fitting: Sequence[dict[str, Any]]) -> Mark:
    """Whether one of the facts found stands where the key has it."""
    places = [place for one in fitting for place in (one["source"], *one["also"]) if place]
    met = any(
        place["document"] == wanted["document"] and overlap(place["span"], wanted["span"])
        for place in places
    )
    read = "; ".join(f"{one['document']} {one['quote'][:80]!r}" for one in places[:3])
    missed = () if met else (f"key {wanted['document']} {wanted['quote'][:80]!r}; read {read}",)
    return Mark(metric="fact spans", group=wanted["kind"], right=int(met), of=1, misses=missed)


def overlap(one: Sequence[int], other: Sequence[int] | None) -> bool:
    """Whether two places of a text share a character."""
    return other is not None and one[0] < other[1] and other[0] < one[1]


def fits(value: Any, wanted: Any, name: str = "") -> bool:
    """Whether a value is that of a key: entries of a table that the key gives, words in words."""
    if wanted is None:
        return True
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            fits(value.get(one), own, one) for one, own in wanted.items()
        )
    if isinstance(wanted, str) and isinstance(value, dict) and "text" in value:
        return fits(value["text"], wanted, "text")
    if isinstance(wanted, str) and isinstance(value, str):
        low, own = " ".join(value.split()).casefold(), " ".join(wanted.split()).casefold()
        return own in low if name in _IN_WORDS else own == low
    if isinstance(wanted, list) and isinstance(value, list):
        return sorted(map(str, map(_plain, value))) == sorted(map(str, map(_plain, wanted)))
    return bool(_plain(value) == _plain(wanted))


def _plain(value: Any) -> Any:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number else value


def _all(facts: Any) -> list[dict[str, Any]]:
    if facts is None:
        return []
    return list(facts) if isinstance(facts, list) else [facts]


def _missed(wanted: dict[str, Any], own: Iterable[dict[str, Any]]) -> str:
    read = "; ".join(_told(one) for one in own) or "nothing"
    return f"key {_told(wanted)}; read {read}"[:400]


def _told(one: dict[str, Any]) -> str:
    value = one["value"]
    if isinstance(value, dict):
        value = ", ".join(f"{name} {held}" for name, held in value.items() if held is not None)
    return f"{one['status']} {value}"[:160]


SUITE = Suite(
    name="facts",
    measures="facts of the records found with their place, and none that the records do not hold",
    rooms=("text", "terms", "quantities", "letters", "case_file", "facts"),
    model=False,
    tasks=_tasks,
    produce=_produce,
    score=_score,
)
