"""`imr eval run`, `score` and `baseline`: measure, mark a log anew, keep marks to compare with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.commands.options import Coloured, Jobs, ModelName, OutputFormat, processes
from assistant.errors import InvalidField, SettingsError
from assistant.settings import settings
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, style_for, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.evaluation.plan import Plan
    from assistant.evaluation.running import Budget

CASES = Path("evals/cases")
LETTERS = Path("evals/letters")
BASELINE = Path("evals/baseline.jsonl")
_MOST_REPEATS = 100

Run = Annotated[
    str,
    typer.Argument(metavar="[RUN]", help="A log, its folder, the name of a kept run, or latest."),
]


def run(
    suite: Annotated[
        str,
        typer.Argument(
            metavar="[SUITE]",
            help="letters, facts, retrieval, limits, checker, drafts, chat, published, all, or "
            "quick: a quarter of the cases of all.",
        ),
    ] = "all",
    *,
    model: ModelName = None,
    jobs: Jobs = None,
    repeat: Annotated[
        int, typer.Option("--repeat", metavar="K", help="Ask a model K times for each case.")
    ] = 1,
    cases: Annotated[
        Path, typer.Option("--cases", metavar="FOLDER", help="Case folders with keys.")
    ] = CASES,
    letters: Annotated[
        Path, typer.Option("--letters", metavar="FOLDER", help="Clean letters with accounts.")
    ] = LETTERS,
    published: Annotated[
        Path | None,
        typer.Option(
            "--published",
            metavar="FOLDER",
            help="Published letters, measured beside the suites.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="PATTERN", help="Keep to cases of such names.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FOLDER",
            help="Where to write log.jsonl; a run there that was cut short goes on. [default: a "
            "new folder of the data folder]",
            show_default=False,
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the latest run that was cut short.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Produce everything anew; use nothing kept.")
    ] = False,
    budget: Annotated[
        float | None,
        typer.Option(
            "--budget",
            metavar="COST",
            help="Stop when a model has cost so much; needs OPENAI_PRICE_PER_MILLION.",
            show_default=False,
        ),
    ] = None,
    budget_tokens: Annotated[
        int | None,
        typer.Option(
            "--budget-tokens",
            metavar="N",
            help="Stop when a model has used so many tokens.",
            show_default=False,
        ),
    ] = None,
    per_minute: Annotated[
        float | None,
        typer.Option(
            "--per-minute",
            metavar="N",
            help="At most so many requests a minute to a model.",
            show_default=False,
        ),
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option(
            "--judge",
            metavar="NAME",
            help="A model that judges how readable each draft is; it never gates.",
            show_default=False,
        ),
    ] = None,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Measure suites and keep a log from which everything can be scored again.

    Exit status: 0 done (whatever the figures: imr eval compare judges them), 2 could not be run,
    or stopped before its end.
    """
    from assistant.evaluation.plan import Plan  # noqa: PLC0415 - loaded when used
    from assistant.evaluation.recording import record  # noqa: PLC0415 - as above

    suites = _suites(suite, published)
    _positive("--repeat", repeat, _MOST_REPEATS)
    plan = Plan(
        cases=cases,
        letters=letters,
        published=published,
        only=tuple(only or ()),
        quick=suite == "quick",
        model=model or settings().model,
        repeat=repeat,
        judge=judge,
        per_minute=per_minute,
    )
    result = record(
        plan,
        suites,
        label=suite,
        out=out,
        resume=resume,
        fresh=fresh,
        jobs=processes(jobs),
        budget=_budget(plan, budget, budget_tokens),
        progress=_bar,
    )
    if result.log.end is not None and result.log.end.stopped:
        problem(f"stopped: {result.log.end.stopped}; imr eval run --resume goes on")
    _show(result.log.place, output, color)
    return 2 if result.log.end is None or result.log.end.stopped else 0


def score(
    name: Run = "latest",
    *,
    keys: Annotated[
        Literal["log", "now"],
        typer.Option("--keys", help="Hold against the keys in the log, or those of the folders."),
    ] = "log",
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Mark a run anew from its log, without producing anything again.

    Exit status: 0 done, 2 no such run.
    """
    from assistant.evaluation.logs import find_run  # noqa: PLC0415 - loaded when used
    from assistant.evaluation.recording import rescore  # noqa: PLC0415 - as above

    path = find_run(name)
    rescore(path, new_keys=keys == "now")
    _show(path, output, color)
    return 0


def baseline(
    name: Run = "latest",
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where to write the baseline.")
    ] = BASELINE,
) -> int:
    """Keep the marks of a run, without letters and records, to compare later runs with.

    Exit status: 0 done, 2 no such run.
    """
    from assistant.errors import UnreadableFile  # noqa: PLC0415 - loaded when used
    from assistant.evaluation.logs import find_run, read_log, slim  # noqa: PLC0415 - as above

    log = read_log(find_run(name))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(slim(log), "utf-8", newline="\n")
    except OSError as error:
        raise UnreadableFile(str(out), f"cannot be written: {error.strerror}") from None
    write(f"wrote {out}: {len(log.samples)} samples of {log.head.name}")
    return 0


def _suites(name: str, published: Path | None) -> tuple[str, ...]:
    from assistant.evaluation.suites import SUITES  # noqa: PLC0415 - loaded when used

    if name in {"all", "quick"}:
        return tuple(one for one in SUITES if one != "published" or published)
    if name not in SUITES:
        allowed = ", ".join((*SUITES, "all", "quick"))
        raise InvalidField("command line", "SUITE", allowed, name)
    return (name,)


def _budget(plan: Plan, cost: float | None, tokens: int | None) -> Budget:
    from assistant.evaluation.running import Budget  # noqa: PLC0415 - loaded when used

    for option, value in (
        ("--budget", cost),
        ("--budget-tokens", tokens),
        ("--per-minute", plan.per_minute),
    ):
        if value is not None and not 0 < value < float("inf"):
            raise InvalidField("command line", option, "a number above 0", value)
    if cost is not None and plan.model != "template":
        import os  # noqa: PLC0415 - used here alone

        if not os.environ.get("OPENAI_PRICE_PER_MILLION"):
            allowed = 'the prices for a million tokens in and out, as "0.15/0.60", with --budget'
            raise SettingsError("environment", "OPENAI_PRICE_PER_MILLION", allowed, "nothing")
    return Budget(cost, tokens)


def _positive(option: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise InvalidField("command line", option, f"1 to {most}", value)


def _bar(total: int) -> tuple[Callable[[], None], Callable[[], None]]:
    from assistant.terminal.progress import Progress  # noqa: PLC0415 - loaded when used

    bar = Progress(total, results=False)
    return bar.advance, bar.close


def _show(path: Path, output: Format, color: Colour) -> None:
    from assistant.evaluation.logs import read_log  # noqa: PLC0415 - loaded when used
    from assistant.evaluation.summary import summarise  # noqa: PLC0415 - as above

    log = read_log(path)
    suites = summarise(log)
    if output is Format.TEXT:
        from assistant.terminal.evaluation import run_text  # noqa: PLC0415 - as above

        write(run_text(log, suites, style_for(sys.stdout, color), width()))
        return
    data = {
        "log": str(log.place),
        "run": log.head.model_dump(mode="json"),
        "suites": [one.model_dump(mode="json") for one in suites],
        "skipped": [one.model_dump(mode="json") for one in log.skipped],
        "errors": [
            {"suite": one.suite, "case": one.case, "repeat": one.repeat, "error": one.error}
            for one in log.samples
            if one.error
        ],
        "end": log.end.model_dump(mode="json") if log.end else None,
    }
    write(dumps(data, output))
