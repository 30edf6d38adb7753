"""`imr letter`: the letter of a reviewed case as PDF, DOCX and JSON."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import command_app
from assistant.commands.taking import take_draft
from assistant.errors import InvalidField, UnreadableFile
from assistant.terminal.output import write

app = command_app()

_FORMS = ("pdf", "docx", "json")


@app.command()
def letter(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FOLDER", help="Where to write. [default: CASE]", show_default=False
        ),
    ] = None,
    forms: Annotated[
        str, typer.Option("--as", metavar="FORMS", help="Of pdf, docx, json, joined by commas.")
    ] = "pdf,docx,json",
) -> int:
    """Write the letter of a case; it is marked DRAFT until an approval holds.

    The first use takes up the draft that `imr draft` wrote; where there is none, it drafts.
    Exit status: 0 written as approved, 1 written as a draft, 2 not written.
    """
    from assistant.review import (  # noqa: PLC0415 - loads the store
        Store,
        as_json,
        default_url,
        docx,
        open_case,
        pdf,
    )

    wanted = [one.strip() for one in forms.split(",") if one.strip()]
    for one in wanted:
        if one not in _FORMS:
            raise InvalidField("command line", "--as", "pdf, docx, json", one)
    store = Store(default_url())
    try:
        review = open_case(store, case, "nobody")
        if review.case.letter is None:
            take_draft(review, case, "nobody")
        now = review.case
        read = review.letter(now)
        if review.still_holds(now):
            now = now.model_copy(update={"approval": None})
        folder = out or case
        makers = {
            "pdf": lambda: pdf(read, now),
            "docx": lambda: docx(read, now),
            "json": lambda: as_json(read, now).encode("utf-8"),
        }
        for form in wanted:
            place = folder / f"{now.key}.{form}"
            _write(place, makers[form]())
            write(f"{place}: {'approved' if now.approval else 'draft, not approved'}")
    finally:
        store.close()
    return 0 if now.approval else 1


def _write(place: Path, content: bytes) -> None:
    """The file whole or not at all. Raises `UnreadableFile` where it cannot be written."""
    beside = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(0o644)
        beside.replace(place)
    except OSError as error:
        if beside is not None:
            with suppress(OSError):
                beside.unlink()
        raise UnreadableFile(str(place), f"cannot be written: {error.strerror or error}") from None
