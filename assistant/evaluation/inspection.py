"""The suites as tasks of Inspect (inspect-ai, an extra), so that its models, logs and viewer serve.

    inspect eval evals/tasks.py@drafts --model openai/NAME
    inspect eval evals/tasks.py@limits --model none
    inspect view

Cases, products and marks are those of `imr eval run`: a sample is a case, a score is the share of
units that a metric counts right. What a case does not score is unscored, and no zero. Where a model
takes part, its requests go through Inspect, so that they stand in its log with tokens and time.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageSystem,
    ChatMessageTool,
    ChatMessageUser,
    GenerateConfig,
    Model,
    ModelOutput,
    ResponseSchema,
    get_model,
)
from inspect_ai.scorer import (
    Metric,
    SampleScore,
    Score,
    Scorer,
    Target,
    mean,
    metric,
    scorer,
    stderr,
)
from inspect_ai.solver import Generate, Solver, TaskState, solver
from inspect_ai.tool import ToolCall, ToolInfo, ToolParams
from inspect_ai.util import JSONSchema

from assistant.drafting.given import Asked, Replied, offered
from assistant.evaluation.metrics import METRICS
from assistant.evaluation.plan import Plan
from assistant.evaluation.running import marks
from assistant.evaluation.samples import Mark
from assistant.evaluation.samples import Task as Case
from assistant.evaluation.suites import SUITES, Made

_TEMPLATE = "template"
_TIMES = frozenset({"seconds", "tokens", "cost"})
_DONE = "stop"


def suite_task(suite: str, evals: Path, only: str = "", quick: bool = False) -> Task:
    """The suite as a task over the folders in `evals`; `only` is a pattern of case names.

    Raises `Absent` where the suite has nothing to run on there.
    """
    plan = Plan(
        cases=evals / "cases",
        letters=evals / "letters",
        only=(only,) if only else (),
        quick=quick,
    )
    cases = list(SUITES[suite].tasks(plan))
    samples = [
        Sample(
            input="\n".join(one.given.get("asks", [f"{suite}: {one.case}"])),
            target=json.dumps(one.target),
            id=one.case,
            metadata={"case": one.model_dump(mode="json"), "about": list(one.about)},
        )
        for one in cases
    ]
    names = [name for (own, name), _ in METRICS.items() if own == suite and name not in _TIMES]
    return Task(
        dataset=MemoryDataset(samples, name=suite),
        solver=produce(suite, plan.model_dump(mode="json")),
        scorer=[marked(suite, name) for name in names],
        name=suite,
    )


@solver
def produce(suite: str, plan: dict[str, Any]) -> Solver:
    """Do the case as `imr eval run` does, with Inspect's model where one takes part."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001 - the form
        case = Case.model_validate(state.metadata["case"])
        model = get_model()
        named = _TEMPLATE if not SUITES[suite].model or model.name == "none" else str(model)
        own = Plan.model_validate({**plan, "model": named})
        loop = asyncio.get_running_loop()

        def work() -> Made:
            with offered(named, lambda asked: _answered(loop, model, asked)):
                return SUITES[suite].produce(case, own)

        made = await asyncio.to_thread(work)
        state.store.set("made", {"output": made.output, "spent": made.spent.model_dump()})
        told = made.output.get("letter") or json.dumps(made.output, ensure_ascii=False)
        state.output = ModelOutput.from_content(str(model), str(told))
        state.completed = True
        return state

    return solve


def _answered(loop: asyncio.AbstractEventLoop, model: Model, asked: Asked) -> Replied:
    """The answer of Inspect's model, asked from another thread."""
    tools = [
        ToolInfo(
            name=one["function"]["name"],
            description=one["function"].get("description", ""),
            parameters=ToolParams.model_validate(
                {"additionalProperties": False, **one["function"]["parameters"]}
            ),
        )
        for one in asked.tools
    ]
    form = None
    if asked.form is not None:
        schema = JSONSchema.model_validate(_whole(asked.form["schema"], asked.form["schema"]))
        form = ResponseSchema(name=asked.form["name"], json_schema=schema, strict=True)
    config = GenerateConfig(response_schema=form, temperature=0)
    sent = [_message(one) for one in asked.messages]
    coming = asyncio.run_coroutine_threadsafe(model.generate(sent, tools, config=config), loop)
    output = coming.result()
    message, used = output.message, output.usage
    finish = {"max_tokens": "length", "model_length": "length"}.get(output.stop_reason, _DONE)
    return Replied(
        text=message.text,
        calls=tuple((one.id, one.function, one.arguments) for one in message.tool_calls or ()),
        finish="content_filter" if output.stop_reason == "content_filter" else finish,
        input_tokens=used.input_tokens if used else 0,
        output_tokens=used.output_tokens if used else 0,
    )


def _message(one: dict[str, Any]) -> ChatMessage:
    text = one.get("content") or ""
    if one["role"] == "system":
        return ChatMessageSystem(content=text)
    if one["role"] == "tool":
        return ChatMessageTool(content=text, tool_call_id=one["tool_call_id"])
    if one["role"] == "assistant":
        calls = [
            ToolCall(
                id=call["id"],
                function=call["function"]["name"],
                arguments=json.loads(call["function"]["arguments"]),
            )
            for call in one.get("tool_calls", ())
        ]
        return ChatMessageAssistant(content=text, tool_calls=calls or None)
    return ChatMessageUser(content=text)


def _whole(form: Any, root: dict[str, Any]) -> Any:
    """A JSON schema with its references in their place."""
    if isinstance(form, list):
        return [_whole(one, root) for one in form]
    if not isinstance(form, dict):
        return form
    if "$ref" in form:
        return _whole(root["$defs"][form["$ref"].rsplit("/", 1)[-1]], root)
    return {name: _whole(one, root) for name, one in form.items() if name != "$defs"}


@metric
def pooled() -> Metric:
    """Units right of all units, over the cases that were scored."""

    def share(scores: list[SampleScore]) -> float:
        own = [one.score.metadata or {} for one in scores]
        of = sum(one.get("of", 0) for one in own)
        return sum(one.get("right", 0) for one in own) / of if of else float("nan")

    return share


def marked(suite: str, name: str) -> Scorer:
    """A metric of the suite as a scorer of that name."""
    kind = METRICS[suite, name].kind

    @scorer(
        metrics=[pooled(), mean(), stderr()] if kind == "share" else [mean(), stderr()], name=name
    )
    def measure() -> Scorer:
        async def score(state: TaskState, target: Target) -> Score | None:  # noqa: ARG001 - the form
            made = state.store.get("made")
            if made is None:
                return Score.unscored(reason="no product")
            case = Case.model_validate(state.metadata["case"])
            given = marks(SUITES[suite], Made(made["output"]), case)
            return _score([one for one in given if one.metric == name])

        return score

    return measure()


def _score(own: list[Mark]) -> Score:
    misses = "\n".join(miss for one in own for miss in one.misses)
    right, of = sum(one.right for one in own), sum(one.of for one in own)
    amounts = [one.amount for one in own if one.amount is not None]
    if not of and not amounts:
        return Score.unscored(reason="nothing to score")
    value = right / of if of else sum(amounts) / len(amounts)
    return Score(value=value, explanation=misses or None, metadata={"right": right, "of": of})
