"""`imr chat`: ask about a case, and propose edits of its draft, in the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Coloured, ModelName, OutputFormat, command_app
from assistant.settings import settings
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, Style, style_for

if TYPE_CHECKING:
    from assistant.drafting.chat import Chat
    from assistant.drafting.events import Event

app = command_app()

_ROLES = {"source": "", "tool": "dim", "proposal": "bold", "changed": "good", "error": "error"}


@app.command()
def chat(
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="A folder with case.json and records/.")
    ],
    *,
    model: ModelName = None,
    say: Annotated[
        list[str] | None,
        typer.Option("--say", metavar="TEXT", help="Ask this and stop; may be given again."),
    ] = None,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Ask about a case: facts, limits, passages, findings, its draft; propose edits.

    Without a model, commands and plain questions are answered from the records and the guidelines;
    /help lists the commands. Nothing in a draft changes until a proposal is accepted. What is said
    is kept in chat.jsonl of the case, and the next chat goes on from there. Ctrl-C stops an answer.

    Exit status: 0 done, 2 the case cannot be read.
    """
    from assistant.drafting.chat import Chat  # noqa: PLC0415 - loaded when used
    from assistant.drafting.template import MODEL  # noqa: PLC0415 - as above

    name = model or settings().model
    chosen = None
    if name != MODEL:
        from assistant.drafting.endpoint import chat_model  # noqa: PLC0415 - loads the client

        chosen = chat_model(name, retries=2)
    who = os.environ.get("USER") or os.environ.get("USERNAME") or "reviewer"
    talk = Chat(case, chosen, who)
    style = style_for(sys.stdout, color)
    if output is Format.TEXT and say is None:
        _welcome(talk, name, style)
    broken_off = False
    for line in say if say is not None else _lines():
        if line.strip() in {"/quit", "/exit"}:
            break
        broken_off = _answer(talk, line, output, style) or broken_off
    if broken_off and chosen is not None and sys.stdin.isatty():
        # the client's threads wait for a silent endpoint, and an ordinary exit would wait for them
        sys.stdout.flush()
        os._exit(0)
    return 0


def _welcome(talk: Chat, name: str, style: Style) -> None:
    from assistant.drafting.template import MODEL  # noqa: PLC0415 - loaded when used

    titles = [one.title for one in talk.tools.case.disputed_items]
    for number, title in enumerate(titles, 1):
        write(f"{style('bold', f'Item {number}')}: {title}")
    earlier = sum(turn.kind == "asked" for turn in talk.conversation.turns)
    if earlier:
        write(style("dim", f"{earlier} questions kept from before; /history shows them"))
    how = "no model: commands and plain questions" if name == MODEL else f"model {name}"
    write(style("dim", f"{how}; /help lists the commands, /quit ends"))


def _lines() -> Iterator[str]:
    """Lines from standard input; on a terminal with a prompt, editing and the arrow keys.

    Ctrl-C at the prompt takes the line back, twice in a row it ends the chat; so does Ctrl-D.
    """
    read = _prompted if sys.stdin.isatty() else sys.stdin.readline
    if sys.stdin.isatty():
        with suppress(ImportError):  # not on every platform
            import readline  # noqa: F401, PLC0415 - gives input() its line editing
    left = False
    while True:
        try:
            line = read()
        except KeyboardInterrupt:
            write("")
            if left:
                return
            write("(Ctrl-C again or /quit ends the chat)")
            left = True
            continue
        left = False
        if not line:
            return
        if line.strip():
            yield line


def _prompted() -> str:
    try:
        return f"{input('> ')}\n"
    except EOFError:
        write("")
        return ""


def _answer(talk: Chat, line: str, output: Format, style: Style) -> bool:
    """Show the answer to a line; whether it was broken off."""
    events = talk.ask(line)
    streamed = False
    try:
        for event in events:
            if output is not Format.TEXT:
                write(dumps(event.model_dump(mode="json", exclude_none=True), Format.JSONL))
            elif event.kind == "text" and talk.model is not None and not line.startswith("/"):
                sys.stdout.write(event.text)
                sys.stdout.flush()
                streamed = True
            else:
                if streamed:
                    write("")
                    streamed = False
                write(_shown(event, style))
    except KeyboardInterrupt:
        events.close()  # type: ignore[attr-defined]  # a generator, so that what came is kept
        write(style("dim", " (interrupted)"))
        return True
    if streamed:
        write("")
    return False


def _shown(event: Event, style: Style) -> str:
    role = _ROLES.get(event.kind, "")
    text = f"[{event.text}]" if event.kind == "tool" else event.text
    text = style(role, text) if role and "\n" not in text else text
    return f"{text}\n  {style('dim', event.where)}" if event.where else text
