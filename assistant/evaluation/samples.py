"""What a run is made of: tasks, samples with what was produced, and marks given by a scorer.

A sample keeps what was produced and what it is held against, so that it can be scored again without
producing it again. A mark of nothing is no mark of zero: `of` 0 and `amount` None are unscored.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from assistant.text import Value

Kind = Literal["share", "mean"]


class Mark(Value):
    """One measure of one sample.

    right, of  units that were right, of those that were to be; for metrics that are shares
    amount     the figure itself, for metrics that are means; None where there is none
    group      the class inside the metric: a class of errors, a field, a service; empty for none
    misses     what was wrong, a line each
    """

    metric: str
    right: int = 0
    of: int = 0
    amount: float | None = None
    group: str = ""
    misses: tuple[str, ...] = ()

    @property
    def value(self) -> float | None:
        """The share or amount; None where there was nothing to score."""
        if self.amount is not None:
            return self.amount
        return self.right / self.of if self.of else None


class Task(Value):
    """One piece of work, as it is handed to a process.

    case     the name that pairs it with the same case of another run
    source   the file or folder that it is about
    about    words about the case: service, hard, edition
    target   what the product is held against, as plain data
    given    what else the suite needs to produce it, as plain data
    content  hash of what it is made from; part of the key of the cache
    """

    suite: str
    case: str
    source: str
    repeat: int = 1
    about: tuple[str, ...] = ()
    target: dict[str, Any] = Field(default_factory=dict)
    given: dict[str, Any] = Field(default_factory=dict)
    content: str


class Spent(Value):
    """What a product cost: seconds of work, requests and tokens of a model, money where priced."""

    seconds: float = 0.0
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None


class Sample(Value):
    """One product with its marks: a line of the log.

    key     name in the cache, a hash of all that the product depends on
    error   why there is no product; such a sample has no marks, which is not the same as wrong ones
    judged  what a model said of it that was asked as a judge; it never gates
    """

    kind: Literal["sample"] = "sample"
    suite: str
    case: str
    source: str
    repeat: int
    about: tuple[str, ...] = ()
    key: str
    cached: bool = False
    target: dict[str, Any] = Field(default_factory=dict)
    output: dict[str, Any] | None = None
    spent: Spent = Spent()
    error: str | None = None
    marks: tuple[Mark, ...] = ()
    judged: dict[str, Any] | None = None


class Skipped(Value):
    """A suite that was asked for and not run, with the reason."""

    kind: Literal["skipped"] = "skipped"
    suite: str
    reason: str


class Head(Value):
    """The first line of a log: what was run, and by what.

    settings  the options that decide which samples there are; a run that goes on has the same
    code      hash of the program, `corpus` and `prompts` of its data
    """

    kind: Literal["run"] = "run"
    name: str
    suites: tuple[str, ...]
    model: str
    repeat: int
    started: str
    version: str
    code: str
    corpus: str
    prompts: str
    settings: dict[str, Any] = Field(default_factory=dict)


class End(Value):
    """The last line of a log that came to its end. `stopped` says why it ended early."""

    kind: Literal["end"] = "end"
    finished: str
    seconds: float
    stopped: str | None = None
