"""The model drafter: material, answer, check, findings back, at most a few rounds.

The outcome, the guideline line and the closing sentence of each item stay those of the criteria: a
model writes the sentences between, and each is held against what it cites. What is found goes back
to the model with what was expected; what is left after the last round stays as findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.case_file import CaseFile
from assistant.drafting.answer import Answer, read_answer, schema
from assistant.drafting.context import Material, gather, shown
from assistant.drafting.doubts import Doubt
from assistant.drafting.endpoint import Progress, Unusable, ask
from assistant.drafting.grounding import Grounded, ground
from assistant.drafting.models import Draft, Round, Run, Statement
from assistant.drafting.placeholders import Placeholders
from assistant.drafting.prompts import read_prompt
from assistant.drafting.reporting import checked, doubt_findings, read_back
from assistant.drafting.template import compose
from assistant.drafting.usage import Usage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

    from assistant.checks.models import Finding, Report

ROUNDS = 3
"""Answers asked for at most: the first, and corrections."""


class Attempt(NamedTuple):
    """A draft of one round with its report."""

    draft: Draft
    report: Report

    @property
    def errors(self) -> int:
        """Findings that block."""
        return self.report.counts.error


def first_messages(
    case: CaseFile, template: Draft
) -> tuple[list[BaseMessage], Material, Placeholders]:
    """What would be sent first, the material behind it, and the identifiers taken out."""
    texts = [record.document.text for record in case.records]
    names = Placeholders([*texts, *(item.title for item in case.disputed_items)])
    material = gather(case, template)
    prompt = read_prompt("draft")
    return prompt.messages(**shown(material, template, names)), material, names


def draft_with_model(
    case: CaseFile,
    template: Draft,
    model: BaseChatModel,
    name: str,
    *,
    rounds: int = ROUNDS,
    progress: Progress | None = None,
    told: Callable[[int, Round], None] | None = None,
) -> tuple[Draft, Report]:
    """The draft of `case` in the words of `model`, and its report.

    `progress` gets the pieces of the answer as they come, `told` each round when it has ended.
    Raises `ModelError` where no round gave an answer that can be read.
    """
    messages, material, names = first_messages(case, template)
    hashes = {one: read_prompt(one).sha256 for one in ("draft", "mend")}
    known = {_key(one) for one in checked(template, case).findings}
    kept: list[Round] = []
    attempts: list[tuple[int, Attempt]] = []
    failure: Unusable | None = None
    for number in range(1, rounds + 1):
        try:
            answered = ask(model, messages, schema(), progress)
        except Unusable as unusable:
            failure = unusable
            kept.append(Round(answer="", findings=(str(unusable),), usage=Usage(tries=1)))
            if told:
                told(number, kept[-1])
            continue
        try:
            answer = read_answer(answered.text, len(template.items))
        except Unusable as unusable:
            failure = unusable
            found = [str(unusable)]
        else:
            attempt = _attempt(case, template, answer, material, names, name)
            attempts.append((number, attempt))
            found = [_told(one) for one in _blocking(attempt.report.findings, known)]
        kept.append(Round(answer=answered.text, findings=tuple(found), usage=answered.usage))
        if told:
            told(number, kept[-1])
        if not found:
            break
        messages = [*messages, *_again(answered.text, found, names)]
    run = Run(model=name, prompts=hashes, rounds=tuple(kept), usage=_sum(kept))
    if not attempts:
        raise Failed(failure or Unusable("no answer"), run)
    number, best = min(attempts, key=lambda one: (one[1].errors, one[0]))
    run = run.model_copy(update={"kept": number})
    return best.draft.model_copy(update={"run": run}), best.report


class Failed(Unusable):
    """No round gave an answer that can be read; `run` tells what was tried."""

    def __init__(self, reason: Unusable, run: Run) -> None:
        super().__init__(str(reason))
        self.run = run


def _attempt(
    case: CaseFile,
    template: Draft,
    answer: Answer,
    material: Material,
    names: Placeholders,
    name: str,
) -> Attempt:
    """The letter of one answer, checked like any letter and held against its sources."""
    grounded = [
        ground(one, material, template.items, names)
        for one in answer.statements
        if one.text.strip()
    ]
    statements, missing = _arranged(template, grounded)
    letter, placed = compose(case, template.items, statements)
    draft = template.model_copy(update={"model": name, "statements": placed, "letter": letter})
    doubts = _doubts(placed, grounded)
    findings = [*doubt_findings(draft, doubts), *read_back(draft, missing)]
    return Attempt(draft, checked(draft, case, findings))


def _arranged(
    template: Draft, grounded: Sequence[Grounded]
) -> tuple[list[Statement], list[int | None]]:
    """The statements of the letter in order, and the parts that the model left out.

    A part without a statement keeps the template's; the closing sentence is always the template's.
    """
    statements: list[Statement] = []
    missing: list[int | None] = []
    for issue in (None, *(item.number for item in template.items)):
        own = [one for one in grounded if one.item == (issue or 0)]
        stock = [one for one in template.statements if one.issue == issue]
        if own:
            statements += [
                Statement(text=one.text, supports=one.supports, issue=issue) for one in own
            ]
            statements += stock[-1:] if issue is not None else []
        else:
            missing.append(issue)
            statements += stock
    return [one.model_copy(update={"span": None}) for one in statements], missing


def _doubts(
    placed: Sequence[Statement], grounded: Sequence[Grounded]
) -> list[tuple[Statement, Doubt]]:
    """Each doubt with the statement in the letter that it is about."""
    by_text = {(one.issue or 0, one.text): one for one in placed}
    return [(by_text[one.item, one.text], doubt) for one in grounded for doubt in one.doubts]


def _blocking(findings: Iterable[Finding], known: set[tuple[str, str]]) -> list[Finding]:
    """What goes back to the model: not what the case itself lacks, whoever drafts it."""
    return [one for one in findings if one.severity != "info" and _key(one) not in known]


def _key(one: Finding) -> tuple[str, str]:
    return one.code, one.message


def _told(one: Finding) -> str:
    words = " ".join(one.span.text.split())[:200]
    return f'{one.code} at "{words}": {one.message}; expected {one.expected}, found {one.found}'


def _again(text: str, found: Sequence[str], names: Placeholders) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage  # noqa: PLC0415 - loaded with the model

    lines = names.hide("\n".join(f"- {one}" for one in found))
    return [AIMessage(text), *read_prompt("mend").messages(findings=lines)]


def _sum(rounds: Sequence[Round]) -> Usage:
    total = rounds[0].usage
    for one in rounds[1:]:
        total = total + one.usage
    return total
