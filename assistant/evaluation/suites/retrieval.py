"""Suite retrieval: whether search finds the section that was cited, from the words of the item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.evaluation.plan import Plan, digest
from assistant.evaluation.retrieval import DEPTHS, Cited, cited_sections, place_of, told
from assistant.evaluation.samples import Mark, Task
from assistant.evaluation.suites.base import Absent, Made, Suite
from assistant.letters import Issue, read_letter
from assistant.retrieval import search
from assistant.text import find_documents, read_document


def _tasks(plan: Plan) -> Iterator[Task]:
    tasks = list(_of_letters(plan))
    if not tasks:
        raise Absent(f"{plan.letters}: no item cites a section that the corpus has")
    yield from tasks


def _of_letters(plan: Plan) -> Iterator[Task]:
    if not plan.letters.is_dir():
        return
    for source in find_documents([plan.letters]):
        letter = read_letter(read_document(source))
        for issue in letter.issues:
            cited = cited_sections(letter, issue)
            wanted = [list(one) for one in sorted(cited, key=lambda pair: (pair[0], pair[1] or ""))]
            if wanted:
                yield search_task(
                    "retrieval",
                    f"{letter.case_number or letter.source}#{issue.number}",
                    letter.source,
                    issue,
                    letter.dates.decision,
                    wanted,
                )


def search_task(
    suite: str,
    case: str,
    source: str,
    issue: Issue,
    day: date | None,
    wanted: list[list[str | None]],
) -> Task:
    """The task to find the sections `wanted` from the title of `issue` as of `day`."""
    as_of = day.isoformat() if day else None
    return Task(
        suite=suite,
        case=case,
        source=source,
        about=(issue.service,),
        given={"query": issue.title, "as_of": as_of},
        target={"sections": wanted},
        content=digest(issue.title, as_of or ""),
    )


def find(task: Task, _: Plan) -> Made:
    """The first passages, best first."""
    as_of = task.given["as_of"]
    hits = search(
        task.given["query"], as_of=date.fromisoformat(as_of) if as_of else None, k=max(DEPTHS)
    )
    return Made({"query": task.given["query"], "hits": [[one.id, one.section] for one in hits]})


def rank(output: dict[str, Any], target: dict[str, Any]) -> int | None:
    """The place, from 1, of the first hit in a section that was cited; None where none is."""
    return place_of(map(tuple, output["hits"]), _wanted(target))


def wanted_and_found(output: dict[str, Any], target: dict[str, Any]) -> str:
    """What was to be found and what came first, in a line."""
    first = output["hits"][0][0] if output["hits"] else "nothing"
    wanted = "; ".join(told(_wanted(target)))
    return f'"{output["query"]}": cited {wanted}; first found {first}'


def _wanted(target: dict[str, Any]) -> Cited:
    return frozenset((key, section) for key, section in target["sections"])


def _score(output: dict[str, Any], target: dict[str, Any]) -> Iterator[Mark]:
    place = rank(output, target)
    for depth in DEPTHS:
        met = place is not None and place <= depth
        missed = () if met else (wanted_and_found(output, target),)
        yield Mark(metric=f"recall@{depth}", right=int(met), of=1, misses=missed)
    yield Mark(metric="reciprocal rank", amount=1 / place if place else 0.0)


SUITE = Suite(
    name="retrieval",
    measures="search finds the section that was cited, from the title of the item",
    rooms=("text", "terms", "guidelines", "retrieval"),
    model=False,
    tasks=_tasks,
    produce=find,
    score=_score,
)
