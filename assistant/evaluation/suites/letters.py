"""Suite letters: reading letters whose accounts were written by a careful reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableFile
from assistant.evaluation.accounts import Compared, compare, read_account
from assistant.evaluation.plan import Plan, digest
from assistant.evaluation.samples import Mark, Task
from assistant.evaluation.suites.base import Absent, Made, Suite
from assistant.letters import Letter, read_letter
from assistant.text import from_text, read_document


def _tasks(plan: Plan) -> Iterator[Task]:
    if not plan.letters.is_dir():
        raise Absent(f"{plan.letters}: no such folder of letters")
    accounts = sorted((plan.letters / "accounts").glob("*.json"))
    if not accounts:
        raise Absent(f"{plan.letters}: no accounts/*.json")
    for path in accounts:
        account = read_account(path)
        source = plan.letters / f"{account['case']}.txt"
        if not source.is_file():
            raise UnreadableFile(str(source), f"no such letter; {path} is an account of it")
        # a letter takes no time to read: a quick run has all of them
        yield Task(
            suite="letters",
            case=account["case"],
            source=str(source),
            about=tuple(sorted({item["service"] for item in account["issues"]})),
            target=account,
            content=digest(source.read_bytes()),
        )


def _produce(task: Task, _: Plan) -> Made:
    letter = read_letter(read_document(Path(task.source)))
    return Made({"letter": letter.model_dump(mode="json"), "text": letter.document.text})


def _score(output: dict[str, Any], target: dict[str, Any]) -> Iterator[Mark]:
    letter = rebuilt(output)
    compared = list(compare(target, letter))
    yield Mark(metric="parsed", right=int(parsed(letter)), of=1)
    exact = all(one.right for one in compared)
    yield Mark(metric="letter exact", right=int(exact), of=1)
    yield from field_marks(compared)


def field_marks(compared: list[Compared]) -> Iterator[Mark]:
    """The fields of a letter as marks, a group each."""
    for field in dict.fromkeys(one.field for one in compared):
        own = [one for one in compared if one.field == field]
        wrong = [one for one in own if not one.right]
        yield Mark(
            metric="fields",
            group=field,
            right=len(own) - len(wrong),
            of=len(own),
            misses=tuple(_told(one) for one in wrong),
        )


def parsed(letter: Letter) -> bool:
    """Whether a letter was read whole: number, items, and of each an outcome and a rationale.

    An excerpt and a professional review print no number.
    """
    return (
        (letter.case_number is not None or letter.layout in ("excerpt", "professional-review"))
        and bool(letter.issues)
        and all(one.outcome is not None and one.rationale is not None for one in letter.issues)
    )


def rebuilt(output: dict[str, Any]) -> Letter:
    """The letter that was read, from what was kept of it."""
    return Letter.model_validate({**output["letter"], "document": from_text(output["text"])})


def _told(one: Compared) -> str:
    where = f"item {one.issue}, " if one.issue is not None else ""
    return f"{where}{one.field}: account {one.expected}; read {one.found}"


SUITE = Suite(
    name="letters",
    measures="reading letters, field by field, against a careful reader's account",
    rooms=("text", "terms", "quantities", "guidelines", "letters"),
    model=False,
    tasks=_tasks,
    produce=_produce,
    score=_score,
)
