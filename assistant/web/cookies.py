"""The cookie of a session, in the form that the way to the server allows.

Beyond this machine it is sent over TLS alone and bears the prefix `__Host-`, so that no other host
of the same domain can put one of its own in its place (RFC 6265bis, 4.1.3.2).
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from assistant.review.accounts import LASTS
from assistant.web.security import LOOPBACK, host_of

COOKIE = "imr_session"
HOST_COOKIE = f"__Host-{COOKIE}"


def to_be_secure(request: Request) -> bool:
    """Whether a cookie is to be sent over TLS alone."""
    return request.url.scheme == "https" or host_of(request) not in LOOPBACK


def session_token(request: Request) -> str:
    """The token that the request brings; "" for none."""
    return request.cookies.get(_name(request), "")


def keep_session(request: Request, answer: Response, token: str) -> None:
    """Have the browser keep `token`."""
    answer.set_cookie(
        _name(request),
        token,
        max_age=LASTS,
        httponly=True,
        samesite="lax",
        secure=to_be_secure(request),
    )


def end_session(request: Request, answer: Response) -> None:
    """Have the browser forget its token."""
    answer.delete_cookie(
        _name(request), httponly=True, samesite="lax", secure=to_be_secure(request)
    )


def _name(request: Request) -> str:
    return HOST_COOKIE if to_be_secure(request) else COOKIE
