"""What every answer carries, and which requests are refused before they reach a route.

The server is for one machine: it answers only to its own names, so that another site cannot reach
it by a name of its own (DNS rebinding), and a request that changes something must come from a page
of its own (the Origin header, which a foreign page cannot set).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import JSONResponse

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
MOST_BYTES = 300_000_000
"""A larger request is refused by its declared length before it is read."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def _host(request: Request) -> str:
    named = request.headers.get("host", "")
    return named.rsplit(":", 1)[0] if not named.endswith("]") else named


async def guard(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse foreign hosts, foreign origins and oversized bodies; add the headers to the rest."""
    answer: Response
    length = request.headers.get("content-length", "0")
    if _host(request) not in LOOPBACK:
        answer = JSONResponse({"error": "host: expected a name of this machine"}, 400)
    elif request.method not in _SAFE and not _same_origin(request):
        answer = JSONResponse({"error": "origin: expected a page of this server"}, 403)
    elif not length.isdigit() or int(length) > MOST_BYTES:
        answer = JSONResponse(
            {"error": f"request: expected at most {MOST_BYTES} bytes, found {length}"}, 413
        )
    else:
        answer = await proceed(request)
    for name, value in _HEADERS.items():
        answer.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if origin is None:
        # no browser: a script on this machine, which could read the store itself
        return site in (None, "same-origin", "none")
    return urlsplit(origin).netloc == request.headers.get("host")
