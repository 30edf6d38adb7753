"""`imr check`: check letters and drafts against the guidelines, the record and themselves."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.letters import open_letter
from assistant.commands.options import AsOf, Coloured, Jobs, Paths, command_app, day, processes
from assistant.errors import UnreadableFile
from assistant.settings import settings
from assistant.terminal.batch import Batch, Result
from assistant.terminal.findings import COUNTS, counts_text
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, Style, style_for, width
from assistant.terminal.totals import tally, totals_text
from assistant.text.reading import is_folder

if TYPE_CHECKING:
    from assistant.checks.house import HouseRules
    from assistant.checks.models import Report
    from assistant.text import Document

app = command_app()


class CheckFormat(StrEnum):
    """How to write the findings."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    JUNIT = "junit"


class FailOn(StrEnum):
    """The least severity that gives exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


@dataclass(frozen=True)
class Check:
    """Checks one letter and writes its report in the wanted form."""

    output: CheckFormat
    style: Style
    columns: int
    record: str | None
    as_of: date | None
    info: bool
    claims: bool
    house: HouseRules
    many: bool = False

    def __call__(self, source: str) -> Result:
        """The report on the letter at `source`; `counts` are those of the report and its tally."""
        # loaded when used, so that --help is quick
        from assistant.checks import check as check_letter  # noqa: PLC0415 - see above
        from assistant.checks.codes import CODES  # noqa: PLC0415 - see above
        from assistant.checks.waiving import waivers_beside  # noqa: PLC0415 - see above

        letter = open_letter(source)
        report = check_letter(
            letter,
            record=self.record,
            as_of=self.as_of,
            house=self.house,
            waivers=waivers_beside(source, tuple(CODES)),
        )
        counts = tuple(getattr(report.counts, name) for name in COUNTS)
        if self.many:
            counts += tally(report, tuple(CODES))
        text = self._write(report, letter.document)
        return Result(source, text, notes=letter.document.notes, counts=counts)

    def _write(self, report: Report, document: Document) -> str:
        if self.output is CheckFormat.TEXT:
            from assistant.terminal.findings import report_text  # noqa: PLC0415 - loaded when used

            return report_text(
                report, document, self.style, self.columns, info=self.info, claims=self.claims
            )
        if self.output is CheckFormat.JUNIT:
            from assistant.terminal.junit import junit_suite  # noqa: PLC0415 - loaded when used

            return junit_suite(report)
        if self.output is CheckFormat.SARIF:
            from assistant.terminal.sarif import sarif_results  # noqa: PLC0415 - loaded when used

            return dumps(sarif_results(report, document))
        return dumps(report.model_dump(mode="json"), self.output)


@app.command()
def check(
    paths: Paths,
    *,
    record: Annotated[
        str | None,
        typer.Option(
            "--record",
            metavar="FOLDER",
            help="The case folder or its records; facts of the letter are sought there.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            "--fail-on",
            help="The least severity that gives exit status 1. [default: setting fail_on, error]",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        CheckFormat, typer.Option("--format", help="text, json, jsonl, SARIF 2.1.0 or JUnit XML.")
    ] = CheckFormat.TEXT,
    ordinary_knowledge: Annotated[
        bool,
        typer.Option(
            "--ordinary-knowledge",
            help="Only flaws that need no medical judgement: a sum, a date, a count, a "
            "contradiction (Labor Code 4610.6(h)).",
        ),
    ] = False,
    info: Annotated[
        bool, typer.Option("--info", help="Show findings of severity info too.")
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="Show each claim and whether it was confirmed.")
    ] = False,
    jobs: Jobs = None,
    color: Coloured = Colour.AUTO,
) -> int:
    """Check determination letters and drafts: every number, date, citation and conclusion.

    Exit status: 0 nothing found at or above --fail-on, 1 findings, 2 a file could not be read.
    """
    if record is not None and not is_folder(record):
        raise UnreadableFile(record or "command line", "--record: expected a folder, found none")
    from assistant.checks.house import house_rules  # noqa: PLC0415 - loaded when used

    style = style_for(sys.stdout, color)
    chosen = settings()
    batch = Batch.of(paths)
    work = Check(
        output=output,
        style=style,
        columns=width(),
        record=record,
        as_of=day(as_of),
        info=info,
        claims=claims,
        house=house_rules(
            chosen.check, chosen.origins["check"], ordinary_knowledge=ordinary_knowledge
        ),
        many=batch.many and output is CheckFormat.TEXT,
    )
    if output is CheckFormat.SARIF:
        from assistant.terminal.sarif import write_sarif  # noqa: PLC0415 - loaded when used

        write_sarif(batch.run(work, processes(jobs)))
    elif output is CheckFormat.JUNIT:
        from assistant.terminal.junit import write_junit  # noqa: PLC0415 - loaded when used

        write_junit(batch.run(work, processes(jobs)))
    else:
        batch.write(work, Format(output.value), processes(jobs))
    if work.many and batch.counts:
        _write_totals(batch, style)
    if batch.failed:
        return 2
    found = dict(zip(COUNTS, batch.counts, strict=False))
    return int(fails(found, fail_on or FailOn(chosen.fail_on)))


def _write_totals(batch: Batch, style: Style) -> None:
    """The table of checks, and the sum of all letters."""
    from assistant.checks.codes import CODES  # noqa: PLC0415 - loaded when used

    names = {
        code: (module.RULE.name, module.RULE.ordinary_knowledge) for code, module in CODES.items()
    }
    found = totals_text(batch.counts[len(COUNTS) :], names, style, width())
    if found:
        write(f"\n{found}")
    done = len(batch.sources) - batch.failed
    sums = counts_text(batch.counts[: len(COUNTS)])
    write(f"\n{style('bold', f'{done} letters')}: {sums}")


def fails(found: dict[str, int], fail_on: FailOn) -> bool:
    """Whether counts of findings reach `fail_on`."""
    if fail_on is FailOn.NEVER:
        return False
    return bool(found.get("error") or (fail_on is FailOn.WARNING and found.get("warning")))
