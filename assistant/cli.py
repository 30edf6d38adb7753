"""The command line: `imr COMMAND …`.

Start-up is kept short by loading one command's module at a time: the table below is all that is
known of a command before it runs. Exit status: 0 done, 1 findings, 2 could not do the work, with
one line on standard error.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from importlib import import_module
from typing import Annotated, Any

# Next to nothing that is read or checked forms cycles; at the default of 700 objects a fifth of the
# start is spent on looking for them. A letter takes some 220,000.
gc.set_threshold(300_000, 20, 20)
# Pydantic would look through every installed package for plugins of its own.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import typer  # noqa: E402 - what is set above holds for it
from typer.core import TyperGroup  # noqa: E402 - what is set above holds for it
from typer.main import get_command  # noqa: E402 - what is set above holds for it

from assistant import __version__  # noqa: E402 - what is set above holds for it
from assistant.errors import ImrError  # noqa: E402 - what is set above holds for it
from assistant.terminal.output import debugging, problem, use_utf8  # noqa: E402 - what is set above holds for it

COMMANDS = {
    "parse": "Read determination letters into data.",
    "check": "Check determination letters and drafts: numbers, dates, citations.",
    "facts": "Show the facts of a case with document and page; correct them.",
    "draft": "Draft the determination of a case, for the reviewer to decide.",
    "chat": "Ask about a case: facts, limits, passages, findings, its draft.",
    "mcp": "Offer the tools of the chat to another assistant, over MCP.",
    "decide": "Decide the items of a case; waive findings; approve or return.",
    "letter": "Write the letter of a case; a DRAFT until an approval holds.",
    "audit": "The record of every draft, edit, decision, waiver and approval.",
    "serve": "Open the workbench: queue, cases, guidelines, letters.",
    "users": "The accounts that may sign in to `imr serve --auth`.",
    "search": "Find guideline passages by meaning.",
    "limits": "Show the numeric limits that guidelines set for a service.",
    "rule": "Explain a check, with a failing and a passing example.",
    "corpus": "Look into the guideline data: editions, passages, dated limits.",
    "doctor": "Show settings and their origin, and what is missing.",
    "eval": "Measure how well the work is done, compare runs, report them.",
    "bench": "Measure letters a second, drafts, search, start-up and memory.",
}
"""What help says of each command, in its order; `assistant.commands.NAME` holds its Typer `app`."""

COULD_NOT = 2
_INTERRUPTED = 130
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
_BROKEN_PIPE = 141
# the base of all usage mistakes has no public name in every version of typer
_USAGE_MISTAKE: type[Exception] = typer.BadParameter.__mro__[2]


class LazyCommands(TyperGroup):
    """A group that imports a command's module when the command is named."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        """All command names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is Typer's
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = get_command(import_module(f"assistant.commands.{cmd_name}").app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - as above
        """The list of help, from the table: no command is loaded to be named."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    name="imr",
    cls=LazyCommands,
    help="Draft and check California Independent Medical Review determinations.",
    epilog="Exit status: 0 done, 1 findings, 2 could not do the work.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"imr {__version__}")
        raise typer.Exit


@app.callback()
def imr(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - acts when it is read
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Draft and check California Independent Medical Review determinations."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status; `arguments` are those of the process."""
    use_utf8()
    try:
        status = main(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has gone
        _write_no_more()
        status = _BROKEN_PIPE
    except OSError as error:
        _write_no_more()
        problem(f"output cannot be written: {error.strerror or error}")
        status = COULD_NOT
    # the process ends: to look through all of it for cycles takes a tenth of a short run
    gc.freeze()
    sys.exit(status)


def _write_no_more() -> None:
    """What is still to be written at exit goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns:
        The exit status. Errors are told in one line on standard error.
    """
    try:
        status = get_command(app).main(args=arguments, prog_name="imr", standalone_mode=False)
    except BrokenPipeError:
        raise
    except ImrError as error:
        return _could_not(str(error), error)
    except _USAGE_MISTAKE as mistake:
        return _usage(mistake)
    except (KeyboardInterrupt, typer.Abort):
        problem("interrupted")
        return _INTERRUPTED
    except Exception as error:  # no traceback for users
        if _is_full(error):
            raise
        reason = f"internal error: {type(error).__name__}: {error} (IMR_DEBUG=1 shows where)"
        return _could_not(reason, error)
    if status == _INTERRUPTED:
        # typer makes a status of it
        problem("interrupted")
    return status if isinstance(status, int) else 0


def _is_full(error: Exception) -> bool:
    """Whether the output takes no more; errors of files have names."""
    return isinstance(error, OSError) and error.filename is None and error.errno in _FULL


def _could_not(message: str, error: Exception) -> int:
    if debugging():
        import traceback  # noqa: PLC0415 - loaded when used

        traceback.print_exception(error)
    problem(message)
    return COULD_NOT


def _usage(mistake: Any) -> int:
    """One line for a wrong option or argument, or for a missing one."""
    context = getattr(mistake, "ctx", None)
    path = context.command_path.split()[1:] if context is not None else []
    message = " ".join(mistake.format_message().split()).replace("Value error, ", "")
    if isinstance(mistake.__cause__, ValueError) and hasattr(mistake.__cause__, "errors"):
        message += f", found {mistake.__cause__.errors()[0]['input']!r}"
    problem(": ".join(filter(None, (" ".join(path), message))))
    return COULD_NOT
