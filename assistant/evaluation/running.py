"""Running suites: tasks over processes or threads, each product kept and logged as it comes.

Without a model the work is computing, so it goes to processes; a model is waited for, so it goes to
threads of this one, which share the bound on requests. A task that fails becomes a sample with its
error: it is not scored, which is not the same as wrong. A killed run goes on where it stopped.
"""

from __future__ import annotations

import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

from assistant.drafting.endpoint import limit_requests
from assistant.errors import ImrError
from assistant.evaluation.caching import Cache, key_of
from assistant.evaluation.logs import LogWriter
from assistant.evaluation.plan import Plan
from assistant.evaluation.samples import Mark, Sample, Skipped, Spent, Task
from assistant.evaluation.suites import SUITES, Absent, Made, Suite

Key = tuple[str, str, int]
_AHEAD = 2  # tasks a worker may have waiting: a budget that is spent stops soon after


class Budget(NamedTuple):
    """The most a run may spend on a model; None for no bound."""

    cost: float | None = None
    tokens: int | None = None

    def over(self, spent: Spent) -> str | None:
        """Why the run has to stop, or None."""
        if self.cost is not None and (spent.cost or 0.0) >= self.cost:
            return f"the budget of {self.cost:g} is spent"
        if self.tokens is not None and spent.input_tokens + spent.output_tokens >= self.tokens:
            return f"the budget of {self.tokens} tokens is spent"
        return None


class Prepared(NamedTuple):
    """The tasks of a run, and the suites that have none."""

    tasks: tuple[Task, ...]
    skipped: tuple[Skipped, ...]


def prepare(plan: Plan, suites: Sequence[str]) -> Prepared:
    """The tasks of `suites`; those with a model as often as the plan says."""
    tasks: list[Task] = []
    skipped: list[Skipped] = []
    for name in suites:
        suite = SUITES[name]
        times = plan.repeat if suite.model and plan.model != "template" else 1
        try:
            own = list(suite.tasks(plan))
        except Absent as reason:
            skipped.append(Skipped(suite=name, reason=str(reason)))
            continue
        for number in range(1, times + 1):
            tasks += [one.model_copy(update={"repeat": number}) for one in own]
    return Prepared(tuple(tasks), tuple(skipped))


def run_tasks(
    tasks: Sequence[Task],
    plan: Plan,
    writer: LogWriter,
    *,
    jobs: int = 1,
    cache: Cache | None = None,
    budget: Budget | None = None,
    done: Mapping[Key, Sample] | None = None,
    advance: Callable[[], None] = lambda: None,
) -> str | None:
    """Do the tasks and log a sample for each; those in `done` stand in the log already.

    Returns why the run stopped before its end, or None.
    """
    cache = cache or Cache(None)
    if plan.model != "template" or plan.judge:
        limit_requests(plan.per_minute)
    spent = Spent()
    left: list[tuple[Task, str]] = []
    for task in tasks:
        key = key_of(task, plan)
        before = (done or {}).get((task.suite, task.case, task.repeat))
        if before is not None and before.key == key and before.error is None:
            spent = total((spent, before.spent))
            advance()
            continue
        kept = cache.get(key)
        if kept is None:
            left.append((task, key))
            continue
        writer.add(sample(task, key, kept, cached=True))
        advance()
    for task, key, made in _produced(left, plan, jobs):
        if isinstance(made, str):
            writer.add(sample(task, key, None, error=made))
        else:
            cache.put(key, made)
            writer.add(sample(task, key, made))
            spent = total((spent, made.spent))
        advance()
        stop = budget.over(spent) if budget else None
        if stop:
            return stop
    return None


def sample(
    task: Task, key: str, made: Made | None, *, cached: bool = False, error: str | None = None
) -> Sample:
    """The sample of a task, marked."""
    return Sample(
        suite=task.suite,
        case=task.case,
        source=task.source,
        repeat=task.repeat,
        about=task.about,
        key=key,
        cached=cached,
        target=task.target,
        output=made.output if made else None,
        spent=made.spent if made else Spent(),
        error=error,
        marks=marks(SUITES[task.suite], made, task) if made else (),
    )


def marks(suite: Suite, made: Made, task: Task) -> tuple[Mark, ...]:
    """The marks of a product, with what it cost."""
    return (*suite.score(made.output, task.target), *_costs(made.spent))


def rescored(one: Sample) -> Sample:
    """The sample with marks given anew from what it holds."""
    if one.output is None:
        return one
    given = SUITES[one.suite].score(one.output, one.target)
    return one.model_copy(update={"marks": (*given, *_costs(one.spent))})


def total(parts: Iterable[Spent]) -> Spent:
    """The sum; cost is None where none of them has a price."""
    every = list(parts)
    costs = [one.cost for one in every if one.cost is not None]
    return Spent(
        seconds=sum(one.seconds for one in every),
        requests=sum(one.requests for one in every),
        input_tokens=sum(one.input_tokens for one in every),
        output_tokens=sum(one.output_tokens for one in every),
        cost=sum(costs) if costs else None,
    )


def _costs(spent: Spent) -> Iterator[Mark]:
    yield Mark(metric="seconds", amount=spent.seconds)
    if spent.requests:
        yield Mark(metric="tokens", amount=float(spent.input_tokens + spent.output_tokens))
    if spent.cost is not None:
        yield Mark(metric="cost", amount=spent.cost)


def _produced(
    left: Sequence[tuple[Task, str]], plan: Plan, jobs: int
) -> Iterator[tuple[Task, str, Made | str]]:
    if jobs < 2 or len(left) < 2:
        for task, key in left:
            yield task, key, produce(task, plan)
        return
    pool: Executor
    if plan.model == "template":
        # spawned: a forked process would inherit the locks of the vector store's threads
        pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    else:
        pool = ThreadPoolExecutor(jobs)
    coming = iter(left)
    with pool:
        waiting: deque[tuple[Task, str, Future[Made | str]]] = deque()

        def submit(count: int) -> None:
            for task, key in islice(coming, count):
                waiting.append((task, key, pool.submit(produce, task, plan)))

        submit(jobs * _AHEAD)
        try:
            while waiting:
                task, key, future = waiting.popleft()
                made = future.result()
                submit(1)
                yield task, key, made
        finally:
            for _, _, future in waiting:
                future.cancel()


def produce(task: Task, plan: Plan) -> Made | str:
    """Do one task; a failure is told in a line in its place."""
    started = time.perf_counter()
    try:
        made = SUITES[task.suite].produce(task, plan)
    except ImrError as error:
        return str(error)
    except Exception as error:  # one odd case must not end a run
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"internal error: {type(error).__name__}: {error} ({last.name}, line {last.lineno})"
    seconds = round(time.perf_counter() - started, 4)
    return made._replace(spent=made.spent.model_copy(update={"seconds": seconds}))
