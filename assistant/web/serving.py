"""The server of the workbench, on this machine alone."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import InvalidField
from assistant.review import Store
from assistant.web.app import create_app

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(store: Store, cases: Path, host: str, port: int) -> None:
    """Serve until interrupted. Raises `InvalidField` for a host beyond this machine."""
    import uvicorn  # noqa: PLC0415 - loaded when served

    if host not in _LOOPBACK:
        allowed = "127.0.0.1, localhost or ::1: the workbench has no login"
        raise InvalidField("command line", "--host", allowed, host)
    app = create_app(store, cases)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
