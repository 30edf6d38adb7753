"""`imr serve`: the reviewer's workbench in a browser on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import command_app
from assistant.settings import settings
from assistant.terminal.output import write

app = command_app()


@app.command()
def serve(
    cases: Annotated[
        list[Path] | None, typer.Argument(metavar="[CASE]...", help="Case folders to open.")
    ] = None,
    *,
    host: Annotated[str, typer.Option("--host", help="An address of this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8460,
) -> int:
    """Open the workbench: queue, cases, guidelines, letters. Ends with Ctrl+C.

    Exit status: 0 ended, 2 could not start.
    """
    from assistant.review import Store, default_url, open_case  # noqa: PLC0415 - loads the store
    from assistant.web import serve as run  # noqa: PLC0415 - loads the web framework
    from assistant.web.app import local_user  # noqa: PLC0415 - likewise

    store = Store(default_url())
    try:
        for case in cases or []:
            open_case(store, case, local_user())
        write(f"imr workbench: http://{host}:{port}/  (Ctrl+C ends it)")
        run(store, settings().data_dir / "cases", host, port)
    finally:
        store.close()
    return 0
