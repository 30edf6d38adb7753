"""The server of the workbench, on this machine alone."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import InvalidField
from assistant.review import Store, local_user
from assistant.web.app import Access, create_app
from assistant.web.evaluations import NONE, Evaluations

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    store: Store,
    cases: Path,
    host: str,
    port: int,
    access: Access | None = None,
    evaluations: Evaluations = NONE,
) -> None:
    """Serve until interrupted; with `access` to those who sign in.

    Raises `InvalidField` for a host beyond this machine: over a network passwords and records need
    a proxy that encrypts, and that one reaches the server here.
    """
    import uvicorn  # noqa: PLC0415 - loaded when served

    if host not in _LOOPBACK:
        allowed = "127.0.0.1, localhost or ::1; for a network, a proxy with TLS before it"
        raise InvalidField("command line", "--host", allowed, host)
    app = create_app(store, cases, local_user, access, evaluations)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
