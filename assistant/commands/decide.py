"""`imr decide`: the reviewer's decisions, waivers and approval, from the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Coloured, OutputFormat, command_app
from assistant.commands.taking import take_draft
from assistant.errors import InvalidField
from assistant.terminal.output import Format, dumps, write
from assistant.terminal.style import Colour, Style, style_for

if TYPE_CHECKING:
    from assistant.review import Case, Review

app = command_app()


@app.command()
def decide(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")],
    item: Annotated[int | None, typer.Argument(metavar="[ITEM]", help="Its number.")] = None,
    outcome: Annotated[
        str | None,
        typer.Argument(metavar="[OUTCOME]", help="upheld, overturned or partially_overturned."),
    ] = None,
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
    reason: Annotated[
        str,
        typer.Option(
            "--reason", help="Why: for a departure from the suggestion, a waiver, a return."
        ),
    ] = "",
    draft: Annotated[
        bool, typer.Option("--draft", help="Take CASE/draft.md and draft.json as the new draft.")
    ] = False,
    edit: Annotated[
        Path | None,
        typer.Option("--edit", metavar="FILE", help="Take FILE as the new text of the letter."),
    ] = None,
    waive: Annotated[
        str | None, typer.Option("--waive", metavar="CODE", help="Let a finding stand.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", help="The words of the finding to waive.")
    ] = None,
    approve: Annotated[bool, typer.Option("--approve", help="Approve the letter.")] = False,
    send_back: Annotated[
        bool, typer.Option("--return", help="Return the case for correction.")
    ] = False,
    output: OutputFormat = Format.TEXT,
    color: Coloured = Colour.AUTO,
) -> int:
    """Decide the items of a case; waive findings; approve the letter or return it.

    Without an action, shows where the case stands. The first use takes up the draft that
    `imr draft` wrote. Exit status: 0 done, 1 something stands in the way of an approval, 2 not
    done.
    """
    from assistant.review import Store, default_url, open_case  # noqa: PLC0415 - loads the store

    acts = item is not None or draft or edit or waive or approve or send_back
    if acts and not by.strip():
        raise InvalidField("command line", "--by", "the name of who decides", by)
    store = Store(default_url())
    try:
        review = open_case(store, case, by or "nobody")
        if draft or review.case.letter is None:
            take_draft(review, case, by or "nobody")
        if edit is not None:
            from assistant.text import read_document  # noqa: PLC0415 - as above

            review.edit(read_document(edit).text, by)
        _decide(review, item, outcome, by, reason)
        if waive is not None:
            _waive(review, waive, reason, by, item=item, text=text)
        if send_back:
            review.send_back(reason, by)
        if approve:
            review.approve(by)
        now = review.case
        obstacles = review.obstacles(now)
        if output is Format.TEXT:
            write(_text(review, now, obstacles, style_for(sys.stdout, color)))
        else:
            told = now.model_dump(mode="json", exclude={"letter", "doubts", "made"})
            write(dumps({**told, "obstacles": list(obstacles)}, output))
    finally:
        store.close()
    return 1 if obstacles else 0


def _decide(review: Review, item: int | None, outcome: str | None, by: str, reason: str) -> None:
    if item is None or outcome is None:
        return
    from assistant.review import read_outcome  # noqa: PLC0415 - as above

    review.decide(item, read_outcome(outcome), by, reason)


def _waive(
    review: Review, code: str, reason: str, by: str, *, item: int | None, text: str | None
) -> None:
    from assistant.review import waiver  # noqa: PLC0415 - as above

    review.waive(waiver(code, reason, by, item=item, text=text))


def _text(review: Review, case: Case, obstacles: tuple[str, ...], style: Style) -> str:
    lines = [f"{style('bold', case.key)}: {case.state}"]
    for issue in review.letter(case).issues:
        decision = case.decisions.get(issue.number)
        suggested = (case.suggested.get(issue.number) or "none").replace("_", " ")
        decided = (
            f"{style('bold', decision.outcome.replace('_', ' '))} by {decision.who}"
            if decision
            else style("warning", "not decided")
        )
        lines.append(f"  {issue.number}. {issue.title}")
        lines.append(f"     {decided} (suggested: {suggested})")
    lines += [f"{style('error', 'in the way:')} {one}" for one in obstacles]
    if case.approval:
        changed = review.still_holds(case)
        holds = f"but since changed: {', '.join(changed)}" if changed else "and still holds"
        lines.append(f"approved by {case.approval.who} on {case.approval.at:%Y-%m-%d}, {holds}")
    return "\n".join(lines)
