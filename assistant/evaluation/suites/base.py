"""What a suite is: which tasks there are, how one is done, and how what came of it is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from assistant.evaluation.plan import Plan
from assistant.evaluation.samples import Mark, Spent, Task


class Made(NamedTuple):
    """What a task came to, as plain data, and what it cost beside the time."""

    output: dict[str, Any]
    spent: Spent = Spent()


class Absent(Exception):
    """A suite has nothing to run on; says why. It is told as skipped, and is no failure."""


class Suite(NamedTuple):
    """A suite of the table.

    rooms   rooms whose code decides what is produced; a change elsewhere leaves the cache good
    model   whether a model takes part where one is named
    tasks   the tasks of a plan; raises `Absent` where there are none to be had
    produce does one task; needs nothing but the task and the plan
    score   marks a product against its target; produces nothing, so that it can be done again
    """

    name: str
    measures: str
    rooms: tuple[str, ...]
    model: bool
    tasks: Callable[[Plan], Iterable[Task]]
    produce: Callable[[Task, Plan], Made]
    score: Callable[[dict[str, Any], dict[str, Any]], Iterable[Mark]]
