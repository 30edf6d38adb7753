"""Suite drafts: whole case folders to letters, held against keys and against their own sources."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.case_file import read_case
from assistant.drafting import draft
from assistant.evaluation.evidence import evidence_of
from assistant.evaluation.plan import Plan
from assistant.evaluation.samples import Mark, Spent, Task
from assistant.evaluation.suites.base import Made, Suite
from assistant.evaluation.suites.cases import case_tasks
from assistant.evaluation.suites.draft_keys import key_marks
from assistant.evaluation.supported import Told, statements_supported
from assistant.letters import Letter, read_letter
from assistant.text import from_text

_KINDS = ("number", "date", "side", "quote")


def _tasks(plan: Plan) -> Iterator[Task]:
    return case_tasks("drafts", plan)


def produce_draft(task: Task, plan: Plan) -> Made:
    """The draft of a case with its letter, its report and the words that its supports point at."""
    with tempfile.TemporaryDirectory() as folder:
        made = draft(task.source, model=plan.model, out=folder)
        report = json.loads(Path(folder, "findings.json").read_text("utf-8"))
    case = read_case(task.source)
    output: dict[str, Any] = {
        "draft": made.model_dump(mode="json"),
        "letter": made.letter,
        "report": report,
        "evidence": evidence_of(made, case),
    }
    if plan.judge:
        from assistant.drafting.judging import judge  # noqa: PLC0415 - loads the client

        texts = [one.document.text for one in case.records]
        output["judged"] = judge(made.letter, plan.judge, texts).model_dump(mode="json")
    return Made(output, _spent(output["draft"]["run"]))


def _spent(run: dict[str, Any] | None) -> Spent:
    if run is None:
        return Spent()
    used = run["usage"]
    return Spent(
        requests=used["tries"],
        input_tokens=used["input_tokens"],
        output_tokens=used["output_tokens"],
        cost=used["cost"],
    )


def _score(output: dict[str, Any], target: dict[str, Any]) -> Iterator[Mark]:
    made = output["draft"]
    letter = read_letter(from_text(output["letter"], "draft.md"))
    yield _complete(made, letter)
    yield from _supported(statements_supported(made["statements"], output["evidence"]))
    if target:
        yield from key_marks(made, letter, output["report"], target)
    yield _reads_back(made, letter)
    expected = {one["code"] for one in target.get("findings", ())}
    errors = [
        one
        for one in output["report"]["findings"]
        if one["severity"] == "error" and one["code"] not in expected
    ]
    yield Mark(
        metric="errors left",
        amount=float(len(errors)),
        misses=tuple(f"{one['code']}: {one['message']}" for one in errors),
    )
    run = made["run"]
    if run is not None:
        failed = run["failure"] is not None
        misses = (str(run["failure"]),) if failed else ()
        yield Mark(metric="drafted", right=int(not failed), of=1, misses=misses)
        yield Mark(metric="rounds", amount=float(len(run["rounds"])))
    if output.get("judged"):
        yield Mark(metric="readability", amount=float(output["judged"]["grade"]))


def _complete(made: dict[str, Any], letter: Letter) -> Mark:
    """Items with title, outcome or the reason for none, guideline lines, criteria and rationale."""
    read = {one.number: one for one in letter.issues}
    misses: list[str] = []
    for item in made["items"]:
        own = read.get(item["number"])
        lacking = [
            name
            for name, there in (
                ("a place in the letter", own is not None),
                ("outcome or reason", bool(item["outcome"] or item["reason"])),
                ("criteria", bool(item["criteria"])),
                ("rationale", own is not None and own.rationale is not None),
                (
                    "guideline line",
                    item["citation"] is None or bool(own and own.reviewer_citations),
                ),
            )
            if not there
        ]
        if lacking:
            misses.append(f"item {item['number']} lacks {', '.join(lacking)}")
    count = len(made["items"])
    return Mark(metric="items complete", right=count - len(misses), of=count, misses=tuple(misses))


def _supported(told: Iterable[Told]) -> Iterator[Mark]:
    statements = list(told)
    for kind in _KINDS:
        every = [(one, unit) for one in statements for unit in one.units if unit.kind == kind]
        missing = [(one, unit) for one, unit in every if not unit.found]
        yield Mark(
            metric=f"{kind}s supported",
            right=len(every) - len(missing),
            of=len(every),
            misses=tuple(f"{unit.said} in: {one.text}" for one, unit in missing),
        )


def _reads_back(made: dict[str, Any], letter: Letter) -> Mark:
    wanted = [(" ".join(one["title"].split()), one["outcome"]) for one in made["items"]]
    got = [(" ".join(one.title.split()), one.outcome) for one in letter.issues]
    misses = () if got == wanted else (f"{len(got)} items read of {len(wanted)}: {got}"[:300],)
    return Mark(metric="reads back", right=int(got == wanted), of=1, misses=misses)


SUITE = Suite(
    name="drafts",
    measures="case folders to letters: complete, supported, right limit and outcome, what is left",
    rooms=(
        *("text", "terms", "quantities", "guidelines", "letters", "case_file", "facts", "claims"),
        *("checks", "retrieval", "drafting", "evaluation/evidence.py"),
    ),
    model=True,
    tasks=_tasks,
    produce=produce_draft,
    score=_score,
)
