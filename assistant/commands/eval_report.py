"""`imr eval report`: a run as one page for people, as JUnit and as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.eval_run import BASELINE, Run
from assistant.errors import UnreadableFile
from assistant.terminal.output import Format, dumps, write


def report(
    name: Run = "latest",
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where to write the page.")
    ] = Path("evaluation.html"),
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="RUN",
            help="A run to compare with. [default: evals/baseline.jsonl, where it is there]",
            show_default=False,
        ),
    ] = None,
    junit: Annotated[
        Path | None,
        typer.Option("--junit", metavar="FILE", help="Write JUnit XML too.", show_default=False),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write CSV too.", show_default=False),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="text for people; json for programs.")
    ] = Format.TEXT,
) -> int:
    """Write one HTML file that needs no network: figures, trends, and every case in full.

    Exit status: 0 written, 2 no such run or a file that cannot be written.
    """
    from assistant.evaluation.comparing import compare_runs  # noqa: PLC0415 - loaded when used
    from assistant.evaluation.logs import find_run, read_log  # noqa: PLC0415 - as above
    from assistant.evaluation.reporting.exports import junit as junit_xml  # noqa: PLC0415 - as above
    from assistant.evaluation.reporting.exports import table as csv_table  # noqa: PLC0415 - as above
    from assistant.evaluation.reporting.page import report_page  # noqa: PLC0415 - as above
    from assistant.evaluation.reporting.trends import past_runs  # noqa: PLC0415 - as above

    log = read_log(find_run(name))
    if against is None and BASELINE.is_file():
        against = str(BASELINE)
    compared = compare_runs(read_log(find_run(against)), log) if against else None
    written = {out: report_page(log, past_runs(log), compared)}
    if junit is not None:
        written[junit] = junit_xml(log)
    if table is not None:
        written[table] = csv_table(log)
    for path, text in written.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise UnreadableFile(str(path), f"cannot be written: {error.strerror}") from None
    if output is Format.TEXT:
        write("\n".join(f"wrote {path}" for path in written))
    else:
        write(dumps({"run": log.head.name, "written": [str(path) for path in written]}, output))
    return 0
