"""`imr limits`: the dated numeric limits for a service, and which of them governs a request."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from assistant.commands.options import AsOf, Coloured, OutputFormat, command_app, day
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, problem, write
from assistant.terminal.style import Colour, style_for, width

if TYPE_CHECKING:
    from assistant.guidelines.models import Phase

app = command_app()


@app.command()
def limits(
    service: Annotated[
        str,
        typer.Argument(metavar="SERVICE", help="A service, as physical_therapy or chiropractic."),
    ],
    *,
    as_of: AsOf = None,
    body_part: Annotated[
        str | None,
        typer.Option("--body-part", metavar="PART", help='Keep to a region, as "low back".'),
    ] = None,
    condition: Annotated[
        str | None,
        typer.Option(
            "--condition", metavar="TEXT", help="Keep to a diagnosis, surgery or condition."
        ),
    ] = None,
    request: Annotated[
        str | None,
        typer.Option(
            "--request", metavar="TEXT", help='The drug or device asked for, as "Soma 350 mg".'
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Say which limit governs the request, and why each other one does not. The "
            "options below imply it.",
        ),
    ] = False,
    date_of_service: Annotated[
        str | None,
        typer.Option(
            "--date-of-service",
            metavar="YYYY-MM-DD",
            help="For a retrospective dispute; takes the place of --as-of.",
        ),
    ] = None,
    injury_date: Annotated[
        str | None,
        typer.Option(
            "--injury-date", metavar="YYYY-MM-DD", help="Tells acute from chronic (3 months)."
        ),
    ] = None,
    surgery: Annotated[
        str | None,
        typer.Option("--surgery", metavar="TEXT", help='The operation, as "lumbar fusion".'),
    ] = None,
    surgery_date: Annotated[
        str | None,
        typer.Option("--surgery-date", metavar="YYYY-MM-DD", help="The day of the operation."),
    ] = None,
    requested: Annotated[
        float | None,
        typer.Option(
            "--requested", metavar="N", help="How many are asked for; says whether that is within."
        ),
    ] = None,
    prior_visits: Annotated[
        float | None,
        typer.Option(
            "--prior-visits", metavar="N", help="Visits of this service so far; 0 for none."
        ),
    ] = None,
    improvement: Annotated[
        bool | None,
        typer.Option(
            "--improvement/--no-improvement",
            help="Objective functional improvement from them is documented, or was not reached. "
            "[default: not documented]",
            show_default=False,
        ),
    ] = None,
    phase: Annotated[
        str | None,
        typer.Option(
            "--phase",
            metavar="PHASE",
            help="trial, total, maintenance, flare_up, post_surgical or acute.",
        ),
    ] = None,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Show the numeric limits that guidelines set for SERVICE, each with its authority.

    With --explain: the limit that governs the request, from the post-surgical table inside its
    period, else the chapter for the body part or chronic pain, else sources outside the schedule in
    the order of the search sequence. Verification says how well a number is known: official (read
    in an official text), corroborated, reported, recalled, unverified. Exit status: 0 done, 2
    unknown service or date.
    """
    from assistant.guidelines import governing, neighbours  # noqa: PLC0415 - loaded when used
    from assistant.guidelines import limits as find_limits  # noqa: PLC0415 - loaded when used
    from assistant.terminal.governing import governing_data, governing_text  # noqa: PLC0415 - same
    from assistant.terminal.limits import limit_data, limits_text  # noqa: PLC0415 - loaded when used

    service = service.strip().lower().replace(" ", "_").replace("-", "_")
    asked = (
        request, date_of_service, injury_date, surgery, surgery_date, requested, prior_visits,
        improvement, phase,
    )  # fmt: skip
    style = style_for(sys.stdout, color)
    if explain or any(one is not None for one in asked):
        for name, number in (("--prior-visits", prior_visits), ("--requested", requested)):
            if number is not None and not 0 <= number < math.inf:
                raise InvalidField("command line", name, "0 or more", number)
        parts = (body_part,) if body_part else ()
        answer = governing(
            service,
            parts,
            day(as_of),
            condition=condition or "",
            request=request or "",
            service_date=day(date_of_service, "--date-of-service"),
            injury_date=day(injury_date, "--injury-date"),
            surgery=surgery,
            surgery_date=day(surgery_date, "--surgery-date"),
            prior_visits=prior_visits,
            functional_improvement=improvement,
            phase=_phase(phase),
        )
        found_with_reasons = neighbours(answer, service, parts)
        if output is Format.TEXT:
            write(governing_text(answer, found_with_reasons, requested, style, width()))
            return 0
        rows = [governing_data(answer, one, requested) for one in found_with_reasons]
    else:
        found = find_limits(service, as_of=day(as_of), body_part=body_part, condition=condition)
        if output is Format.TEXT:
            if found:
                write(limits_text(found, style, width()))
            else:
                problem("no numeric limit is known for this request; that is not a limit of zero")
            return 0
        rows = [limit_data(limit) for limit in found]
    if output is Format.JSON:
        write(dumps(rows))
    else:
        for row in rows:
            write(dumps(row, output))
    return 0


def _phase(value: str | None) -> Phase | None:
    from assistant.guidelines import Phase as Phases  # noqa: PLC0415 - loaded when used

    if value is None:
        return None
    allowed: tuple[Phase, ...] = get_args(Phases)
    wanted = value.strip().lower().replace("-", "_").replace(" ", "_")
    for phase in allowed:
        if phase == wanted:
            return phase
    raise InvalidField("command line", "--phase", f"one of {', '.join(allowed)}", value)
