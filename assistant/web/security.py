"""What every answer carries, and which requests are refused before they reach a route.

The server is for one machine: it answers only to its own names, so that another site cannot reach
it by a name of its own (DNS rebinding), and a request that changes something must come from a page
of its own (the Origin header, which a foreign page cannot set).
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names of this machine; behind a proxy the server has another one besides."""
MOST_BYTES = 300_000_000
"""A larger upload is refused: by its declared length before it is read, else as it comes in."""
MOST_TYPED = 16_000_000
"""Likewise for every other request: none is longer than the longest letter."""
_UPLOADS = frozenset({"/api/cases", "/api/letters"})

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""


def host_of(request: Request) -> str:
    """The name by which the server was asked, without its port."""
    named = request.headers.get("host", "").lower()
    return named.rsplit(":", 1)[0] if not named.endswith("]") else named


def most_bytes(path: str) -> int:
    """The bytes that a request to `path` may have."""
    return MOST_BYTES if path in _UPLOADS else min(MOST_TYPED, MOST_BYTES)


class Bounded:
    """Counts the bytes of a request as they come in; one that declares no length is bounded too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; reading more of it than it may have ends in 413."""
        come = 0
        most = most_bytes(scope.get("path", ""))

        async def counted() -> Message:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            if come > most:
                raise HTTPException(413, f"expected at most {most} bytes, found more")
            return message

        await self._app(scope, counted if scope["type"] == "http" else receive, send)


async def guard(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse foreign hosts, foreign origins and oversized bodies; add the headers to the rest."""
    answer: Response
    length = request.headers.get("content-length", "0")
    most = most_bytes(request.url.path)
    if host_of(request) not in request.app.state.hosts:
        answer = JSONResponse({"error": "host: expected a name of this server"}, 400)
    elif request.method not in SAFE and not _same_origin(request):
        answer = JSONResponse({"error": "origin: expected a page of this server"}, 403)
    elif not length.isdigit() or int(length) > most:
        answer = JSONResponse(
            {"error": f"request: expected at most {most} bytes, found {length}"}, 413
        )
    else:
        try:
            answer = await proceed(request)
        except Exception as error:  # its words may be those of a record, and go into no log
            logging.getLogger(__name__).error("%s", where(error))
            answer = JSONResponse({"error": "the server failed; its log says where"}, 500)
    for name, value in _HEADERS.items():
        answer.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def where(error: BaseException) -> str:
    """The kind of an error, and the lines of code that it came through, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if "assistant" in one.filename] or list(frames)
    lines = [f"{Path(one.filename).name}:{one.lineno}" for one in own[-6:]]
    return f"{type(error).__name__} at {' > '.join(lines)}"


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if origin is None:
        # no browser: a script on this machine, which could read the store itself
        return site in (None, "same-origin", "none")
    if origin == "null":
        # a form: the referrer policy above has the browser keep back where it comes from
        return site == "same-origin"
    return urlsplit(origin).netloc == request.headers.get("host")
