"""`imr facts`: what the records of a case say, with its place, and the reviewer's word on it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, Style, style_for, width

if TYPE_CHECKING:
    from assistant.case_file import CaseFile
    from assistant.facts import CaseFacts

app = command_app()


@app.command()
def facts(
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="A folder with case.json and records/.")
    ],
    *,
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            "--confirm", metavar="ID", help="Say that this fact is right. May be given again."
        ),
    ] = None,
    correct: Annotated[
        list[str] | None,
        typer.Option(
            "--correct",
            metavar="ID=VALUE",
            help='Say what is right instead, as age=52 or visits-3f2a1="8 completed"; '
            '"not documented" strikes a misreading. May be given again.',
        ),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            "--add",
            metavar="KIND=WORDS",
            help='Add a fact that no record has, as visits="8 visits of acupuncture completed on '
            '2014-03-01"; it is marked as added, with who and when. May be given again.',
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME",
            help="Let this model propose further facts; those that code reads from the words "
            "quoted count, the others are shown as rejected.",
        ),
    ] = None,
    who: Annotated[
        str, typer.Option("--who", metavar="NAME", help="Who confirms, corrects or adds.")
    ] = "",
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Show the facts of a case with document and page, what conflicts, and the timeline.

    Corrections and added facts are kept in CASE/corrections.jsonl with name and time, and nothing
    in it is ever overwritten; drafts, checks, chat and workbench go by them. Exit status: 0 done,
    2 the case cannot be read, or no such fact or value.
    """
    from assistant.facts import reviewed  # noqa: PLC0415 - loaded when used
    from assistant.terminal.facts import facts_data, facts_text  # noqa: PLC0415 - as above

    read, of_records = _read(case)
    wanted = _wanted(confirm or [], correct or [])
    added = _pairs("--add", 'KIND=WORDS, as visits="8 completed visits of acupuncture"', add or [])
    if wanted or added:
        if not who.strip():
            raise InvalidField("command line", "--who", "the name of who confirms or corrects", who)
        read = _keep(read, of_records, wanted, added, who)
    if model:
        return _propose(read, model, output, style_for(sys.stdout, color))
    found = reviewed(of_records, read.corrections)
    if output is Format.TEXT:
        write(facts_text(read, found, style_for(sys.stdout, color), width()))
    else:
        write(dumps(facts_data(read, found), output))
    return 0


def _propose(case: CaseFile, model: str, output: Format, style: Style) -> int:
    """Ask the model, and show what counts and what was rejected, with the reason."""
    from assistant.drafting.endpoint import chat_model  # noqa: PLC0415 - loads the client
    from assistant.drafting.proposing import propose_facts  # noqa: PLC0415 - as above

    made = propose_facts(case, chat_model(model), model)
    if output is not Format.TEXT:
        write(dumps(made.model_dump(mode="json"), output))
        return 0
    for one in made.judged:
        verdict = style("error", f"rejected, {one.reason}") if one.reason else "counts"
        write(f"{one.kind.replace('_', ' ')}: {one.value}: {verdict}")
        write(f'  {style("dim", one.document)} "{one.quote}"')
    used = made.usage
    price = "" if used.cost is None else f", cost {used.cost:g}"
    write(
        f"{model}: {len(made.accepted)} of {len(made.judged)} proposed facts count; tokens "
        f"{used.input_tokens} in and {used.output_tokens} out, {used.seconds:g} s{price}"
    )
    return 0


def _read(folder: Path) -> tuple[CaseFile, CaseFacts]:
    """The case and the facts of its records, with a bar for what takes a while."""
    from assistant.case_file import read_case  # noqa: PLC0415 - as above
    from assistant.facts import find_facts  # noqa: PLC0415 - as above

    with _bar() as seen:
        read = read_case(folder, seen)
    with _bar() as seen:
        return read, find_facts(read.records, seen)


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    from assistant.terminal.progress import Progress  # noqa: PLC0415 - as above

    bar: Progress | None = None

    def seen(_: int, whole: int) -> None:
        nonlocal bar
        bar = bar or Progress(whole, results=False)
        bar.advance()

    try:
        yield seen
    finally:
        if bar is not None:
            bar.close()


def _wanted(confirm: list[str], correct: list[str]) -> list[tuple[str, str | None]]:
    """The facts that are spoken of, with the value said of each; None for a confirmation."""
    wanted: list[tuple[str, str | None]] = [(name.strip(), None) for name in confirm]
    return [*wanted, *_pairs("--correct", "ID=VALUE, as age=52", correct)]


def _pairs(option: str, form: str, told: list[str]) -> list[tuple[str, str]]:
    """What stands before and behind the first "=" of each; both must be there."""
    pairs = []
    for one in told:
        name, equals, value = one.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise InvalidField("command line", option, form, one)
        pairs.append((name.strip(), value.strip()))
    return pairs


def _keep(
    case: CaseFile,
    facts: CaseFacts,
    wanted: list[tuple[str, str | None]],
    added: list[tuple[str, str]],
    who: str,
) -> CaseFile:
    """The case with the corrections and additions kept: all of them, or on a mistake none."""
    from assistant.case_file import keep_correction  # noqa: PLC0415 - as above
    from assistant.facts import addition_of, correction_of  # noqa: PLC0415 - as above

    made = case
    for name, value in wanted:
        one = correction_of(made, facts, name, value, who)
        made = made.model_copy(update={"corrections": (*made.corrections, one)})
    for kind, words in added:
        extra = addition_of(made, kind.replace("-", "_").replace(" ", "_"), words, who)
        made = made.model_copy(update={"corrections": (*made.corrections, extra)})
    for one in made.corrections[len(case.corrections) :]:
        keep_correction(Path(case.folder), one)
    return made
