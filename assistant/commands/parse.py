"""`imr parse`: read determination letters."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Annotated

import typer

from assistant.commands.letters import open_letter
from assistant.commands.options import Coloured, Jobs, OutputFormat, Paths, command_app, processes
from assistant.terminal.batch import Batch, Result
from assistant.terminal.output import Format, dumps
from assistant.terminal.style import Colour, Style, style_for, width

app = command_app()


@dataclass(frozen=True)
class Parse:
    """Reads one letter and writes it in the wanted form."""

    output: Format
    style: Style
    columns: int
    explain: bool
    with_text: bool

    def __call__(self, source: str) -> Result:
        """The letter at `source`, as text or JSON."""
        letter = open_letter(source)
        notes = letter.document.notes
        if self.output is Format.TEXT:
            from assistant.terminal.letter import letter_text  # noqa: PLC0415 - loaded when used

            text = letter_text(letter, self.style, self.columns, explain=self.explain)
            if self.with_text:
                text += f"\n\n{letter.document.text}"
            return Result(source, text, notes=notes)
        hidden = None if self.explain else {"issues": {"__all__": {"evidence"}}}
        data = letter.model_dump(mode="json", exclude=hidden)
        if self.with_text:
            data["text"] = letter.document.text
        return Result(source, dumps(data, self.output), notes=notes)


@app.command()
def parse(
    paths: Paths,
    *,
    output: OutputFormat = Format.TEXT,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show which words gave which number.")
    ] = False,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Add the text that all offsets count in.")
    ] = False,
    jobs: Jobs = None,
    color: Coloured = Colour.AUTO,
) -> int:
    """Read determination letters: header, disputed items, requests, citations.

    Exit status: 0 read, 2 a file could not be read (the others are still done).
    """
    work = Parse(
        output=output,
        style=style_for(sys.stdout, color),
        columns=width(),
        explain=explain,
        with_text=with_text,
    )
    batch = Batch.of(paths)
    batch.write(work, output, processes(jobs))
    return 2 if batch.failed else 0
