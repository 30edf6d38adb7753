"""Suite published: a folder of published letters, read, checked and held against accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.checks import check
from assistant.evaluation.accounts import compare, read_account
from assistant.evaluation.plan import Plan, digest
from assistant.evaluation.retrieval import DEPTHS, cited_sections, place_of
from assistant.evaluation.samples import Mark, Task
from assistant.evaluation.suites.base import Absent, Made, Suite
from assistant.evaluation.suites.letters import field_marks, parsed, rebuilt
from assistant.letters import read_letter
from assistant.retrieval import search
from assistant.text import find_documents, read_document

_AMONG = 5


def _tasks(plan: Plan) -> Iterator[Task]:
    folder = plan.published
    if folder is None:
        raise Absent("no folder of published letters was named: --published FOLDER")
    if not folder.is_dir():
        raise Absent(f"{folder}: no such folder of letters")
    own = folder / "text"
    paths = sorted(find_documents([own if own.is_dir() else folder]))
    if not paths:
        raise Absent(f"{folder}: no letters in this folder")
    for path in paths:
        document = read_document(path)
        letter = read_letter(document)
        name = letter.case_number or str(path)
        account = folder / "gold" / f"{name}.json"
        if plan.takes(name):
            yield Task(
                suite="published",
                case=name,
                source=str(path),
                about=tuple(dict.fromkeys(one.service for one in letter.issues)),
                target=read_account(account) if account.is_file() else {},
                content=digest(document.text),
            )


def _produce(task: Task, _: Plan) -> Made:
    letter = read_letter(read_document(task.source))
    found = []
    for issue in letter.issues:
        wanted = cited_sections(letter, issue)
        if wanted:
            hits = search(issue.title, as_of=letter.dates.decision, k=max(DEPTHS))
            rank = place_of(((one.id, one.section) for one in hits), wanted)
            found.append({"item": issue.number, "rank": rank})
    return Made(
        {
            "letter": letter.model_dump(mode="json"),
            "text": letter.document.text,
            "report": check(letter).model_dump(mode="json"),
            "found": found,
        }
    )


def _score(output: dict[str, Any], target: dict[str, Any]) -> Iterator[Mark]:
    letter = rebuilt(output)
    yield Mark(metric="parsed", right=int(parsed(letter)), of=1)
    if target:
        yield from field_marks(list(compare(target, letter)))
    for one in output["found"]:
        met = one["rank"] is not None and one["rank"] <= _AMONG
        miss = f"item {one['item']}: {'not found' if one['rank'] is None else one['rank']}"
        yield Mark(
            metric="cited section found", right=int(met), of=1, misses=() if met else (miss,)
        )
    errors = [one for one in output["report"]["findings"] if one["severity"] == "error"]
    yield Mark(
        metric="errors found",
        amount=float(len(errors)),
        misses=tuple(f"{one['code']}: {one['message']}" for one in errors),
    )


SUITE = Suite(
    name="published",
    measures="published letters read, field by field, and the section that each item cites found",
    rooms=(
        *("text", "terms", "quantities", "guidelines", "letters", "claims", "checks", "retrieval"),
        "evaluation/retrieval.py",
    ),
    model=False,
    tasks=_tasks,
    produce=_produce,
    score=_score,
)
